"""The archive's figures on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.database import Database
from store.overview import Overview, overview


async def test_an_empty_archive_has_no_period(database: Database) -> None:
    """Nothing is counted and no place is busy."""
    async with database.read() as session:
        assert await overview(session) == Overview(0, 0, None, None, ())


async def test_the_figures_of_an_archive(database: Database, desk: Any, an_event: Any) -> None:
    """Articles that told nothing count too; the busiest places come first, as many as were asked for."""
    await desk.receive()
    await desk.read(
        an_event(date(2017, 5, 9), places=("Mossoul", "Tabqa")), an_event(date(2017, 5, 1), places=("Mossoul",))
    )
    await desk.read(an_event(date(2017, 5, 4), places=("Raqqa",)))
    async with database.read() as session:
        found = await overview(session, places=2)
    assert (found.articles, found.events, found.first, found.last) == (3, 3, date(2017, 5, 1), date(2017, 5, 9))
    assert [(place.name, place.events) for place in found.busiest] == [("Mossoul", 2), ("Raqqa", 1)]


async def test_what_is_new_is_added_to_figures_counted_before(database: Database, desk: Any, an_event: Any) -> None:
    """Given figures counted before, the same come out as of a count of all, and again when nothing is new."""
    await desk.read(an_event(date(2017, 5, 9), places=("Mossoul",)))
    async with database.read() as session:
        before = await overview(session)
    await desk.read(an_event(date(2017, 5, 12), places=("Raqqa",)), an_event(date(2017, 5, 3), places=("Raqqa",)))
    async with database.read() as session:
        whole, more = await overview(session), await overview(session, since=before)
        assert (whole.articles, whole.events) == (2, 3) and more == whole
        assert await overview(session, since=whole) == whole
