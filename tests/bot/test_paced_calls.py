"""What the bot answers goes out at Telegram's pace, and a chat that must wait waits alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.paced_calls import PacedCalls
from bot.pacing import OVERALL, Pace
from bot.terminal import TOKEN, InProcessBotApi, flood
from tests.bot.test_pacing import Time, fullest


def answering(pace: Pace) -> tuple[ExtBot[None], InProcessBotApi]:
    """A bot over the in-process Bot API, with our limiter."""
    api = InProcessBotApi(lambda: datetime(2026, 1, 1, tzinfo=UTC))
    return ExtBot(TOKEN, request=api, get_updates_request=api, rate_limiter=PacedCalls(pace, 1)), api


async def test_answers_hold_the_pace_and_a_chat_may_get_several_at_once() -> None:
    """A hundred answers to a few people: at most thirty a second; a group has its twenty a minute."""
    time, moments = Time(), list[float]()
    bot, api = answering(Pace(None, time, time.sleep))
    api.chats.on_shown = lambda shown: moments.append(time())
    await time.run(*(bot.send_message(1 + number % 5, "oui") for number in range(100)))
    assert len(moments) == 100 and fullest(moments, OVERALL.span) <= OVERALL.most and moments[9] == 0
    moments.clear()
    await time.run(*(bot.send_message(-1, "oui") for _ in range(25)))
    assert fullest(moments, 60) == 20


async def test_a_chat_that_must_wait_holds_up_no_other() -> None:
    """Told to wait a second, its answer comes after that; others meanwhile; told again, it is an error."""
    bot, api = answering(Pace())
    api.fault("sendMessage", match={"chat_id": 1}, refusal=flood(1))
    waiting = asyncio.create_task(bot.send_message(1, "oui"))
    await bot.send_message(2, "oui")
    assert not waiting.done()
    assert (await waiting).chat.id == 1
    api.fault("sendMessage", match={"chat_id": 1}, times=2, refusal=flood(1))
    with pytest.raises(RetryAfter):
        await bot.send_message(1, "encore")


async def test_what_is_no_message_takes_no_turn() -> None:
    """Spinners end and «typing» shows whatever is queued."""
    time = Time()
    bot, _ = answering(Pace(None, time, time.sleep))
    await asyncio.gather(*(bot.send_chat_action(1, "typing") for _ in range(100)))
    assert time() == 0
