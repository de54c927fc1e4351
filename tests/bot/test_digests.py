"""Digests as subscribers get them, by the clock: at their hour, in their language, nothing twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.bot.delivering import MORNING, deliver, digests, happening, remember, subscribed


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
