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


class Overviews:
    """Keeps the latest figures of one archive; one count at a time, who asks meanwhile waits for it."""

    def __init__(self, large: int = LARGE) -> None:
        self._large = large
        self._counting = asyncio.Lock()
        self._kept: tuple[datetime, ArchiveState, Overview] | None = None

    async def latest(self, session: AsyncSession, clock: Callable[[], datetime]) -> Overview:
        """Give the figures, counted anew where the archive has changed (a large one: at most once a minute)."""
        async with self._counting:
            now, known = clock(), await state(session)
            if self._kept is not None:
                counted_at, of, kept = self._kept
                if of == known or (kept.events >= self._large and now - counted_at < FRESH):
                    return kept
            found = await overview(session)
            self._kept = now, known, found
            return found
