"""A place lies in its country and region for all its events, whichever article told where that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from nlp.schema import Place
from store import events
from store.database import Database
from store.records import EventFilter

BENI = Place("Beni", key="seed:beni-cd")
KNOWN = replace(BENI, country="COD", admin1="Nord-Kivu")
DAY = date(2017, 5, 19)


async def test_a_region_told_later_holds_what_was_told_before(database: Database, desk: Any, an_event: Any) -> None:
    """And one told before holds what an article tells of the town without it."""
    (early,) = await desk.read(an_event(DAY, places=(BENI,)))
    (told,) = await desk.read(an_event(DAY, places=(KNOWN,)))
    (late,) = await desk.read(an_event(DAY, places=(BENI,)))
    async with database.read() as session:
        for wanted in (EventFilter(region="COD/nord kivu"), EventFilter(country="COD")):
            found = await events.page(session, wanted)
            assert [record.id for record in found.events] == [late, told, early]
