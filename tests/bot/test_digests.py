"""Digests as subscribers get them, by the clock: nothing twice, nothing lost, nobody held up by another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import store.articles
import store.recording
from bot.digests import LEASE, deliver_due
from bot.terminal import blocked, flood, migrated, server_error
from bot.terminal_messages import RefusalError
from nlp.schema import Actor, Article, Event, EventType, Place, Reading, Span, When
from store import chats, deliveries, subscriptions
from store.records import ChatRecord, Destination, EventFilter, Schedule

MORNING = datetime(2017, 5, 21, 8, 0, tzinfo=UTC)


def happening(place: str = "Qayrawan", day: int = 19) -> Event:
    """A blocked road."""
    sentence = "Une route a été bloquée."
    trigger = Span("bloquée", 16, 23)
    where = (Place(place, country="IRQ"),)
    days = When(date(2017, 5, day), date(2017, 5, day))
    return Event(EventType.COERCE, "restrict", trigger, Span(sentence, 0, 24), (Actor("Hachd"),), (), where, days)


async def remember(world: Any, *events: Event) -> Sequence[int]:
    """Put events into the archive as if they had just been read."""
    now = world.services.clock()
    async with world.services.database.write() as session:
        article = Article("x", f"{now} {id(events)}", date(2017, 5, 20), "fr", "Al-Manar")
        received = await store.articles.receive(session, article, now=now)
        return await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=now)


async def deliver(world: Any, now: datetime = MORNING) -> int:
    """What a tick does at `now`."""
    world.clock.now = now
    return await deliver_due(world.services, world.application.bot, now, chance=lambda: 0.0)


def told(world: Any, chat_id: int) -> list[str]:
    """All messages of the bot in the chat."""
    return [shown.text.replace("\u00a0", " ") for shown in world.api.chats.in_chat(chat_id)]


def digests(world: Any, chat_id: int) -> list[str]:
    """The digests among them."""
    return [text for text in told(world, chat_id) if text.startswith(("Le point", "Digest", "Today"))]


async def subscribed(world: Any, *person_ids: int, words: str = "Qayrawan 8h") -> None:
    """Each person subscribes; the place is known from an event of the day before."""
    await remember(world, happening())
    for person_id in person_ids:
        assert "C’est noté" in (await world.talk(person_id).say(f"/subscribe {words}"))[0].text


async def test_a_digest_goes_out_at_its_hour_and_not_before(world: Any) -> None:
    """One message with what is new, at the subscriber's hour."""
    await subscribed(world, 2)
    assert await deliver(world, MORNING - timedelta(seconds=1)) == 0
    assert await deliver(world) == 1
    (digest,) = digests(world, 2)
    assert digest.startswith("Le point : Qayrawan (Irak)\n1 événement nouveau\n\n📍 Qayrawan · 19 mai 2017\n🔒 Blocage")


async def test_nothing_is_told_twice_and_nothing_new_is_not_told_at_all(world: Any) -> None:
    """The next day brings only what came since; a day without news brings no message."""
    await subscribed(world, 2)
    await deliver(world)
    assert await deliver(world, MORNING + timedelta(minutes=5)) == 0
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    await remember(world, happening(day=22))
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    assert [text.count("/event_") for text in digests(world, 2)] == [1, 1]
    assert "/event_2" in digests(world, 2)[1]


async def test_the_hour_is_the_chats_own(world: Any) -> None:
    """Eight in Baghdad is five in UTC."""
    await remember(world, happening())
    talk = world.talk(2)
    await talk.say("/timezone Asia/Baghdad")
    await talk.say("/subscribe Qayrawan 8h")
    assert await deliver(world, MORNING - timedelta(hours=3, seconds=1)) == 0
    assert await deliver(world, MORNING - timedelta(hours=3)) == 1


async def test_the_digest_speaks_the_chats_language(world: Any) -> None:
    """As /lang has set it."""
    await subscribed(world, 2)
    await world.talk(2).say("/lang en")
    await deliver(world)
    assert digests(world, 2)[0].startswith("Digest: Qayrawan (Irak)\n1 new event")


async def test_what_was_asked_by_hand_is_not_told_in_the_morning(world: Any) -> None:
    """/digest and the daily digest share their memory."""
    await subscribed(world, 2)
    await world.talk(2).say("/digest")
    assert await deliver(world) == 0
    assert len(digests(world, 2)) == 1


async def test_a_bot_that_was_off_for_days_sends_one_digest(world: Any) -> None:
    """What was missed comes in one message, not in one for each day."""
    await subscribed(world, 2)
    await remember(world, happening(day=20))
    assert await deliver(world, MORNING + timedelta(days=4)) == 1
    assert await deliver(world, MORNING + timedelta(days=4, minutes=1)) == 0
    assert digests(world, 2)[0].count("/event_") == 2


