"""A chat keeps its language and time zone until they are set, and can be paused and moved."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta

import pytest

from store import chats, deliveries, news, subscriptions
from store.database import Database
from store.errors import UnknownChatError, UnknownTimezoneError
from store.records import ChatRecord, Claim, Destination, EventFilter, Schedule, ToldEvent
from store.told import record_told, told_of

PRIVATE = ChatRecord(2**40, "fr", "Europe/Paris", "private", "Zoé")


async def test_a_chat_is_stored_once(database: Database) -> None:
    """What the first message brought stays; the title follows Telegram."""
    async with database.write() as session:
        assert await chats.get(session, PRIVATE.id) is None
        assert await chats.ensure(session, PRIVATE) == PRIVATE
    async with database.write() as session:
        later = await chats.ensure(session, ChatRecord(PRIVATE.id, "en", "Asia/Baghdad", "private", "Zoé B.\x00"))
    assert (later.lang, later.timezone) == ("fr", "Europe/Paris")
    assert later.title is not None and later.title.startswith("Zoé B.")


async def test_language_and_time_zone_are_set(database: Database, now) -> None:
    """They are stored, and subscriptions are due by the new clock."""
    async with database.write() as session:
        await chats.ensure(session, PRIVATE)
        before = await subscriptions.subscribe(
            session, Destination(PRIVATE.id), EventFilter(), None, Schedule((time(20),)), now=now
        )
        await chats.set_language(session, PRIVATE.id, "en")
        await chats.set_timezone(session, PRIVATE.id, "Asia/Baghdad", now=now)
    async with database.read() as session:
        stored = await chats.get(session, PRIVATE.id)
        (after,) = await subscriptions.of_chat(session, PRIVATE.id)
    assert stored is not None and (stored.lang, stored.timezone) == ("en", "Asia/Baghdad")
    assert before.next_due - after.next_due == timedelta(hours=1)


async def test_unknown_zones_and_chats_are_refused(database: Database, now) -> None:
    """Nothing is stored for them."""
    async with database.write() as session:
        with pytest.raises(UnknownTimezoneError):
            await chats.ensure(session, ChatRecord(1, "fr", "Bagdad"))
        with pytest.raises(UnknownChatError, match="1"):
            await chats.set_language(session, 1, "fr")
        with pytest.raises(UnknownChatError):
            await chats.set_timezone(session, 1, "Asia/Baghdad", now=now)
        with pytest.raises(UnknownChatError):
            await subscriptions.subscribe(session, Destination(1), EventFilter(), None, now=now)
        assert await chats.get(session, 1) is None


async def test_a_paused_chat_wakes_when_it_writes(database: Database, now) -> None:
    """Who blocked the bot and writes again can be written to again."""
    async with database.write() as session:
        await chats.ensure(session, PRIVATE)
        await chats.pause(session, PRIVATE.id, now=now)
        paused = await chats.get(session, PRIVATE.id)
        awake = await chats.ensure(session, PRIVATE)
    assert paused is not None and paused.paused
    assert not awake.paused


async def test_a_moved_chat_takes_everything_along(database: Database, desk, an_event, now) -> None:
    """A group that became a supergroup keeps settings, subscriptions and what it was told."""
    (event_id,) = await desk.read(an_event())
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(-5, "en", "Asia/Baghdad", "group", "Desk"))
        await subscriptions.subscribe(session, Destination(-5), EventFilter(), None, now=now)
        await record_told(session, Destination(-5), [ToldEvent(event_id)], now=now)
        await chats.move(session, -5, -1005, now=now)
        await chats.move(session, -5, -1005, now=now)
    async with database.read() as session:
        moved = await chats.get(session, -1005)
        assert await chats.get(session, -5) is None
        assert len(await subscriptions.of_chat(session, -1005)) == 1
        fresh = await news.new_events(session, Destination(-1005), EventFilter(), since=now - timedelta(days=1))
    assert moved == ChatRecord(-1005, "en", "Asia/Baghdad", "supergroup", "Desk")
    assert fresh.events == ()


async def test_a_chat_that_moves_into_a_known_one_is_merged(database: Database, desk, an_event, now) -> None:
    """Settings of the new one stay; of two like questions the new one's; nothing told to either is news to it."""
    first, second, third = await desk.read(an_event(), an_event(), an_event())
    old, new = Destination(-5), Destination(-1005)
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(-5, "en", "Asia/Baghdad", "group", "Desk"))
        await chats.ensure(session, ChatRecord(-1005, "ar", "Europe/Paris", "supergroup", "Desk"))
        for country in ("IRQ", "SYR"):
            await subscriptions.subscribe(session, old, EventFilter(country=country), f"old {country}", now=now)
        kept = await subscriptions.subscribe(session, new, EventFilter(country="IRQ"), "new", now=now)
        await record_told(session, old, [ToldEvent(first), ToldEvent(second)], message_id=3, now=now)
        await record_told(session, new, [ToldEvent(second)], message_id=4, now=now)
        await chats.move(session, -5, -1005, now=now)
        moved = await chats.get(session, -1005)
        standing = await subscriptions.of_chat(session, -1005)
        told = await told_of(session, new, [first, second, third])
        due = await deliveries.claim_due(session, now=kept.next_due or now, lease=timedelta(minutes=1))
    assert moved is not None and (moved.lang, moved.timezone) == ("ar", "Europe/Paris")
    assert sorted(one.label or "" for one in standing) == ["new", "old SYR"]
    assert {one.next_due for one in standing} == {kept.next_due}  # by the new clock
    assert {number: one.message_id for number, one in told.items()} == {first: None, second: 4}
    assert len(due) == 1  # one at a time


