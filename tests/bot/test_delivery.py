"""Delivering over the in-process Bot API, whatever Telegram answers: nothing lost, nobody held up by another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import deliver_due
from bot.pacing import Limit, Pace, Pacer
from bot.sending import LEASE
from bot.terminal import blocked, flood, migrated, server_error
from bot.terminal_messages import RefusalError
from nlp.schema import Actor
from store import chats, deliveries, sending, subscriptions
from store.records import ChatRecord, Destination, EventFilter, Failure, Schedule
from tests.bot.delivering import MORNING, at_leisure, deliver, digests, elsewhere, happening, remember, subscribed, told


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
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    assert len(world.api.calls) == calls
    await world.talk(2).say("/start")
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    assert len(digests(world, 2)) == 1


@pytest.mark.parametrize("fault", [{"refusal": server_error()}, {"network": "before"}])
async def test_telegram_out_of_reach_is_tried_again(world: Any, fault: dict[str, Any]) -> None:
    """A server error or a broken line costs seconds, then twice as many, not the digest."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, times=2, **fault)
    assert await deliver(world) == 1
    assert await deliver(world, MORNING + timedelta(seconds=4)) == 0
    assert len(world.api.called("sendMessage")) == 4
    assert await deliver(world, MORNING + timedelta(seconds=5)) == 0
    assert len(world.api.called("sendMessage")) == 5
    assert await deliver(world, MORNING + timedelta(seconds=14)) == 0
    assert await deliver(world, MORNING + timedelta(seconds=15)) == 1
    assert len(digests(world, 2)) == 1


async def test_a_message_that_telegram_refuses_goes_out_as_plain_text_and_is_recorded(world: Any) -> None:
    """The subscriber has the news, /status the content; the next day's digest is another."""
    await subscribed(world, 2)
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=RefusalError("can't parse entities"))
    assert await deliver(world) == 1
    (shown,) = [one for one in world.api.chats.in_chat(2) if "/event_1" in one.text]
    assert "📍 Qayrawan" in shown.text and "<" not in shown.text
    (failure,) = await failures(world)
    assert "parse entities" in failure.error and "<b>" in (failure.content or "")
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 0


async def test_a_message_that_telegram_refuses_for_good_does_not_block_the_rest(world: Any) -> None:
    """It is recorded and not tried for ever; the next day's digest goes out and has what was not told."""
    await subscribed(world, 2, 3)
    world.api.fault("sendMessage", match={"chat_id": 2}, times=2, refusal=RefusalError("can't parse entities"))
    assert await deliver(world) == 1
    assert len(await failures(world)) == 1
    assert await deliver(world, MORNING + timedelta(minutes=10)) == 0
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert len(digests(world, 2)) == 1


async def test_a_chat_that_is_not_there_is_paused(world: Any) -> None:
    """Telegram says so with 400 in place of 403: no content is to blame, and nothing is set aside."""
    await subscribed(world, 2)
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=RefusalError("chat not found"))
    assert await deliver(world) == 0
    assert await failures(world) == ()
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    await world.talk(2).say("/start")
    assert await deliver(world, MORNING + timedelta(days=2)) == 1


async def test_an_answer_that_is_lost_repeats_that_one_message(world: Any) -> None:
    """The stated window: Telegram took the message, and nobody heard of it."""
    await subscribed(world, 2)
    world.api.fault("sendMessage", match={"chat_id": 2}, network="after")
    assert await deliver(world) == 0
    assert await deliver(world, MORNING + timedelta(seconds=10)) == 1
    assert await deliver(world, MORNING + timedelta(seconds=30)) == 0
    assert len(digests(world, 2)) == 2


async def test_where_telegram_is_down_no_more_is_claimed(world: Any) -> None:
    """What was not tried has no attempt counted, and goes out at the first tick after."""
    await remember(world, happening())
    await many_subscribed(world, range(100, 200))
    world.api.fault("sendMessage", times=1000, network="before")
    assert await deliver(world) == 0
    assert len(world.api.called("sendMessage")) < 60
    world.api.faults.clear()
    assert await deliver(world, MORNING + timedelta(seconds=10)) == 100


