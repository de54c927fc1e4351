"""Delivering: what is due is claimed in batches and sent to many chats at a time, at the pace that Telegram asks for.

A digest or an alert is claimed in the database before it is sent and closed after, its events marked message by
message. After a crash in between it is claimed again once its lease is over, and tells what was not marked: at most the
one message that was under way comes twice. The same holds where the connection breaks after Telegram took a message.
An orderly stop waits for the messages under way and gives the rest back.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from telegram import Bot

import store.alerts
import store.deliveries
from bot.alerts import alert_of
from bot.digests import digest_of
from bot.outgoing import Outgoing
from bot.pacing import Pace
from bot.sending import LEASE, Result, Sender, backoff_s, send_all
from bot.services import Services
from store.errors import StoreError
from store.records import Claim

AT_ONCE = 32
"""Chats at a time: at 30 messages a second, enough for answers that take a second each."""

COMPOSING = 6
"""Of them that are composed at a time, so that connections to the database are left for those who ask."""

OUT_OF_REACH = 8
"""Failures of the line in a row after which nothing more is claimed until the next run."""

BROKEN = timedelta(hours=1)
"""Until the next attempt at a delivery that failed by a fault of our own."""

_LOG = logging.getLogger(__name__)


async def deliver_due(
    use: Services,
    bot: Bot,
    pace: Pace,
    *,
    chance: Callable[[], float] = random.random,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Open the alerts that are called for, send all that is due by the clock, and give how many were sent.

    What Telegram refuses is settled for its chat alone (`bot.sending`). `chance` (0 to 1) spreads further attempts.
    Once `stopping` says so nothing more is begun, and what was claimed is given back. DatabaseError.
    """
    run = _Run(Sender(use, bot, pace, chance, stopping))
    try:
        await run.all_due()
    finally:
        await run.close()
    return run.sent


async def composed(use: Services, claim: Claim) -> Sequence[Outgoing]:
    """Give what a claimed digest or alert has to tell, none for nothing."""
    return await digest_of(use, claim) if claim.article_id is None else await alert_of(use, claim)


class _Run:
    """One run of the sender, until nothing is due."""

    def __init__(self, by: Sender) -> None:
        self.sent = 0
        self._by = by
        self._composing = asyncio.Semaphore(COMPOSING)
        self._under_way: set[asyncio.Task[None]] = set()
        self._empty: list[Claim] = []
        self._failed_in_a_row = 0

    async def all_due(self) -> None:
        loop, claimed_at = asyncio.get_running_loop(), -1.0
        while True:
            claims: list[Claim] = []
            free = AT_ONCE - len(self._under_way)
            # In batches; but where most chats hang, the others do not wait for them.
            if self._goes_on() and (free >= AT_ONCE // 2 or (free and loop.time() - claimed_at > 1)):
                claims, claimed_at = await self._claim(free), loop.time()
            self._under_way |= {asyncio.create_task(self._deliver(claim)) for claim in claims}
            if not self._under_way:
                break
            _, self._under_way = await asyncio.wait(self._under_way, timeout=1, return_when=asyncio.FIRST_COMPLETED)
        await self._close_empty()

    async def close(self) -> None:
        """Give up what is under way; of a run that has ended in order, nothing is."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _goes_on(self) -> bool:
        return not self._by.stopping() and self._failed_in_a_row < OUT_OF_REACH

    async def _claim(self, most: int) -> list[Claim]:
        """Claim what is due; alerts are opened before, so that they go out between the digests of a long run."""
        await self._close_empty()
        use = self._by.use
        looked_at = 1
        while looked_at:
            async with use.database.write() as session:
                looked_at = await store.alerts.open_alerts(session, now=use.clock())
        async with use.database.write() as session:
            by = self._by.pace.process
            return await store.deliveries.claim_due(session, now=use.clock(), lease=LEASE, limit=most, by=by)

    async def _close_empty(self) -> None:
        """Close what had nothing to tell, that of one batch of claims at once."""
        claims, self._empty = self._empty, []
        for claimed_at in sorted({claim.claimed_at for claim in claims}):
            some = [claim for claim in claims if claim.claimed_at == claimed_at]
            async with self._by.use.database.write() as session:
                await store.deliveries.close_empty(session, some, now=self._by.use.clock())

    async def _deliver(self, claim: Claim) -> None:
        try:
            async with self._composing:
                messages = await composed(self._by.use, claim)
            if not messages:
                self._empty.append(claim)
                return
            result = await send_all(self._by, claim, messages)
            self.sent += result is Result.SENT
            self._failed_in_a_row = self._failed_in_a_row + 1 if result is Result.OUT_OF_REACH else 0
        except Exception as error:
            await self._set_back(claim, error)

    async def _set_back(self, claim: Claim, error: Exception) -> None:
        """A delivery that can't be made must hold up no other, nor come back at every tick."""
        _LOG.error("delivery %d could not be made", claim.delivery_id, exc_info=error)
        now = self._by.use.clock()
        soon = timedelta(seconds=backoff_s(claim.attempts, self._by.chance()))
        again = now + (soon if isinstance(error, StoreError) else BROKEN)
        with suppress(StoreError):
            async with self._by.use.database.write() as session:
                await store.deliveries.fail(session, claim, repr(error), retry_at=again, now=now)
