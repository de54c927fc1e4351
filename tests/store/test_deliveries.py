"""Digests are claimed once, survive a crash, and tell a chat of each event once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from nlp.schema import Reading
from store import articles, chats, deliveries, news, subscriptions
from store.database import Database
from store.records import ChatRecord, Claim, Destination, EventFilter, Schedule, Subscription, ToldEvent
from store.told import record_told

LEASE = timedelta(minutes=5)
DUE = datetime(2017, 5, 20, 6, 0, tzinfo=UTC)  # 08:00 in Paris on the morning after `now`


async def subscribe(database: Database, now: datetime, *chat_ids: int, wanted: EventFilter | None = None) -> None:
    async with database.write() as session:
        for chat_id in chat_ids:
            await chats.ensure(session, ChatRecord(chat_id, "fr", "Europe/Paris"))
            await subscriptions.subscribe(session, Destination(chat_id), wanted or EventFilter(), None, now=now)


async def claim(database: Database, now: datetime, limit: int = 20) -> list[Claim]:
    async with database.write() as session:
        return await deliveries.claim_due(session, now=now, lease=LEASE, limit=limit)


async def test_nothing_is_due_before_its_time(database: Database, now: datetime) -> None:
    """Due to the minute, with subscription and chat at hand, and once."""
    await subscribe(database, now, 7)
    assert await claim(database, DUE - timedelta(seconds=1)) == []
    (taken,) = await claim(database, DUE)
    assert (taken.due, taken.chat, taken.attempts) == (DUE, ChatRecord(7, "fr", "Europe/Paris"), 1)
    assert (taken.subscription.chat_id, taken.subscription.next_due) == (7, DUE + timedelta(days=1))
    assert await claim(database, DUE) == []


async def test_concurrent_claims_are_distinct(database: Database, now: datetime) -> None:
    """Five processes over forty due subscriptions: every one is claimed by exactly one."""
    await subscribe(database, now, *range(1, 41))
    taken = await asyncio.gather(*(claim(database, DUE, limit=9) for _ in range(5)))
    taken.append(await claim(database, DUE, limit=40))
    counted = Counter(one.chat.id for claims in taken for one in claims)
    assert counted == Counter(range(1, 41))


async def test_days_missed_are_told_at_once(database: Database, now: datetime) -> None:
    """After three days off there is one digest, and the next one lies ahead."""
    await subscribe(database, now, 7)
    (taken,) = await claim(database, DUE + timedelta(days=3, hours=1))
    assert taken.due == DUE
    assert taken.subscription.next_due == DUE + timedelta(days=4)
    assert await claim(database, DUE + timedelta(days=3, hours=1)) == []


async def test_a_crash_between_claim_and_close(database: Database, now: datetime) -> None:
    """A claim whose lease is over is claimed again, as the same delivery; a closed one is not."""
    await subscribe(database, now, 7)
    (first,) = await claim(database, DUE)
    assert await claim(database, DUE + LEASE - timedelta(seconds=1)) == []
    (second,) = await claim(database, DUE + LEASE)
    assert (second.delivery_id, second.due, second.attempts) == (first.delivery_id, first.due, 2)
    async with database.write() as session:
        await deliveries.close(session, second, now=DUE + LEASE)
    assert await claim(database, DUE + 10 * LEASE) == []


async def test_a_failed_delivery_is_retried_when_said(database: Database, now: datetime) -> None:
    """From the moment named, and never again where none is named."""
    await subscribe(database, now, 7)
    (first,) = await claim(database, DUE)
    async with database.write() as session:
        await deliveries.fail(session, first, "429", retry_at=DUE + 2 * LEASE, now=DUE)
    assert await claim(database, DUE + LEASE) == []
    (again,) = await claim(database, DUE + 2 * LEASE)
    async with database.write() as session:
        await deliveries.fail(session, again, "400", retry_at=None, now=DUE + 2 * LEASE)
    assert await claim(database, DUE + 9 * LEASE) == []
    assert len(await claim(database, DUE + timedelta(days=1))) == 1


async def test_a_paused_chat_gets_nothing(database: Database, now: datetime) -> None:
    """Neither what is due nor what was given up, until it writes again."""
    await subscribe(database, now, 7, 8)
    async with database.write() as session:
        await chats.pause(session, 7, now=now)
    (only,) = await claim(database, DUE)
    assert only.chat.id == 8
    async with database.write() as session:
        await chats.pause(session, 8, now=now)
        await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
    (woken,) = await claim(database, DUE + LEASE)
    assert woken.chat.id == 7


async def test_unsubscribing_ends_what_is_claimed(database: Database, desk, an_event, now: datetime) -> None:
    """A digest whose subscription ended while it was sent is closed without an error."""
    (event_id,) = await desk.read(an_event())
    await subscribe(database, now, 7)
    (taken,) = await claim(database, DUE)
    async with database.write() as session:
        await subscriptions.unsubscribe(session, 7)
    async with database.write() as session:
        await deliveries.close(session, taken, [ToldEvent(event_id)], now=DUE)
    assert await claim(database, DUE + LEASE) == []


async def told_as_news(database: Database, subscription: Subscription) -> list[int]:
    async with database.read() as session:
        return [one.id for one in (await news.news_of(session, subscription)).events]


async def test_a_digest_holds_what_is_new_to_the_chat(database: Database, desk, an_event, now: datetime) -> None:
    """What was recorded in the day before subscribing is new, older is not; what was told once is not told again."""
    await desk.read(an_event(), now=now - timedelta(hours=25))
    (yesterday,) = await desk.read(an_event(), now=now - timedelta(hours=23))
    await subscribe(database, now, 7, 8)
    first, unsent = await claim(database, DUE)
    assert await told_as_news(database, first.subscription) == [yesterday]
    async with database.write() as session:
        await deliveries.close(session, first, [ToldEvent(yesterday)], now=DUE)
        await deliveries.fail(session, unsent, "400", retry_at=None, now=DUE)
    (later,) = await desk.read(an_event(), now=DUE)
    second, other = await claim(database, DUE + timedelta(days=1))
    assert (second.chat.id, await told_as_news(database, second.subscription)) == (7, [later])
    assert (other.chat.id, await told_as_news(database, other.subscription)) == (8, [later, yesterday])


async def test_one_digest_of_a_subscription_at_a_time(database: Database, now: datetime) -> None:
    """Yesterday's, still open, is claimed again; today's comes once that is closed."""
    await subscribe(database, now, 7)
    (yesterdays,) = await claim(database, DUE)
    tomorrow = DUE + timedelta(days=1)
    (again,) = await claim(database, tomorrow)
    assert again.delivery_id == yesterdays.delivery_id
    assert await claim(database, tomorrow) == []
    async with database.write() as session:
        await deliveries.close(session, again, now=tomorrow)
    (todays,) = await claim(database, tomorrow)
    assert (todays.due, todays.delivery_id != again.delivery_id) == (tomorrow, True)


async def test_a_digest_by_hand_counts_as_told(database: Database, desk, an_event, now: datetime) -> None:
    """/digest and the daily one tell the same event once, whichever comes first; recording twice is no error."""
    ids = await desk.read(an_event(), an_event())
    await subscribe(database, now, 7)
    async with database.write() as session:
        await record_told(session, Destination(7), [ToldEvent(ids[0]), ToldEvent(999)], now=now)
        await record_told(session, Destination(7), [ToldEvent(ids[0])], now=now)
    (taken,) = await claim(database, DUE)
    assert await told_as_news(database, taken.subscription) == [ids[1]]


async def test_reading_an_article_again_tells_nothing_twice(database: Database, desk, an_event, now: datetime) -> None:
    """An event found again is the one that was told; one found anew is news."""
    known, fresh = an_event(), an_event()
    article_id = await desk.receive()
    async with database.write() as session:
        ids = await articles.record_reading(session, article_id, Reading("fr", True, (known,)), now=now)
    await subscribe(database, now, 7)
    async with database.write() as session:
        await record_told(session, Destination(7), map(ToldEvent, ids), now=now)
        both = await articles.record_reading(session, article_id, Reading("fr", True, (known, fresh)), now=now)
    (taken,) = await claim(database, DUE)
    assert await told_as_news(database, taken.subscription) == [both[1]]


@pytest.mark.parametrize("limit", [0, 1, 2])
async def test_no_more_than_asked_for_are_claimed(database: Database, now: datetime, limit: int) -> None:
    """The limit holds for those given up and those due together."""
    await subscribe(database, now, 1, 2, 3)
    await claim(database, DUE, limit=1)
    assert len(await claim(database, DUE + LEASE, limit=limit)) == limit


async def test_deliveries_with_nothing_to_tell_are_closed_together(database: Database, now: datetime) -> None:
    """As if closed one by one: not claimed again, their chats free at once; no other is touched."""
    await subscribe(database, now, *range(1, 8))
    await subscribe(database, now, 1, 2, wanted=EventFilter(country="IRQ"))
    taken = sorted(await claim(database, DUE), key=lambda one: one.chat.id)
    assert len(taken) == 7
    async with database.write() as session:
        await deliveries.close_empty(session, taken[:5], now=DUE)
        known = await subscriptions.of_chat(session, taken[0].chat.id)
    assert [one.last_told_at for one in known if one.id == taken[0].subscription.id] == [DUE]
    assert {one.chat.id for one in await claim(database, DUE)} == {1, 2}
    assert {one.chat.id for one in await claim(database, DUE + LEASE)} >= {one.chat.id for one in taken[5:]}


async def test_a_chat_told_to_wait_waits_alone(database: Database, now: datetime) -> None:
    """429: neither that delivery nor another of the chat before its time; other chats go on."""
    await subscribe(database, now, 7, 8)
    await subscribe(database, now, 7, wanted=EventFilter(country="IRQ"))
    first, other = sorted(await claim(database, DUE), key=lambda one: one.chat.id)
    until = DUE + timedelta(seconds=40)
    async with database.write() as session:
        await deliveries.fail(session, first, "429", retry_at=until, now=DUE, send_after=until)
        await deliveries.close(session, other, now=DUE)
    assert await claim(database, until - timedelta(seconds=1)) == []
    (again,) = await claim(database, until)
    assert (again.delivery_id, again.attempts) == (first.delivery_id, 2)
    async with database.write() as session:
        await chats.hold(session, 7, until + 2 * LEASE)  # told so by an answer to someone, meanwhile
        await deliveries.close(session, again, now=until)
        await chats.hold(session, 7, until + LEASE)
    assert await claim(database, until + LEASE) == []
    assert len(await claim(database, until + 2 * LEASE)) == 1


async def test_a_chat_has_one_claim_at_a_time(database: Database, now: datetime) -> None:
    """However many processes ask: the second subscription of a chat comes when the first is closed."""
    for country in ("IRQ", "SYR", "YEM"):
        await subscribe(database, now, *range(1, 9), wanted=EventFilter(country=country))
    told: Counter[tuple[int, int]] = Counter()
    busy: set[int] = set()

    async def process() -> None:
        while taken := await claim(database, DUE, limit=3):
            for one in taken:
                assert one.chat.id not in busy
                busy.add(one.chat.id)
            await asyncio.sleep(0.001)
            for one in taken:
                busy.discard(one.chat.id)
                async with database.write() as session:
                    await deliveries.close(session, one, now=DUE)
                told[one.chat.id, one.subscription.id] += 1

    for _ in range(3):  # a process may find the others' chats busy, and end
        await asyncio.gather(*(process() for _ in range(4)))
    assert len(told) == 24 and set(told.values()) == {1}


async def test_a_lease_can_be_lengthened_while_it_holds(database: Database, now: datetime) -> None:
    """Before each further message; None once another has taken over, and nothing of the other's is freed then."""
    await subscribe(database, now, 7)
    (first,) = await claim(database, DUE)
    later = DUE + LEASE / 2
    async with database.write() as session:
        renewed = await deliveries.renew(session, first, now=later, lease=LEASE)
    assert renewed is not None and renewed.lease_until == later + LEASE
    assert await claim(database, DUE + LEASE) == []
    (second,) = await claim(database, later + LEASE)
    async with database.write() as session:
        assert await deliveries.renew(session, renewed, now=later + LEASE, lease=LEASE) is None
        await deliveries.fail(session, renewed, "?", retry_at=later + LEASE, now=later + LEASE)
    assert await claim(database, later + LEASE) == []  # the chat is the second's
    async with database.write() as session:
        await deliveries.close(session, second, now=later + LEASE)
    assert await claim(database, later + 9 * LEASE) == []


async def test_several_hours_a_day_are_each_sent_once(database: Database, now: datetime) -> None:
    """Over the nights in which clocks change: what the schedule says, late after downtime and marked so."""
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
        twice = Schedule((time(2, 30), time(19)))
        start = datetime(2017, 10, 28, tzinfo=UTC)
        await subscriptions.subscribe(session, Destination(7), EventFilter(), None, twice, now=start)
    sent = []
    for minutes in range(0, 3 * 24 * 60, 10):
        moment = start + timedelta(minutes=minutes)
        if minutes in range(2700, 3100):
            continue  # nobody at home from 21:00 on the 29th to 03:40 on the 30th
        for one in await claim(database, moment):
            sent.append((f"{one.due:%d %H:%M}", one.late))
            async with database.write() as session:
                await deliveries.close(session, one, now=moment)
    assert sent == [
        ("28 00:30", False), ("28 17:00", False), ("29 00:30", False), ("29 18:00", False), ("30 01:30", True),
        ("30 18:00", False),
    ]  # fmt: skip