async def test_too_many_requests_makes_that_chat_wait_alone(world: Any) -> None:
    """Told to wait 90 seconds, chat 2 waits; chat 3 gets its digest at once; then chat 2 gets its own, once."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=flood(90))
    assert await deliver(world) == 1
    assert (len(digests(world, 2)), len(digests(world, 3))) == (0, 1)
    assert await deliver(world, MORNING + timedelta(seconds=60)) == 0
    assert await deliver(world, MORNING + timedelta(seconds=92)) == 1
    assert (len(digests(world, 2)), len(digests(world, 3))) == (1, 1)


async def test_who_blocks_the_bot_is_left_alone_until_he_writes_again(world: Any) -> None:
    """A pause, no further attempt, and the news after coming back."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=blocked())
    assert await deliver(world) == 1
    calls = len(world.api.calls)
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    assert len(world.api.calls) == calls
    await world.talk(2).say("/start")
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    assert len(digests(world, 2)) == 1


@pytest.mark.parametrize("fault", [{"refusal": server_error()}, {"network": "before"}])
async def test_telegram_out_of_reach_is_tried_again(world: Any, fault: dict[str, Any]) -> None:
    """A server error or a broken line costs a minute, not the digest."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, **fault)
    assert await deliver(world) == 1
    assert await deliver(world, MORNING + timedelta(seconds=59)) == 0
    assert await deliver(world, MORNING + timedelta(seconds=61)) == 1
    assert len(digests(world, 2)) == 1


async def test_a_message_that_telegram_refuses_does_not_block_the_rest(world: Any) -> None:
    """It is recorded and not tried for ever; the next day's digest goes out."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=RefusalError("can't parse entities"))
    assert await deliver(world) == 1
    assert await deliver(world, MORNING + timedelta(minutes=10)) == 0
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert len(digests(world, 2)) == 1


async def test_a_group_that_became_a_supergroup_takes_its_subscription_along(world: Any) -> None:
    """The digest goes to the new id, what was told stays told."""
    await remember(world, happening())
    await world.talk(2, chat_id=-500).say("/subscribe Qayrawan 8h")
    world.api.fault("sendMessage", match={"chat_id": -500}, refusal=migrated(-1_000_000_000_500))
    await deliver(world)
    await deliver(world, MORNING + timedelta(seconds=2))
    assert len(digests(world, -1_000_000_000_500)) == 1 and digests(world, -500) == []
    assert await deliver(world, MORNING + timedelta(days=1)) == 0


async def test_a_crash_between_claim_and_sending_loses_nothing(world: Any) -> None:
    """Who claims and dies leaves a lease; after it the digest is sent by another."""
    await subscribed(world, 2)
    async with world.services.database.write() as session:
        (claim,) = await deliveries.claim_due(session, now=MORNING, lease=LEASE)
    assert claim.chat.id == 2
    assert await deliver(world, MORNING + timedelta(minutes=1)) == 0
    assert await deliver(world, MORNING + LEASE + timedelta(seconds=1)) == 1
    assert len(digests(world, 2)) == 1


async def test_a_crash_between_two_messages_tells_only_what_was_not_told(world: Any) -> None:
    """A long digest takes several messages, each is marked as it goes out; the rest follows alone."""
    crowd = tuple(Actor(f"{name} de la grande coalition des brigades du désert du Nord") for name in "ABC")
    await remember(world, *(replace(happening(day=1 + n), sources=crowd, targets=crowd) for n in range(15)))
    await world.talk(2).say("/subscribe Irak 8h")
    world.api.fault("sendMessage", match={"chat_id": 2}, skip=1, network="before")
    assert await deliver(world) == 0
    assert len(digests(world, 2)) == 1
    assert await deliver(world, MORNING + timedelta(minutes=2)) == 1
    told_numbers = re.findall(r"/event_(\d+)", " ".join(told(world, 2)))
    assert sorted(map(int, told_numbers)) == list(range(1, 16))


async def test_many_subscribers_are_all_served_in_one_tick(world: Any) -> None:
    """More than one batch of claims."""
    await remember(world, happening())
    async with world.services.database.write() as session:
        for number in range(100, 145):
            await chats.ensure(session, ChatRecord(number, "fr", "UTC"))
            wanted = EventFilter(country="IRQ")
            await subscriptions.subscribe(
                session, Destination(number), wanted, "Irak", Schedule((MORNING.time(),)), now=world.clock.now
            )
    assert await deliver(world) == 45
    assert all(len(digests(world, number)) == 1 for number in range(100, 145))


async def test_two_processes_send_each_digest_once(world: Any) -> None:
    """Two ticks side by side over one database."""
    await subscribed(world, *range(2, 12))
    sent = await asyncio.gather(deliver(world), deliver(world))
    assert sum(sent) == 10
    assert all(len(digests(world, number)) == 1 for number in range(2, 12))
