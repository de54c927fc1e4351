"""The clock's part: one recurring tick that asks the database what is due. The only file that imports apscheduler.

One tick, and not a job for each subscriber: APScheduler 3's own job stores are synchronous (5,000 jobs held the event
loop for seconds), two processes over one store run every job twice, and its cron trigger fires twice in the night
that the clocks go back. So who is due stands in the database, in UTC, and is claimed there (`store.deliveries`).
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.ext import Application

from bot.digests import deliver_due
from bot.services import KEY, Services

TICK_S = 20  # seconds: the longest that a digest is late, and the pace of looking after unread articles
SENDING_S = 10.0  # that a stop waits for the digest under way; Telegram answers within a second or two
_KEY = "scheduler"
_LOG = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]


def start(application: App, tick_s: float = TICK_S) -> None:
    """Begin to tick, on the running event loop; a tick missed is caught up once, two never run at a time."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    stopping, busy = asyncio.Event(), asyncio.Lock()
    options: dict[str, Any] = {"seconds": tick_s, "misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    use: Services = application.bot_data[KEY]
    scheduler.add_job(_digests, "interval", args=(use, unlimited(application.bot), stopping, busy), **options)
    scheduler.add_job(_unread, "interval", args=(use,), **options)
    scheduler.start()
    application.bot_data[_KEY] = scheduler, stopping, busy


async def stop(application: App) -> None:
    """Tick no more; a digest that is being sent is waited for, lest it be sent again, for SENDING_S at the most."""
    scheduler, stopping, busy = application.bot_data.pop(_KEY, (None, None, None))
    if scheduler is None:
        return
    stopping.set()
    with suppress(TimeoutError):
        async with asyncio.timeout(SENDING_S), busy:
            pass
    scheduler.shutdown(wait=False)


def unlimited(bot: Bot) -> Bot:
    """The same bot over the same connections, without python-telegram-bot's rate limiter.

    The limiter holds back all sends while one chat is told to wait (429), and then sends by itself; digests wait for
    that chat alone, in the database, and go out one after the other, which keeps them under Telegram's 30 a second.
    """
    return Bot(bot.token, base_url=lambda token: bot.base_url, request=bot.request)


async def _digests(use: Services, bot: Bot, stopping: asyncio.Event, busy: asyncio.Lock) -> None:
    try:
        async with busy:
            await deliver_due(use, bot, use.clock(), stopping=stopping.is_set)
    except Exception:
        _LOG.exception("the digests that are due could not all be sent; the next tick tries again")


async def _unread(use: Services) -> None:
    try:
        await use.intake.sweep()
    except Exception:
        _LOG.exception("unread articles could not be looked after; the next tick tries again")
