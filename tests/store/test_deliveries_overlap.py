"""What could tell a chat of one event twice: two deliveries of it at once, or one that nobody knows of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store import chats, deliveries, news, subscriptions
from store.database import Database
from store.records import ChatRecord, Claim, Destination, EventFilter, ToldEvent

LEASE = timedelta(minutes=5)
DUE = datetime(2017, 5, 20, 6, 0, tzinfo=UTC)
OLD, NEW = -5, -1005


@pytest.fixture
async def event_id(database: Database, desk, an_event, now: datetime) -> int:
    """An event in Iraq that two subscriptions of one group keep, both due at DUE."""
    (number,) = await desk.read(an_event(places=("Mossoul",)))
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(OLD, "fr", "Europe/Paris", "group"))
        for wanted in (EventFilter(), EventFilter(type=an_event().type)):
            await subscriptions.subscribe(session, Destination(OLD), wanted, None, now=now)
    return number


async def claim(database: Database, now: datetime, limit: int = 20) -> list[Claim]:
    async with database.write() as session:
        return await deliveries.claim_due(session, now=now, lease=LEASE, limit=limit)


async def news_to(database: Database, of: Claim) -> list[int]:
    async with database.read() as session:
        return [one.id for one in (await news.news_of(session, of.subscription)).events]


async def test_what_an_ended_subscription_told_is_not_told_by_another(database: Database, event_id: int) -> None:
    """It was ended while its message was out; the message has reached the chat all the same."""
    (out,) = await claim(database, DUE)
    assert await news_to(database, out) == [event_id]
    async with database.write() as session:
        await subscriptions.unsubscribe(session, OLD, out.subscription.id)
    async with database.write() as session:
        await deliveries.close(session, out, [ToldEvent(event_id)], now=DUE, message_id=1)
    (other,) = await claim(database, DUE)
    assert other.subscription.id != out.subscription.id
    assert await news_to(database, other) == []


async def test_a_long_digest_of_an_ended_subscription_is_recorded_and_stops(database: Database, event_id: int) -> None:
    """The chat's next delivery does not wait for its lease."""
    (out,) = await claim(database, DUE)
    async with database.write() as session:
        await subscriptions.unsubscribe(session, OLD, out.subscription.id)
    async with database.write() as session:
        assert await deliveries.renew(session, out, now=DUE, lease=LEASE) is None
        await deliveries.record_message(session, out, [ToldEvent(event_id)], message_id=1, now=DUE)
    (other,) = await claim(database, DUE)
    assert await news_to(database, other) == []


@pytest.mark.parametrize("known", [False, True])
async def test_a_chat_that_moves_while_it_is_told_is_not_told_by_another(
    database: Database, event_id: int, *, known: bool
) -> None:
    """The claim goes along into the supergroup, new or known; it ends with the message that is out."""
    (out,) = await claim(database, DUE)
    async with database.write() as session:
        if known:
            await chats.ensure(session, ChatRecord(NEW, "fr", "Europe/Paris", "supergroup"))
        await chats.move(session, OLD, NEW, now=DUE)
    assert await claim(database, DUE) == []
    async with database.write() as session:
        held = await deliveries.renew(session, out, now=DUE, lease=LEASE)
        assert held is not None
        await deliveries.close(session, held, [ToldEvent(event_id)], now=DUE, message_id=1)
    (other,) = await claim(database, DUE)
    assert (other.chat.id, await news_to(database, other)) == (NEW, [])


async def test_a_sender_that_hung_does_not_go_on_beside_another(database: Database, event_id: int) -> None:
    """Its delivery is still its own, but after its lease another of the chat was claimed, and may tell the same."""
    (first,) = await claim(database, DUE, limit=1)
    async with database.write() as session:
        await deliveries.fail(session, first, "500", retry_at=DUE + timedelta(minutes=1), now=DUE)
    (hung,) = await claim(database, DUE, limit=1)
    late = DUE + 2 * LEASE
    (other,) = await claim(database, late, limit=1)
    assert other.delivery_id == first.delivery_id != hung.delivery_id
    async with database.write() as session:
        assert await deliveries.renew(session, hung, now=late, lease=LEASE) is None
    async with database.write() as session:
        await deliveries.close(session, other, [ToldEvent(event_id)], now=late)
    (again,) = await claim(database, late)
    assert (again.delivery_id, await news_to(database, again)) == (hung.delivery_id, [])


async def test_a_chat_told_by_hand_is_told_nothing_else_meanwhile(database: Database, event_id: int) -> None:
    """Nor by hand while a delivery is out."""
    until = DUE + LEASE
    async with database.write() as session:
        assert await deliveries.take_chat(session, OLD, now=DUE, until=until)
    assert await claim(database, DUE) == []
    async with database.write() as session:
        await deliveries.free_chat(session, OLD, until=until)
    (out,) = await claim(database, DUE)
    async with database.write() as session:
        assert not await deliveries.take_chat(session, OLD, now=DUE, until=until + LEASE)
        await deliveries.free_chat(session, OLD, until=until + LEASE)
    assert await claim(database, DUE) == []
    async with database.write() as session:
        await deliveries.close(session, out, [ToldEvent(event_id)], now=DUE)
        assert await deliveries.take_chat(session, OLD, now=DUE, until=until)