async def test_a_digest_under_way_goes_on_in_the_new_chat(database: Database, desk, an_event, now) -> None:
    """What the old chat was refused is claimed for the new one at once, and told there."""
    (number,) = await desk.read(an_event())
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(-5, "fr", "Europe/Paris", "group", "Desk"))
        made = await subscriptions.subscribe(session, Destination(-5), EventFilter(), None, now=now)
        due = made.next_due or now
        (claim,) = await deliveries.claim_due(session, now=due, lease=timedelta(minutes=5))
        await chats.move(session, -5, -1005, now=due)
        await deliveries.fail(session, claim, "migrated", retry_at=due, now=due)
        (again,) = await deliveries.claim_due(session, now=due, lease=timedelta(minutes=5))
        await deliveries.close(session, claim, [ToldEvent(number)], now=due)  # the first sender's answer comes late
        assert set(await told_of(session, Destination(-1005), [number])) == {number}
    assert (again.delivery_id, again.chat.id) == (claim.delivery_id, -1005)


async def test_a_chat_that_moves_while_it_is_told(database: Database, desk, an_event, now) -> None:
    """Sending, pausing, waking and moving at the same time wait for each other and not in a circle; none is lost."""
    numbers = await desk.read(*(an_event() for _ in range(5)))
    moved_to = {-n: -1000 - n for n in range(1, 9)}
    async with database.write() as session:
        for chat_id in moved_to:
            await chats.ensure(session, ChatRecord(chat_id, "fr", "Europe/Paris", "group"))
            due = (await subscriptions.subscribe(session, Destination(chat_id), EventFilter(), None, now=now)).next_due
        assert due is not None
        claims = await deliveries.claim_due(session, now=due, lease=timedelta(minutes=5))

    async def told(claim: Claim) -> None:
        for number in numbers:
            async with database.write() as session:
                await deliveries.record_message(session, claim, [ToldEvent(number)], message_id=number, now=now)
        async with database.write() as session:
            await deliveries.close(session, claim, now=due)

    async def pause_and_wake(chat_id: int) -> None:
        async with database.write() as session:
            await chats.pause(session, chat_id, now=due)
        async with database.write() as session:
            if await chats.get(session, chat_id) is not None:
                await chats.ensure(session, ChatRecord(chat_id, "fr", "Europe/Paris", "group"))

    async def move(chat_id: int) -> None:
        async with database.write() as session:
            await chats.move(session, chat_id, moved_to[chat_id], now=due)

    assert len(claims) == len(moved_to)
    await asyncio.gather(
        *(told(claim) for claim in claims), *map(pause_and_wake, moved_to), *map(move, moved_to), *map(move, moved_to)
    )
    async with database.read() as session:
        for chat_id in moved_to.values():
            assert set(await told_of(session, Destination(chat_id), numbers)) == set(numbers)
            assert len(await subscriptions.of_chat(session, chat_id)) == 1
