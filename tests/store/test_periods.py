"""What became known in a period, and what of it a destination was not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from nlp.schema import Count, Place, Status
from store import chats, periods, subscriptions
from store.database import Database
from store.periods import PeriodFigures
from store.records import ChatRecord, Destination, EventFilter, ToldEvent
from store.told import COUNTED_ONLY, record_told

DAY = timedelta(days=1)
MOSSOUL, ALEP = Place("Mossoul", key="w:1", country="IRQ"), Place("Alep", key="w:2", country="SYR")


async def test_figures_of_a_day_and_of_the_one_before(
    database: Database, desk: Any, an_event: Any, now: datetime
) -> None:
    """By when they were recorded; of one place and day the highest toll; no plan or denial has dead."""

    def deadly(killed: int, place: Place | None = MOSSOUL, **slots: Any) -> Any:
        return replace(an_event(places=(place,) if place else ()), killed=Count(killed), **slots)

    await desk.read(deadly(5), deadly(3, ALEP), now=now - 1.5 * DAY)
    await desk.read(deadly(5), deadly(7), deadly(2, ALEP), now=now - DAY)
    await desk.read(deadly(1, None), deadly(1, None), deadly(90, status=Status.DENIED), an_event(), now=now)
    async with database.read() as session:
        everywhere = await periods.figures_of(session, EventFilter(), now=now, period=DAY)
        syria = await periods.figures_of(session, EventFilter(country="SYR"), now=now, period=DAY)
        later = await periods.figures_of(session, EventFilter(), now=now + 9 * DAY, period=DAY)
        weekly = await periods.figures_of(session, EventFilter(), now=now + 6 * DAY, period=7 * DAY)
    assert everywhere == (PeriodFigures(7, 11), PeriodFigures(2, 8))
    assert syria == (PeriodFigures(1, 2), PeriodFigures(1, 3))
    assert later == (PeriodFigures(), PeriodFigures())
    assert weekly == (PeriodFigures(7, 11), PeriodFigures(2, 8))


async def test_what_was_only_counted_is_listed_page_by_page(
    database: Database, desk: Any, an_event: Any, now: datetime
) -> None:
    """The latest number first; neither what was told in full, nor what came after the digest, nor what is elsewhere."""
    ids = await desk.read(*(an_event(places=(MOSSOUL,)) for _ in range(5)), an_event(places=(ALEP,)))
    await desk.read(an_event(places=(MOSSOUL,)), now=now + DAY)
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
        asked = await subscriptions.subscribe(session, Destination(7), EventFilter(country="IRQ"), None, now=now)
        await record_told(session, Destination(7), [ToldEvent(ids[1])], now=now)
        await record_told(session, Destination(7), [ToldEvent(ids[3], COUNTED_ONLY)], now=now)
    async with database.read() as session:
        since, until = now - DAY, now + DAY / 2
        first = await periods.untold(session, asked, since=since, until=until, limit=3)
        second = await periods.untold(session, asked, since=since, until=until, before=first.next, limit=3)
        none = await periods.untold(session, asked, since=now + 2 * DAY, until=now + 3 * DAY)
    assert [one.id for one in first.events] == [ids[4], ids[3], ids[2]]
    assert [one.id for one in second.events] == [ids[0]]
    assert (first.total, first.more, second.total, second.next) == (4, False, 4, None)
    assert (none.events, none.total) == ((), 0)
