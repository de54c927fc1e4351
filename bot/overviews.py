"""The archive's figures for /start, counted once and kept while they are true."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from store.overview import Overview, overview
from store.series import ArchiveState, state

LARGE = 100_000
"""Events of an archive from which on a minute's news tell nothing, and counting takes longer than a look-up."""

FRESH = timedelta(minutes=1)
"""How long the figures of a large archive are kept although it has grown."""

WHOLE = timedelta(hours=1)
"""How long what was taken away from a large archive may still be counted."""


class Overviews:
    """Keeps the latest figures of one archive; one count at a time, who asks meanwhile waits for it."""

    def __init__(self, large: int = LARGE) -> None:
        self._large = large
        self._counting = asyncio.Lock()
        self._kept: tuple[datetime, ArchiveState, Overview] | None = None
        self._counted_at: datetime | None = None

    async def latest(self, session: AsyncSession, clock: Callable[[], datetime]) -> Overview:
        """Give the figures, counted anew where the archive has changed.

        Of a large one at most once a minute, and from the first to the last event once an hour: else only what is new.
        """
        async with self._counting:
            now, known = clock(), await state(session)
            if self._kept is not None:
                counted_at, of, kept = self._kept
                if of == known or (kept.events >= self._large and now - counted_at < FRESH):
                    return kept
            found = await overview(session, since=self._since(now))
            self._kept = now, known, found
            return found

    def _since(self, now: datetime) -> Overview | None:
        """The figures to go on from; None where all is to be counted."""
        if self._kept and self._counted_at and now - self._counted_at < WHOLE and self._kept[2].events >= self._large:
            return self._kept[2]
        self._counted_at = now
        return None
