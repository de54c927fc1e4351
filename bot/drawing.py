"""The process that draws pictures, and the pictures it has drawn lately.

Drawing takes half a second of Python, which on the event loop would be half a second of silence in every chat; in a
thread it slowed the loop by 11 ms at a time, in a process of its own by 1. The process starts at the first picture.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.processes import answered, live_with_parent, processes_of
from bot.views.pictures_shapes import Map, Timeline

PATIENCE_S = 60.0
"""How long one picture may take: a hundred times what it takes."""

KEPT = 128
"""Pictures kept, of some 100 kB each."""

FRESH = timedelta(minutes=10)
"""How long a picture is taken for true while the archive's state is the same: see `store.series.ArchiveState`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture: what it shows, and its PNG file."""

    shown: Timeline | Map
    png: bytes


Compose = Callable[[], Awaitable[Timeline | Map | None]]
"""Gives what is to be drawn, None where there is nothing."""


class DrawingFailedError(Exception):
    """The picture can't be drawn: the process died or took too long; asking again starts a fresh one."""


class Drawings:
    """Draws pictures in one process of its own and keeps the latest; `close` ends the process."""

    def __init__(self, clock: Callable[[], datetime], *, patience_s: float = PATIENCE_S) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._executor: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[Hashable, tuple[datetime, asyncio.Task[Picture | None]]] = OrderedDict()

    def __len__(self) -> int:
        """How many pictures are kept."""
        return len(self._kept)

    async def picture(self, key: Hashable, compose: Compose) -> Picture | None:
        """The picture kept under `key`, or a new one of what `compose` gives; who asks meanwhile waits for it.

        Raises DrawingFailedError and what `compose` raises; neither is kept.
        """
        now = self._clock()
        kept = self._kept.get(key)
        if kept is None or now - kept[0] >= FRESH:
            kept = self._kept[key] = now, asyncio.create_task(self._made(compose))
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        try:
            return await asyncio.shield(kept[1])
        except Exception:
            if self._kept.get(key) is kept:
                del self._kept[key]
            raise

    async def close(self) -> None:
        """End the process; pictures under way are given up."""
        under_way = [task for _, task in self._kept.values() if not task.done()]
        for task in under_way:
            task.cancel()
        self._end()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _made(self, compose: Compose) -> Picture | None:
        shown = await compose()
        return None if shown is None else Picture(shown, await self._drawn(shown))

    async def _drawn(self, picture: Timeline | Map) -> bytes:
        if self._executor is None:
            # Not fork: the parent runs threads, whose locks a forked child would inherit.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(1, mp_context=context, initializer=live_with_parent)
        try:
            async with asyncio.timeout(self._patience_s):
                return await answered(self._executor.submit(draw, picture))
        except (BrokenProcessPool, TimeoutError) as error:
            self._end()
            raise DrawingFailedError("the process that draws died or took too long: ask again") from error

    def _end(self) -> None:
        if self._executor is None:
            return
        for process in processes_of([self._executor]):
            process.terminate()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None


def draw(picture: Timeline | Map) -> bytes:
    """Draw a picture, in whichever process; matplotlib is loaded here and nowhere else."""
    from bot.views import pictures_map, pictures_timeline

    return pictures_timeline.draw(picture) if isinstance(picture, Timeline) else pictures_map.draw(picture)
