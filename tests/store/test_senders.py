"""Processes that share a pace: together they never hold more than there is, and what one leaves is the others'."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from store import chats, deliveries, senders, subscriptions
from store.database import Database
from store.records import ChatRecord, Destination, EventFilter, Schedule
from store.senders import GONE, Share
from store.tables import Sender


async def beat(database: Database, name: str, now: datetime, holds: int) -> Share:
    """One beat of a process that holds so much."""
    async with database.write() as session:
        return await senders.beat(session, name, total=30, holds=holds, now=now)


async def silent(database: Database, name: str) -> None:
    """Put a process's last beat into the past, whichever clock counts."""
    async with database.write() as session:
        long_ago = datetime.fromisoformat("2001-01-01T00:00:00+00:00")
        await session.execute(update(Sender).where(Sender.id == name).values(seen_at=long_ago))  # type: ignore[arg-type]


async def test_who_is_alone_has_all(database: Database, now: datetime) -> None:
    """From its first beat on."""
    assert await beat(database, "a", now, 0) == Share(30, 1)
    assert await beat(database, "a", now + timedelta(seconds=3), 30) == Share(30, 1)


async def test_a_newcomer_waits_until_the_other_holds_less(database: Database, now: datetime) -> None:
    """The first learns of it at its next beat and lowers its share, but what it had counts until the one after."""
    await beat(database, "a", now, 0)
    assert await beat(database, "b", now, 0) == Share(0, 2)
    assert await beat(database, "a", now, 30) == Share(15, 2)
    assert await beat(database, "b", now, 0) == Share(0, 2)
    assert await beat(database, "a", now, 22) == Share(15, 2)  # seven that are still under way
    assert await beat(database, "b", now, 0) == Share(8, 2)
    assert await beat(database, "a", now, 15) == Share(15, 2)
    assert await beat(database, "b", now, 8) == Share(15, 2)


async def test_what_is_left_or_long_silent_is_free(database: Database, now: datetime) -> None:
    """In order at once; after a death when the silence has lasted."""
    await beat(database, "a", now, 0)
    await beat(database, "b", now, 0)
    async with database.write() as session:
        await senders.leave(session, "a")
    assert await beat(database, "b", now, 0) == Share(30, 1)
    await beat(database, "c", now, 0)
    await silent(database, "b")
    assert await beat(database, "c", now + GONE / 2, 0) == Share(30, 1)


async def test_shares_never_add_up_to_more(database: Database, now: datetime) -> None:
    """Forty processes, in whatever order: some have nothing until there are fewer."""
    holds: dict[str, int] = {}
    for turn in range(200):
        name = str(turn * 7 % 40)
        holds[name] = (await beat(database, name, now, holds.get(name, 0))).most
    assert sum(holds.values()) == 30 and max(holds.values()) == 1


async def test_what_a_dead_process_had_claimed_is_free_at_once(database: Database, now: datetime) -> None:
    """Not what a living one holds, nor one's own after a long silence; each chat can be sent to again."""
    lease = timedelta(minutes=3)
    async with database.write() as session:
        for chat_id in (1, 2):
            await chats.ensure(session, ChatRecord(chat_id, "fr", "UTC"))
            schedule = Schedule(((now + timedelta(hours=1)).time(),))
            await subscriptions.subscribe(session, Destination(chat_id), EventFilter(), None, schedule, now=now)
    for name in ("a", "b"):
        await beat(database, name, now, 0)
    due = now + timedelta(hours=1)
    held = []
    async with database.write() as session:
        for name in ("a", "b"):
            held += await deliveries.claim_due(session, now=due, lease=lease, limit=1, by=name)
    await silent(database, "a")
    await beat(database, "b", due, 0)
    async with database.write() as session:
        (again,) = await deliveries.claim_due(session, now=due + timedelta(seconds=1), lease=lease, by="b")
        assert (again.delivery_id, again.attempts) == (held[0].delivery_id, 2)
        assert await deliveries.renew(session, held[0], now=due, lease=lease) is None
        assert await deliveries.renew(session, held[1], now=due, lease=lease) is not None
    await silent(database, "b")
    await beat(database, "b", due, 0)
    async with database.write() as session:
        assert await deliveries.claim_due(session, now=due + timedelta(seconds=2), lease=lease, by="b") == []
