"""Events page newest first, by place, actor, country and kind, and hold still while others come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from nlp.schema import Actor, EventType, Place, Status
from store import actors, choices, events, places
from store.database import Database
from store.records import Cursor, EventFilter, Role
from store.tables import ActorRow, EventPlace, Participant

DAY = date(2017, 5, 1)


async def all_pages(database: Database, wanted: EventFilter, limit: int) -> list[int]:
    seen: list[int] = []
    after: Cursor | None = None
    async with database.read() as session:
        while True:
            page = await events.page(session, wanted, after=after, limit=limit)
            seen += [record.id for record in page.events]
            assert len(seen) == len(set(seen)), "an event came twice"
            if page.next is None:
                return seen
            after = page.next


async def test_newest_first_by_day_then_number(database: Database, desk, an_event) -> None:
    """The day of the event decides, then the number; pages neither repeat nor miss any."""
    days = [DAY + timedelta(days=offset) for offset in (2, 0, 1, 2, 1, 0, 2)]
    ids = await desk.read(*(an_event(day) for day in days))
    expected = [pair[1] for pair in sorted(zip(days, ids, strict=True), reverse=True)]
    for limit in (1, 2, 3, 7, 10):
        assert await all_pages(database, EventFilter(), limit) == expected


async def test_the_last_page_says_so(database: Database, desk, an_event) -> None:
    """A full last page has no next one, and `total` counts all that match on every page."""
    await desk.read(*(an_event(DAY) for _ in range(4)))
    async with database.read() as session:
        first = await events.page(session, EventFilter(), limit=2)
        last = await events.page(session, EventFilter(), after=first.next, limit=2)
        nothing = await events.page(session, EventFilter(type=EventType.AID))
    assert (first.total, last.total) == (4, 4)
    assert first.next is not None
    assert (len(last.events), last.next) == (2, None)
    assert (nothing.events, nothing.total, nothing.next) == ((), 0, None)


async def test_paging_holds_still_while_events_come_in(database: Database, desk, an_event) -> None:
    """An event recorded between two pages, newer or older, neither repeats nor hides one of those there before."""
    place = Place("Mossoul", key="w:1")
    ids = await desk.read(*(an_event(DAY + timedelta(days=n), places=(place,)) for n in range(6)))
    async with database.read() as session:
        (found,) = await places.find(session, "Mossoul")
        wanted = EventFilter(place_id=found.id)
        first = await events.page(session, wanted, limit=3)
    await desk.read(an_event(DAY + timedelta(days=9), places=(place,)), an_event(DAY, places=(place,)))
    async with database.read() as session:
        rest = await events.page(session, wanted, after=first.next, limit=10)
    seen = [record.id for record in (*first.events, *rest.events)]
    assert [number for number in seen if number in ids] == list(reversed(ids))
    assert len(seen) == len(set(seen))


async def test_the_day_falls_back_to_publication(database: Database, desk, an_event) -> None:
    """An event without a day sorts under its article's day of publication."""
    (event_id,) = await desk.read(an_event(None), published=date(2017, 5, 7))
    async with database.read() as session:
        stored = await events.get(session, event_id)
    assert stored is not None
    assert (stored.day, stored.published, stored.publisher) == (date(2017, 5, 7), date(2017, 5, 7), "Al-Manar")


@pytest.fixture
async def archive(desk, an_event) -> dict[str, int]:
    """Four events: what they are called here to their ids."""
    irak, syrie = {"country": "IRQ"}, {"country": "SYR"}
    daech, hachd = Actor("Daech", key="daesh"), Actor("Hachd", key="hachd")
    mossoul, alep = Place("Mossoul", key="w:1", **irak), Place("Alep", key="w:2", **syrie)
    ids = await desk.read(
        an_event(DAY, sources=(daech,), targets=(hachd,), places=(mossoul,)),
        an_event(DAY + timedelta(days=1), sources=(hachd,), places=(mossoul, alep), status=Status.PLANNED),
        an_event(DAY + timedelta(days=2), sources=(daech,), places=(alep,), type=EventType.RETREAT),
        an_event(DAY + timedelta(days=3), sources=("Ankara",), places=(Place("Irak", **irak), Place("Erbil", **irak))),
    )
    return dict(zip(("raid", "plan", "retreat", "visit"), ids, strict=True))


