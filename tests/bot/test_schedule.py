"""The tick: it runs on the real clock, sends what is due, and outlives what goes wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot import schedule
from bot.terminal import flood
from nlp.schema import Article, Event, EventType, Reading, Span
from store import articles, recording


async def test_the_tick_sends_what_the_clock_makes_due(world: Any) -> None:
    """Nothing but the bot's own clock says that it is time."""
    await world.talk(1).say("/subscribe 9h30")
    now = world.clock.now
    async with world.services.database.write() as session:
        received = await articles.receive(session, Article("x", "x", now.date(), "fr"), now=now)
        sentence = Span("Une route a été bloquée.", 0, 24)
        event = Event(EventType.COERCE, "restrict", Span("bloquée", 16, 23), sentence)
        await recording.record_reading(session, received.article_id, Reading("fr", True, (event,)), now=now)
    told = asyncio.Event()
    world.api.chats.on_shown = lambda shown: told.set()
    schedule.start(world.application, tick_s=0.1)
    try:
        world.clock.now += timedelta(minutes=29)
        await asyncio.sleep(0.5)
        assert not told.is_set()
        world.clock.now += timedelta(minutes=2)
        await asyncio.wait_for(told.wait(), 10)
    finally:
        await schedule.stop(world.application)
    assert "/event_1" in world.api.chats.in_chat(1)[-1].text


async def test_stop_ends_the_ticking(world: Any) -> None:
    """After stop nothing asks the database any more; stopping twice does no harm."""
    schedule.start(world.application, tick_s=0.05)
    await schedule.stop(world.application)
    await schedule.stop(world.application)
    assert "scheduler" not in world.application.bot_data


async def test_the_ticks_bot_is_the_same_bot_without_the_limiter(world: Any) -> None:
    """It reaches the same server under the same token, and a 429 comes back at once instead of being waited for."""
    bot = schedule.unlimited(world.application.bot)
    assert (bot.base_url, bot.request) == (world.application.bot.base_url, world.api)
    await bot.send_message(7, "bonjour")
    assert world.api.chats.in_chat(7)[0].text == "bonjour"
    world.api.fault("sendMessage", refusal=flood(60))
    with pytest.raises(RetryAfter):
        await bot.send_message(7, "encore")
