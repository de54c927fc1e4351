"""Work that outlasts the update that asked for it: one errand a chat, a few at once, none left at a stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_LOG = logging.getLogger(__name__)

AT_ONCE = 2
"""Errands in work; the others wait their turn, so that large exports leave the database to those who ask."""


LARGE = 5_000
"""Events in an export from which on it is an errand: fewer are written in a second or two, while the chat waits."""


class Errands:
    """The errands of a running bot; `close` gives up those that are not done."""

    def __init__(self, at_once: int = AT_ONCE, large: int = LARGE) -> None:
        self.large = large
        self._turn = asyncio.Semaphore(at_once)
        self._running: dict[int, asyncio.Task[None]] = {}

    def busy(self, chat_id: int) -> bool:
        """Whether an errand of this chat is under way or waits its turn."""
        return chat_id in self._running

    def start(self, chat_id: int, work: Coroutine[Any, Any, None]) -> None:
        """Begin the work on the chat's behalf; what goes wrong in it is logged. The chat must not be busy."""
        task = asyncio.create_task(self._done(work))
        self._running[chat_id] = task
        task.add_done_callback(lambda _: self._running.pop(chat_id, None))

    async def idle(self) -> None:
        """Wait until no errand is left."""
        while self._running:
            await asyncio.wait(self._running.values())

    async def close(self) -> None:
        """Give up what is not done."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._turn:
                await work
        except Exception:
            _LOG.exception("an errand failed")
        finally:
            work.close()  # given up while it waited its turn, it was never begun