# Place, actor, the filter's other fields -> the events, newest first.
FILTERS: list[tuple[str | None, str | None, dict[str, Any], list[str]]] = [
    (None, None, {}, ["visit", "retreat", "plan", "raid"]),
    ("Mossoul", None, {}, ["plan", "raid"]),
    (None, "Daech", {}, ["retreat", "raid"]),
    (None, None, {"country": "IRQ"}, ["visit", "plan", "raid"]),
    ("Mossoul", "Hachd", {}, ["plan", "raid"]),
    ("Mossoul", "Daech", {}, ["raid"]),
    ("Mossoul", None, {"country": "SYR"}, ["plan"]),
    (None, "Daech", {"country": "SYR"}, ["retreat"]),
    ("Alep", None, {"type": EventType.RETREAT}, ["retreat"]),
    (None, None, {"status": Status.PLANNED}, ["plan"]),
    (None, "Hachd", {"status": Status.OCCURRED}, ["raid"]),
    (None, None, {"since": DAY + timedelta(days=1), "until": DAY + timedelta(days=2)}, ["retreat", "plan"]),
    ("Mossoul", None, {"since": DAY + timedelta(days=1)}, ["plan"]),
    (None, None, {"country": "IRQ", "until": DAY}, ["raid"]),
    ("Alep", "Hachd", {"country": "SYR", "type": EventType.AID}, []),
]


async def test_filters_narrow(database: Database, archive: dict[str, int]) -> None:
    """Every field of a filter narrows; an event with two places in a country is given and counted once."""
    names = {number: name for name, number in archive.items()}
    for place, actor, others, expected in FILTERS:
        async with database.read() as session:
            place_id = (await places.find(session, place))[0].id if place else None
            actor_id = (await actors.find(session, actor))[0].id if actor else None
            wanted = EventFilter(place_id=place_id, actor_id=actor_id, **others)
            page = await events.page(session, wanted)
        assert ([names[record.id] for record in page.events], page.total) == (expected, len(expected)), wanted
        assert [names[number] for number in await all_pages(database, wanted, 1)] == expected, wanted


async def test_a_busy_actor_is_looked_for_among_the_events_of_a_region(
    database: Database, desk: Any, an_event: Any
) -> None:
    """What drives the query where the actor has more events than the region gives the same list."""
    ninive, erbil = (Place(name, country="IRQ", admin1=name) for name in ("Ninive", "Erbil"))
    both, first, _, third = await desk.read(
        an_event(DAY, sources=("Daech",), places=(ninive, erbil)),
        an_event(DAY, sources=("Daech",), targets=("Hachd",), places=(ninive,)),
        an_event(DAY, sources=("Daech",), places=(erbil,)),
        an_event(DAY, sources=("Hachd",), places=(ninive,)),
    )
    for busy, table in ((False, Participant), (True, EventPlace)):
        async with database.write() as session:
            if busy:
                await session.execute(update(ActorRow).values(activity=10**6, as_source=10**6))
        async with database.read() as session:
            for actor, role, expected in (("Daech", None, [first, both]), ("Hachd", Role.SOURCE, [third])):
                number = (await actors.find(session, actor))[0].id
                wanted = EventFilter(actor_id=number, role=role, region="IRQ/ninive")
                assert (await choices.matching(session, wanted)).table is table
                page = await events.page(session, wanted)
                assert ([one.id for one in page.events], page.total) == (expected, len(expected)), wanted


