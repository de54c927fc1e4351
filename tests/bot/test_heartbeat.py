"""Processes on one database share the pace: who comes waits for its share, who goes leaves it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.heartbeat import Heartbeat
from bot.pacing import OVERALL, Pace
from store.database import Database


async def test_two_processes_have_half_each(database_url: str) -> None:
    """The newcomer nothing until the first has heard of it twice; all again once it is alone."""
    databases, paces = [Database.open(database_url) for _ in range(2)], [Pace(), Pace()]
    first, second = (
        Heartbeat(database, pace, lambda: datetime.now(UTC)) for database, pace in zip(databases, paces, strict=True)
    )
    await first.start()
    await second.start()
    assert [pace.holds() for pace in paces] == [OVERALL.most, 0]
    for one in (first, first, second):
        await one.beat()
    assert [pace.holds() for pace in paces] == [OVERALL.most // 2] * 2
    await second.stop()
    await first.beat()
    assert paces[0].holds() == OVERALL.most
    await first.stop()
    for database in databases:
        await database.close()


async def test_it_beats_by_itself_and_only_after_its_start(database_url: str) -> None:
    """In the background, on the real clock; a stop before the start does no harm."""
    database, pace = Database.open(database_url), Pace()
    heart = Heartbeat(database, pace, lambda: datetime.now(UTC))
    await heart.stop()
    await heart.start()
    pace.share(3)
    async with asyncio.timeout(30):
        while pace.holds() != OVERALL.most:  # noqa: ASYNC110 (a pace tells nobody)
            await asyncio.sleep(0.1)
    await heart.stop()
    await database.close()