async def test_a_stop_gives_back_what_is_not_begun(world: Any) -> None:
    """The next start does not wait for the lease."""
    await remember(world, happening())
    await many_subscribed(world, range(100, 200))
    world.clock.now = MORNING
    stopping = lambda: len(world.api.called("sendMessage")) >= 5  # noqa: E731
    sent = await deliver_due(world.services, world.application.bot, at_leisure(), stopping=stopping)
    assert 5 <= sent < 40
    assert await deliver(world, MORNING + timedelta(seconds=1)) == 100 - sent
    assert all(len(digests(world, number)) == 1 for number in range(100, 200))


async def test_a_group_that_has_had_its_twenty_holds_up_no_other(world: Any) -> None:
    """Its next digest waits in the database until the minute is over, while others get theirs."""
    await remember(world, happening())
    await many_subscribed(world, [-500, 100])
    pace = Pace(Pacer(Limit(1000, 0.0), Limit(1000, 0.0), Limit(1, 40.0)))
    world.clock.now = MORNING
    assert await deliver_due(world.services, world.application.bot, pace) == 2
    await remember(world, happening(day=20))
    world.clock.now += timedelta(days=1)
    async with world.services.database.write() as session:
        await chats.hold(session, -500, world.clock.now + timedelta(seconds=38))
    assert await deliver_due(world.services, world.application.bot, pace) == 1
    assert len(digests(world, 100)) == 2 and len(digests(world, -500)) == 1


async def test_a_group_that_became_a_supergroup_takes_its_subscription_along(world: Any) -> None:
    """The digest goes to the new id, what was told stays told."""
    await remember(world, happening())
    world.api.chats.admins.add((-500, 2))
    await world.talk(2, chat_id=-500).say("/subscribe Qayrawan 8h")
    world.api.fault("sendMessage", match={"chat_id": -500}, refusal=migrated(-1_000_000_000_500))
    await deliver(world)
    await deliver(world, MORNING + timedelta(seconds=2))
    assert len(digests(world, -1_000_000_000_500)) == 1 and digests(world, -500) == []
    await elsewhere(world)
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
    await many_subscribed(world, range(100, 245))
    assert await deliver(world) == 145
    assert all(len(digests(world, number)) == 1 for number in range(100, 245))


async def test_two_processes_send_each_digest_once(world: Any) -> None:
    """Two ticks side by side over one database."""
    await subscribed(world, *range(2, 12))
    sent = await asyncio.gather(deliver(world), deliver(world))
    assert sum(sent) == 10
    assert all(len(digests(world, number)) == 1 for number in range(2, 12))


async def test_silent_subscriptions_make_no_sound_and_topics_get_their_own(world: Any) -> None:
    """What was chosen stands in the call; who chose nothing hears it."""
    await remember(world, happening())
    async with world.services.database.write() as session:
        await chats.ensure(session, ChatRecord(-100, "fr", "UTC"))
        for to, silent in ((Destination(-100, 7), True), (Destination(-100), False)):
            schedule = Schedule((MORNING.time(),))
            wanted = EventFilter(country="IRQ")
            await subscriptions.subscribe(session, to, wanted, "Irak", schedule, silent=silent, now=world.clock.now)
    assert await deliver(world) == 2
    calls = [call.params for call in world.api.called("sendMessage") if call.params["chat_id"] == -100]
    told_to = [(call.get("message_thread_id"), bool(call.get("disable_notification"))) for call in calls]
    assert sorted(told_to, key=str) == [(7, True), (None, False)]


async def many_subscribed(world: Any, numbers: Iterable[int]) -> None:
    """Each of these chats, to Iraq, every morning."""
    async with world.services.database.write() as session:
        for number in numbers:
            await chats.ensure(session, ChatRecord(number, "fr", "UTC"))
            schedule, wanted = Schedule((MORNING.time(),)), EventFilter(country="IRQ")
            await subscriptions.subscribe(session, Destination(number), wanted, "Irak", schedule, now=world.clock.now)


async def failures(world: Any) -> tuple[Failure, ...]:
    """What was set aside for good."""
    async with world.services.database.read() as session:
        return await sending.failures(session)
