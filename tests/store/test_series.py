"""Counts by day, by place and by type, on both databases; the state that a cache asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from nlp.schema import Actor, EventType, Place
from store import actors, series
from store.database import Database
from store.places import find
from store.records import EventFilter
from store.series import DayCount

MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")
TALL = Place("Tal Afar", key="wof:2", latitude=36.38, longitude=42.45, country="IRQ")
RAQQA = Place("Raqqa", key="wof:3", latitude=35.95, longitude=39.01, country="SYR")
DAY = date(2017, 5, 17)


async def fill(desk: Any, an_event: Any) -> None:
    """Four events at three places in two countries; one at two places, one whose actor fights itself."""
    daesh = Actor("Daech", key="daesh")
    await desk.read(
        an_event(DAY, places=(MOSUL, TALL), sources=(daesh,)),
        an_event(DAY, places=(MOSUL,), type=EventType.AID),
        an_event(DAY + timedelta(days=1), places=(RAQQA,), sources=(daesh,), targets=(daesh,)),
        an_event(DAY),
    )


async def test_by_day_and_type(database: Database, desk: Any, an_event: Any) -> None:
    """Every event once, in the order of days."""
    await fill(desk, an_event)
    async with database.read() as session:
        assert await series.by_day(session, EventFilter()) == [
            DayCount(DAY, EventType.AID, 1),
            DayCount(DAY, EventType.ASSAULT, 2),
            DayCount(DAY + timedelta(days=1), EventType.ASSAULT, 1),
        ]


async def test_by_day_counts_an_event_once_whatever_leads_to_it(database: Database, desk: Any, an_event: Any) -> None:
    """Two places in the country, an actor on both sides: still one event."""
    await fill(desk, an_event)
    async with database.read() as session:
        (mosul, *_) = await find(session, "Mossoul")
        (daesh, *_) = await actors.find(session, "Daech")
        for wanted, days in (
            (EventFilter(country="IRQ"), [("AID", 1), ("ASSAULT", 1)]),
            (EventFilter(place_id=mosul.id), [("AID", 1), ("ASSAULT", 1)]),
            (EventFilter(actor_id=daesh.id), [("ASSAULT", 1), ("ASSAULT", 1)]),
            (EventFilter(country="IRQ", type=EventType.AID), [("AID", 1)]),
            (EventFilter(since=DAY + timedelta(days=1)), [("ASSAULT", 1)]),
        ):
            assert [(c.type, c.events) for c in await series.by_day(session, wanted)] == days, wanted
            assert sum(n for _, n in days) == await series.total(session, wanted)


async def test_by_place_and_type(database: Database, desk: Any, an_event: Any) -> None:
    """An event counts at each of its places; with a country only at those that lie in it."""
    await fill(desk, an_event)

    async def found(wanted: EventFilter) -> set[tuple[str, str, int]]:
        async with database.read() as session:
            return {(c.spot.name, c.type.value, c.events) for c in (await series.by_place(session, wanted)).counts}

    iraq = {("Mossoul", "ASSAULT", 1), ("Mossoul", "AID", 1), ("Tal Afar", "ASSAULT", 1)}
    assert await found(EventFilter()) == iraq | {("Raqqa", "ASSAULT", 1)}
    assert await found(EventFilter(country="IRQ")) == iraq
    async with database.read() as session:
        (daesh, *_) = await actors.find(session, "Daech")
    assert await found(EventFilter(actor_id=daesh.id)) == {
        ("Mossoul", "ASSAULT", 1), ("Tal Afar", "ASSAULT", 1), ("Raqqa", "ASSAULT", 1),
    }  # fmt: skip
    async with database.read() as session:
        (spot,) = {c.spot for c in (await series.by_place(session, EventFilter(country="SYR"))).counts}
    assert (spot.latitude, spot.longitude, spot.country) == (35.95, 39.01, "SYR")


async def test_the_state_changes_with_every_reading_that_gives_events(
    database: Database, desk: Any, an_event: Any, now: Any
) -> None:
    """A cached picture is as old as the archive's state."""
    async with database.read() as session:
        empty = await series.state(session)
    await desk.read(an_event(DAY))
    async with database.read() as session:
        first = await series.state(session)
        assert await series.state(session) == first != empty
    await desk.read(an_event(DAY), now=now + timedelta(hours=1))
    async with database.read() as session:
        assert await series.state(session) != first


async def test_only_the_busiest_places_are_told_apart(database: Database, desk: Any, an_event: Any) -> None:
    """The rest is one number."""
    await fill(desk, an_event)
    async with database.read() as session:
        found = await series.by_place(session, EventFilter(), limit=1)
    assert {count.spot.name for count in found.counts} == {"Mossoul"} and found.elsewhere == 2
