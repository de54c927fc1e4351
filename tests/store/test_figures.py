"""Figures of actors and places, neighbours of events, and what an event is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from nlp.schema import Actor, EventType, Place
from store import actors, events, figures, links, neighbours, places
from store.database import Database
from store.records import EventFilter, Role

DAY = date(2017, 5, 17)
MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ", admin1="Ninive")
TALL = Place("Tal Afar", key="wof:2", country="IRQ", admin1="Ninive")
IRAQ = Place("Irak", key="country:IRQ", country="IRQ")
DAESH, ARMY, NUSRA = Actor("Daech", key="daesh"), Actor("armée", key="IRQ-army"), Actor("Nosra", key="nusra")


async def fill(desk: Any, an_event: Any) -> None:
    """Daesh fights the army twice beside Nusra, is attacked once, and once talks with the army."""
    await desk.read(
        an_event(DAY, sources=(DAESH, NUSRA), targets=(ARMY,), places=(MOSUL,)),
        an_event(date(2017, 5, 18), sources=(DAESH,), targets=(ARMY,), places=(MOSUL, TALL)),
        an_event(date(2017, 5, 19), sources=(ARMY,), targets=(DAESH,), places=(TALL,)),
        an_event(date(2017, 5, 20), sources=(DAESH,), targets=(ARMY,), places=(IRAQ,), type=EventType.CONSULT),
    )


async def test_what_an_actor_did_and_suffered_with_and_against_whom(
    database: Database, desk: Any, an_event: Any
) -> None:
    """By type and role; whom one talks with is a partner, not an adversary."""
    await fill(desk, an_event)
    async with database.read() as session:
        (daesh, *_) = await actors.find(session, "Daech")
        deeds = await figures.deeds_of(session, daesh.id)
        others = await figures.others_of(session, daesh.id)
        where = await figures.places_of(session, daesh.id)
        span = await figures.first_and_last(session, EventFilter(actor_id=daesh.id))
    assert deeds.did == {EventType.ASSAULT: 2, EventType.CONSULT: 1} and deeds.suffered == {EventType.ASSAULT: 1}
    assert [(one.name, one.events) for one in others.partners] == [("armée", 1), ("Nosra", 1)]
    assert [(one.name, one.events) for one in others.targets] == [("armée", 2)]
    assert [(one.name, one.events) for one in others.opponents] == [("armée", 1)]
    assert [(one.name, one.events) for one in where] == [("Mossoul", 2), ("Tal Afar", 2), ("Irak", 1)]
    assert span == (DAY, date(2017, 5, 20))


async def test_what_happened_at_a_place_and_in_its_country(database: Database, desk: Any, an_event: Any) -> None:
    """An event at two towns is one of the country's; a country's towns are told, itself not."""
    await fill(desk, an_event)
    async with database.read() as session:
        (mosul, *_) = await places.find(session, "Mossoul")
        town, country = EventFilter(place_id=mosul.id), EventFilter(country="IRQ")
        assert await figures.types_at(session, town) == {EventType.ASSAULT: 2}
        assert await figures.types_at(session, country) == {EventType.ASSAULT: 3, EventType.CONSULT: 1}
        present = await figures.present_at(session, country)
        inside = await figures.busiest_in(session, country)
        region = await figures.busiest_in(session, EventFilter(region="IRQ/ninive"), limit=1)
        nobody = await figures.first_and_last(session, EventFilter(country="FRA"))
    assert [(one.name, one.events) for one in present.sources] == [("Daech", 3), ("armée", 1), ("Nosra", 1)]
    assert [(one.name, one.events) for one in present.targets] == [("armée", 3), ("Daech", 1)]
    assert [(one.name, one.events) for one in inside] == [("Mossoul", 2), ("Tal Afar", 2)]
    assert [one.name for one in region] == ["Mossoul"] and nobody is None


async def test_words_for_people_are_no_adversaries(database: Database, desk: Any, an_event: Any) -> None:
    """«hommes», others each time, are against no one and do nothing at a place; it may well be done to them."""
    men = Actor("hommes")
    await desk.read(
        an_event(DAY, sources=(men,), targets=(DAESH,), places=(MOSUL,)),
        an_event(DAY, sources=(DAESH,), targets=(men, ARMY), places=(MOSUL,)),
    )
    async with database.read() as session:
        (daesh, *_) = await actors.find(session, "Daech")
        others = await figures.others_of(session, daesh.id)
        present = await figures.present_at(session, EventFilter(country="IRQ"))
    assert {one.name for one in others.targets} == {"armée", "hommes"} and not others.opponents
    assert [one.name for one in present.sources] == ["Daech"]
    assert {one.name for one in present.targets} == {"Daech", "hommes", "armée"}


async def test_neighbours_in_a_list_and_in_the_article(database: Database, desk: Any, an_event: Any) -> None:
    """Newest first in a list, in text order in the article; a list that does not hold the event has none."""
    one, two, three, four = await desk.read(*(an_event(DAY, sources=(who,)) for who in (DAESH, ARMY, DAESH, DAESH)))
    async with database.read() as session:
        (daesh, *_) = await actors.find(session, "Daech")
        wanted = EventFilter(actor_id=daesh.id)
        records = {record.id: record for record in await events.load(session, [one, two, three, four])}
        assert await neighbours.in_list(session, wanted, records[three]) == neighbours.Neighbours(four, one)
        assert await neighbours.in_list(session, wanted, records[one]) == neighbours.Neighbours(three, None)
        assert await neighbours.in_list(session, EventFilter(), records[four]) == neighbours.Neighbours(None, three)
        assert await neighbours.in_list(session, wanted, records[two]) is None
        as_target = EventFilter(actor_id=daesh.id, role=Role.TARGET)
        assert await neighbours.in_list(session, as_target, records[one]) is None
        assert await neighbours.in_article(session, records[two]) == neighbours.Neighbours(one, three)
        assert await neighbours.in_article(session, records[four]) == neighbours.Neighbours(three, None)


async def test_an_events_actors_and_places_each_once(database: Database, desk: Any, an_event: Any) -> None:
    """Doers first, in the order of the event."""
    (number,) = await desk.read(an_event(DAY, sources=(NUSRA, DAESH), targets=(DAESH, ARMY), places=(TALL, MOSUL)))
    async with database.read() as session:
        found = await links.links_of(session, number)
    assert [one.name for one in found.actors] == ["Nosra", "Daech", "armée"]
    assert [(one.name, one.country) for one in found.places] == [("Tal Afar", "IRQ"), ("Mossoul", "IRQ")]
