"""The share of Telegram's thirty messages a second that this process may send, where others send from one database.

Every `BEAT_S` it says in the database that it lives, and learns there how many do (`store.senders`). Alone it has all
thirty. As long as it can't say so, it slows down before the others take its share.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from uuid import uuid4

import store.senders
from bot.pacing import OVERALL, Pace
from bot.services import Clock
from store.database import Database
from store.errors import StoreError
from store.senders import GONE

BEAT_S = 2.5
"""Seconds between two beats."""

_SPARE_S = 1.0  # before the others take a silent process's share; clocks of one machine do not differ by as much

_LOG = logging.getLogger(__name__)


class Heartbeat:
    """Beats in the background from `start` to `stop`."""

    def __init__(self, database: Database, pace: Pace, clock: Clock) -> None:
        self._database, self._pace, self._clock = database, pace, clock
        self._id = uuid4().hex
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Beat once, and go on in the background. DatabaseError."""
        self._pace.share(0)
        self._pace.process = self._id
        await self.beat()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Beat no more, and leave the share to the others."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        with suppress(StoreError):
            async with self._database.write() as session:
                await store.senders.leave(session, self._id)

    async def beat(self) -> None:
        """Say that the process lives, and take its share. DatabaseError."""
        begun = self._pace.now()
        total, holds = OVERALL.most, self._pace.holds()
        async with self._database.write() as session:
            share = await store.senders.beat(session, self._id, total=total, holds=holds, now=self._clock())
        self._pace.share(share.most, until=begun + GONE.total_seconds() - _SPARE_S)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                await self.beat()
            except StoreError as error:
                _LOG.warning("this process can't say that it lives, and slows down: %s", error)