async def test_what_is_counted_of_a_place_or_an_actor_is_not_counted_again(
    database: Database, archive: dict[str, int]
) -> None:
    """The number that the archive keeps is told, and only for lists of all their events."""
    async with database.read() as session:
        (place, *_), (actor, *_) = await places.find(session, "Mossoul"), await actors.find(session, "Hachd")
        for wanted, kept in (
            (EventFilter(place_id=place.id), 2),
            (EventFilter(actor_id=actor.id), 2),
            (EventFilter(actor_id=actor.id, role=Role.TARGET), 1),
            (EventFilter(actor_id=actor.id, type=EventType.AID), None),
            (EventFilter(place_id=place.id, since=DAY), None),
            (EventFilter(place_id=place.id, actor_id=actor.id), None),
            (EventFilter(country="IRQ"), None),
            (EventFilter(), None),
        ):
            assert (await choices.matching(session, wanted)).events == kept, wanted
            page = await events.page(session, wanted, limit=1)
            assert kept is None or (page.total, page.more) == (kept, False)


async def test_an_unknown_event_is_none(database: Database) -> None:
    """A number that was never given is no error."""
    async with database.read() as session:
        assert await events.get(session, 12) is None


async def test_events_by_the_actor_s_role_and_by_mode(database: Database, desk, an_event) -> None:
    """What someone did is not what was done to them; a mode narrows its type; both narrow a place's events too."""
    daesh, army, place = Actor("Daesh", key="daesh"), Actor("armée", key="IRQ-army"), Place("Mossoul", key="w:1")
    did, suffered, elsewhere = await desk.read(
        replace(an_event(DAY, sources=(daesh,), targets=(army,), places=(place,)), mode="aerial"),
        an_event(DAY, sources=(army,), targets=(daesh,), places=(place,)),
        an_event(DAY, sources=(daesh,), targets=(army,)),
    )
    async with database.read() as session:
        (who,), (where,) = await actors.find(session, "Daesh"), await places.find(session, "Mossoul")

        async def found(**wanted: Any) -> set[int]:
            page = await events.page(session, EventFilter(**wanted))
            assert page.total == len(page.events)
            return {record.id for record in page.events}

        assert await found(actor_id=who.id, role=Role.SOURCE) == {did, elsewhere}
        assert await found(actor_id=who.id, role=Role.TARGET) == {suffered}
        assert await found(actor_id=who.id, role=Role.SOURCE, place_id=where.id) == {did}
        assert await found(place_id=where.id, mode="aerial") == {did}
        assert await found(place_id=where.id, mode="bombardment") == {did}
        assert await found(place_id=where.id, mode="bomb-or-suicide") == set()


async def test_pages_lead_back_as_they_led_on(database: Database, desk: Any, an_event: Any) -> None:
    """The page before a page is what was shown there, though newer events came in; before the last ones, the first."""
    days = [date(2017, 5, day) for day in (1, 1, 2, 3, 3, 4, 5)]
    await desk.read(*(an_event(day, places=("Qayrawan",)) for day in days))
    async with database.read() as session:
        wanted = EventFilter(place_id=(await places.find(session, "Qayrawan"))[0].id)
        first = await events.page(session, wanted, limit=2)
        second = await events.page(session, wanted, after=first.next, limit=2)
        third = await events.page(session, wanted, after=second.next, limit=2)
    assert first.previous is None and third.previous is not None and second.previous is not None
    await desk.read(an_event(date(2017, 5, 9), places=("Qayrawan",)))
    async with database.read() as session:
        assert (await events.page_before(session, wanted, third.previous, limit=2)).events == second.events
        back = await events.page_before(session, wanted, second.previous, limit=2)
        assert back.events == first.events and back.previous is not None
        newest = await events.page_before(session, wanted, back.previous, limit=2)
    assert newest.previous is None and newest.events[0].day == date(2017, 5, 9)


async def test_a_list_is_counted_up_to_a_limit(database: Database, desk: Any, an_event: Any) -> None:
    """Counting stops where it is told to, and no event counts twice for two places of a country."""
    both = tuple(Place(name, country="IRQ") for name in ("Mossoul", "Qayrawan"))
    await desk.read(*(an_event(date(2017, 5, day), places=both) for day in range(1, 6)))
    async with database.read() as session:
        for wanted in (EventFilter(), EventFilter(country="IRQ")):
            choice = await choices.matching(session, wanted)
            counted = [await session.scalar(choice.count_to(most)) for most in (3, 5, 9)]
            assert counted == [3, 5, 5]
