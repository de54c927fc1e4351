"""The process that draws: started once, shared by those who ask at once, replaced when it dies."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.drawing import FRESH, KEPT, DrawingFailedError, Drawings
from bot.processes import processes_of
from bot.views.pictures_shapes import Hue, Timeline

SMALL = Timeline("Mossoul", "1 événement", (Hue("#d55e00", "Attaque"),), ((1,),), ((0, "mai"),), "1")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2017, 5, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def clock() -> Clock:
    """Midnight of 20 May 2017."""
    return Clock()


@pytest.fixture
async def drawings(clock: Clock) -> AsyncIterator[Drawings]:
    """A process that draws, ended after the test."""
    opened = Drawings(clock)
    yield opened
    await opened.close()


async def test_who_asks_at_once_waits_for_the_same_picture(drawings: Drawings, clock: Clock) -> None:
    """Composed once, drawn once; again when it is no longer fresh."""
    composed = 0

    async def compose() -> Timeline:
        nonlocal composed
        composed += 1
        return SMALL

    pictures = await asyncio.gather(*(drawings.picture("key", compose) for _ in range(5)))
    assert composed == 1 and all(one is pictures[0] for one in pictures)
    assert pictures[0] is not None and pictures[0].png.startswith(b"\x89PNG") and pictures[0].shown == SMALL
    clock.now += FRESH - timedelta(seconds=1)
    await drawings.picture("key", compose)
    assert composed == 1
    clock.now += timedelta(seconds=1)
    await drawings.picture("key", compose)
    assert composed == 2


async def test_nothing_to_draw_starts_no_process(drawings: Drawings) -> None:
    """None is an answer, and only so many answers are kept."""

    async def nothing() -> None:
        return None

    for key in range(KEPT + 20):
        assert await drawings.picture(key, nothing) is None
    assert len(drawings) == KEPT and drawings._executor is None


async def test_an_error_is_not_kept(drawings: Drawings) -> None:
    """Who asks again may have more luck."""

    async def fail() -> Timeline:
        raise ConnectionError("the database is away")

    async def compose() -> Timeline:
        return SMALL

    with pytest.raises(ConnectionError):
        await drawings.picture("key", fail)
    assert await drawings.picture("key", compose) is not None


async def test_a_dead_process_is_replaced(drawings: Drawings) -> None:
    """The picture it was to draw fails, the next one is drawn."""

    async def compose() -> Timeline:
        return SMALL

    await drawings.picture("first", compose)
    assert drawings._executor is not None
    (process,) = processes_of([drawings._executor])
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with pytest.raises(DrawingFailedError):
        await drawings.picture("second", compose)
    assert await drawings.picture("second", compose) is not None


async def test_the_loop_goes_on_while_a_picture_is_drawn(drawings: Drawings) -> None:
    """Other chats are answered meanwhile: the loop turns many times during one picture."""

    async def compose() -> Timeline:
        return SMALL

    turns = 0
    asked = asyncio.create_task(drawings.picture("key", compose))
    while not asked.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert turns > 20
