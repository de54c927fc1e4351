"""Python's garbage collector, whose full rounds come when nobody waits for an answer.

A full round looks through all that is kept, a tenth of a second where many have asked, and Python begins one in the
middle of whatever it does. Here Python begins none: one is begun every minute, in the first moment without an update
in work. What outlives it is left out of those that follow, which so take some milliseconds, until once an hour all is
looked through again.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

EVERY_S = 60.0
"""Between two full rounds: what would pile up meanwhile is some megabytes even where people ask all the time."""

PATIENCE_S = 30.0
"""How long a pause is waited for: where answers are always under way, one of them waits for the round."""

WHOLE = 60
"""Rounds after which one looks through all again, some tenths of a second: only where there is a pause."""

_LOOK_S = 0.05  # between two looks whether anyone is being answered
_NEVER, _USUAL = 1_000_000, 10  # rounds of the middle generation before a full one that Python begins itself


class Collector:
    """Begins full rounds in pauses from `start` to `close`; then Python does again."""

    def __init__(self, *, every_s: float = EVERY_S, patience_s: float = PATIENCE_S, whole: int = WHOLE) -> None:
        self._every_s, self._patience_s, self._whole = every_s, patience_s, whole
        self._task: asyncio.Task[None] | None = None

    def start(self, is_idle: Callable[[], bool]) -> None:
        """Take over from Python; `is_idle` says whether no answer is under way."""
        _leave_full_rounds(_NEVER)
        self._task = asyncio.create_task(self._collect(is_idle))

    async def close(self) -> None:
        """Leave it to Python again."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        _leave_full_rounds(_USUAL)

    async def _collect(self, is_idle: Callable[[], bool]) -> None:
        rounds = 0
        while True:
            await asyncio.sleep(self._every_s)
            waited = 0.0
            while not is_idle() and waited < self._patience_s:
                await asyncio.sleep(_LOOK_S)
                waited += _LOOK_S
            rounds += 1
            if rounds >= self._whole and is_idle():
                gc.unfreeze()
                rounds = 0
            gc.collect()
            gc.freeze()


def _leave_full_rounds(number: int) -> None:
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, number)
