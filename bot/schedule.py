"""The clock's part: one recurring tick that asks the database what is due. The only file that imports apscheduler.

One tick, and not a job for each subscriber: APScheduler 3's own job stores are synchronous (5,000 jobs held the event
loop for seconds), two processes over one store run every job twice, and its cron trigger fires twice in the night
that the clocks go back. So who is due stands in the database, in UTC, and is claimed there (`store.deliveries`).
The tick, and the reading of an article, wake the sender (`bot.delivery`); it asks for itself until nothing is due.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.ext import Application

from bot.delivery import deliver_due
from bot.forgetting import forget
from bot.services import KEY, Services

TICK_S = 5
"""Seconds: the longest that a digest is late, or an alert of an article that another process has read."""

SWEEP_S = 20
"""Seconds between looking after unread articles."""

FORGETTING_S = 600
"""Seconds from the start to the first look at what may be forgotten; then once a day."""

SENDING_S = 10.0
"""Seconds that a stop waits for the messages under way; Telegram answers within a second or two."""

AGAIN_S = 1.1
"""Seconds after a run that sent something until the next: chats with more than one message due are free again then."""

_KEY = "scheduler"
_LOG = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]


class _Sending:
    """The sender in the background: it sleeps until it is woken, and sends until nothing is due."""

    def __init__(self, use: Services, bot: Bot) -> None:
        self._use, self._bot = use, bot
        self._awake, self._stopping = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def wake(self) -> None:
        self._awake.set()

    async def stop(self) -> None:
        """End it; what is being sent is waited for, lest it be sent again, for SENDING_S at the most."""
        self._stopping.set()
        self.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(SENDING_S):
                await asyncio.shield(self._task)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            await self._awake.wait()
            self._awake.clear()
            try:
                sent = await deliver_due(self._use, self._bot, self._use.pace, stopping=self._stopping.is_set)
                if sent:
                    asyncio.get_running_loop().call_later(AGAIN_S, self.wake)
            except Exception:
                _LOG.exception("what is due could not all be sent; the next tick tries again")


def start(application: App, tick_s: float = TICK_S) -> None:
    """Begin to tick, on the running event loop; a tick missed is caught up once, two never run at a time."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    options: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    use: Services = application.bot_data[KEY]
    sending = _Sending(use, unlimited(application.bot))
    scheduler.add_job(_wake, "interval", args=(sending,), seconds=tick_s, **options)
    scheduler.add_job(_unread, "interval", args=(use,), seconds=SWEEP_S, **options)
    first = datetime.now(UTC) + timedelta(seconds=FORGETTING_S)
    scheduler.add_job(_forget, "interval", args=(use,), days=1, next_run_time=first, **options)
    scheduler.add_job(_unfetched, "interval", args=(use,), seconds=SWEEP_S, **options)
    scheduler.start()
    sending.wake()
    application.bot_data[_KEY] = scheduler, sending


def wake(application: App) -> None:
    """Send at once what an article that was just read calls for, rather than at the next tick."""
    if _KEY in application.bot_data:
        application.bot_data[_KEY][1].wake()


async def stop(application: App) -> None:
    """Tick no more, and end the sender in order."""
    scheduler, sending = application.bot_data.pop(_KEY, (None, None))
    if scheduler is None:
        return
    scheduler.shutdown(wait=False)
    await sending.stop()


def unlimited(bot: Bot) -> Bot:
    """The same bot over the same connections, without a rate limiter.

    The limiter waits and sends again by itself where a chat is told to wait (429); what is delivered waits in the
    database, and takes its turns at the same pace.
    """
    return Bot(bot.token, base_url=lambda token: bot.base_url, request=bot.request)


async def _wake(sending: _Sending) -> None:
    sending.wake()


async def _unread(use: Services) -> None:
    try:
        await use.intake.sweep()
    except Exception:
        _LOG.exception("unread articles could not be looked after; the next tick tries again")


async def _unfetched(use: Services) -> None:
    try:
        await use.pickups.sweep()
    except Exception:
        _LOG.exception("links and files could not be looked after; the next tick tries again")


async def _forget(use: Services) -> None:
    try:
        await forget(use)
    except Exception:
        _LOG.exception("what is old could not be forgotten; tomorrow's tick tries again")
