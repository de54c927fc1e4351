"""The sender's figures, what was set aside, and what is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nlp.schema import Reading
from store import alerts, articles, chats, deliveries, sending, subscriptions
from store.database import Database
from store.records import Cadence, ChatRecord, Destination, EventFilter, SendingFigures, ToldEvent
from store.told import record_told, told_of

LEASE = timedelta(minutes=5)
DUE = datetime(2017, 5, 20, 6, 0, tzinfo=UTC)


async def subscribe(database: Database, now: datetime, *chat_ids: int, cadence: Cadence = Cadence.SCHEDULED) -> None:
    async with database.write() as session:
        for chat_id in chat_ids:
            await chats.ensure(session, ChatRecord(chat_id, "fr", "Europe/Paris"))
            to = Destination(chat_id)
            await subscriptions.subscribe(session, to, EventFilter(), None, cadence=cadence, now=now)


async def figures(database: Database, now: datetime) -> SendingFigures:
    async with database.read() as session:
        return await sending.figures(session, now=now)


async def test_figures_of_the_sender(database: Database, desk, an_event, now: datetime) -> None:
    """Queue, oldest, last run, failures, paused chats, articles whose alerts are not open yet."""
    assert await figures(database, now) == SendingFigures(0, 0, None, None, 0, 0, 0)
    await subscribe(database, now, 1, 2, 3, 4)
    await subscribe(database, now, 5, cadence=Cadence.AT_ONCE)
    await desk.read(an_event(), now=DUE)
    assert await figures(database, DUE) == SendingFigures(4, 0, DUE, None, 0, 0, 1)
    async with database.write() as session:
        await alerts.open_alerts(session, now=DUE)
        taken = await deliveries.claim_due(session, now=DUE, lease=LEASE, limit=4)
    assert await figures(database, DUE) == SendingFigures(1, 4, DUE, None, 0, 0, 0)
    alert, sent, refused, blocked = sorted(taken, key=lambda one: (one.article_id is None, one.chat.id))
    async with database.write() as session:
        await deliveries.close(session, sent, now=DUE + LEASE / 5)
        await deliveries.fail(session, refused, "can't parse", retry_at=None, content="<b>\x00", now=DUE + LEASE / 5)
        await deliveries.block(session, blocked, "blocked", now=DUE)
    assert await figures(database, DUE + LEASE) == SendingFigures(2, 0, DUE, DUE + LEASE / 5, 1, 1, 0)
    assert alert.article_id is not None
    async with database.read() as session:
        (failure,) = await sending.failures(session)
        later = await sending.figures(session, now=DUE, failed_since=DUE + LEASE)
    assert (failure.chat_id, failure.error, failure.content) == (refused.chat.id, "can't parse", "<b>\ufffd")
    assert later.failed == 0


async def test_what_a_blocked_chat_was_to_get_comes_when_it_wakes(database: Database, now: datetime) -> None:
    """The digest that met the block is the one that comes, late."""
    await subscribe(database, now, 7)
    async with database.write() as session:
        (first,) = await deliveries.claim_due(session, now=DUE, lease=LEASE)
        await deliveries.block(session, first, "blocked", now=DUE)
        assert await deliveries.claim_due(session, now=DUE + timedelta(days=3), lease=LEASE) == []
        await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
        (again,) = await deliveries.claim_due(session, now=DUE + timedelta(days=3), lease=LEASE)
    assert (again.delivery_id, again.late, first.late) == (first.delivery_id, True, False)


async def test_closed_deliveries_can_be_forgotten(database: Database, now: datetime) -> None:
    """Those closed before a moment, so many at a time; open ones and what is to come stay."""
    await subscribe(database, now, 1, 2, 3, 4)
    async with database.write() as session:
        taken = await deliveries.claim_due(session, now=DUE, lease=LEASE)
        for one in taken[:3]:
            await deliveries.close(session, one, now=DUE)
        assert await sending.forget(session, before=DUE) == 0
        assert [await sending.forget(session, before=DUE + LEASE, limit=2) for _ in range(3)] == [2, 1, 0]
        assert len(await deliveries.claim_due(session, now=DUE + LEASE, lease=LEASE)) == 1
        assert len(await deliveries.claim_due(session, now=DUE + timedelta(days=1), lease=LEASE)) == 4


async def test_what_a_chat_without_subscriptions_was_told_can_be_forgotten(
    database: Database, desk, an_event, now: datetime
) -> None:
    """Before a moment; a chat that asks for anything, or only paused it, keeps all; so does what is younger."""
    await subscribe(database, now, 1, 2, 3)
    old, young = [(await desk.read(event, now=now))[0] for event in (an_event(), an_event())]
    async with database.write() as session:
        for chat_id in (1, 2, 3):
            await record_told(session, Destination(chat_id), [ToldEvent(old)], now=now)
            await record_told(session, Destination(chat_id, 9), [ToldEvent(young)], now=DUE)
        await subscriptions.unsubscribe(session, 2)
        (kept,) = await subscriptions.of_chat(session, 3)
        await subscriptions.pause(session, 3, kept.id)
        assert await sending.forget_told(session, before=DUE, limit=1) == 2
        assert await sending.forget_told(session, before=DUE, after_chat=2, limit=1) is None
        told = {n: set(await told_of(session, Destination(n), [old])) for n in (1, 2, 3)}
        assert told == {1: {old}, 2: set(), 3: {old}}
        assert set(await told_of(session, Destination(2, 9), [young])) == {young}


async def test_articles_read_since(database: Database, desk, an_event, now: datetime) -> None:
    """By when they were first read, not received; events or none; one in a language that can't be read is not."""
    await desk.receive()
    number = await desk.receive()
    async with database.write() as session:
        await articles.record_reading(session, number, Reading("ar", False), now=now + timedelta(hours=3))
    await desk.read(an_event(), now=now + timedelta(hours=1))
    await desk.read(now=now + timedelta(hours=2))
    async with database.read() as session:
        counted = [await sending.articles_read_since(session, now + timedelta(hours=n)) for n in range(3)]
    assert counted == [2, 1, 0]
