"""What a choice of events amounts to: who, how many dead, which types, which names the archive bears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nlp.schema import Actor, Count, EventType, Place
from store import actors, places, summaries
from store.database import Database
from store.records import EventFilter, Role

DAY = date(2017, 5, 1)
DAESH, ARMY, HACHD = Actor("Daesh", key="daesh"), Actor("armée", key="IRQ-army"), Actor("Hachd", key="hachd")


async def test_who_did_it_to_an_actor(database: Database, desk, an_event) -> None:
    """The other role's actors, most events first; one asked about is not among them, nor one of another role."""
    await desk.read(
        an_event(DAY, sources=(ARMY,), targets=(DAESH,)),
        an_event(DAY, sources=(ARMY, HACHD), targets=(DAESH,)),
        an_event(DAY, sources=(DAESH,), targets=(HACHD,)),
    )
    async with database.read() as session:
        (daesh,) = await actors.find(session, "Daesh")
        suffered = EventFilter(actor_id=daesh.id, role=Role.TARGET)
        found = await summaries.actors_in(session, suffered, Role.SOURCE)
        assert [(one.name, one.events) for one in found] == [("armée", 2), ("Hachd", 1)]
        assert [one.name for one in await summaries.actors_in(session, suffered, Role.SOURCE, limit=1)] == ["armée"]
        assert await summaries.actors_in(session, suffered, Role.TARGET) == []
        did = EventFilter(actor_id=daesh.id, role=Role.SOURCE)
        assert [one.name for one in await summaries.actors_in(session, did, Role.TARGET)] == ["Hachd"]


async def test_words_for_people_do_nothing_where_someone_is_named(database: Database, desk, an_event) -> None:
    """«hommes» stand among the doers only where nobody else does; those to whom it was done are told as they are."""
    men, army = Actor("hommes"), ARMY
    await desk.read(
        an_event(DAY, sources=(men,), targets=(DAESH,)),
        an_event(DAY, sources=(men, army), targets=(DAESH,)),
        an_event(DAY, sources=(men,), targets=(HACHD,)),
        an_event(DAY, sources=(DAESH,), targets=(men,)),
    )
    async with database.read() as session:
        (daesh,), (hachd,) = await actors.find(session, "Daesh"), await actors.find(session, "Hachd")
        for actor, role, names in (
            (daesh, Role.SOURCE, ["armée"]),
            (hachd, Role.SOURCE, ["hommes"]),
            (daesh, Role.TARGET, ["hommes"]),
        ):
            asked = EventFilter(actor_id=actor.id, role=Role.SOURCE if role is Role.TARGET else Role.TARGET)
            assert [one.name for one in await summaries.actors_in(session, asked, role)] == names


async def test_an_event_of_two_places_counts_once(database: Database, desk, an_event) -> None:
    """The dead of a country are not counted by its places."""
    two = (Place("Mossoul", country="IRQ"), Place("Tal Afar", country="IRQ"))
    event = an_event(DAY, places=two, sources=(ARMY,))
    await desk.read(replace(event, killed=Count(5)), replace(an_event(DAY, places=two[:1]), killed=None))
    async with database.read() as session:
        country = EventFilter(country="IRQ")
        assert await summaries.toll_of(session, country) == summaries.Toll(5, 1)
        assert [one.events for one in await summaries.actors_in(session, country, Role.SOURCE)][:1] == [1]
        assert sum((await summaries.types_in(session, country)).values()) == 2


async def test_types_most_frequent_first(database: Database, desk, an_event) -> None:
    """Only those that there are."""
    await desk.read(*(an_event(DAY, type=kind) for kind in (EventType.AID, EventType.ASSAULT, EventType.ASSAULT)))
    async with database.read() as session:
        counted = await summaries.types_in(session, EventFilter())
        assert list(counted.items()) == [(EventType.ASSAULT, 2), (EventType.AID, 1)]
        assert await summaries.types_in(session, EventFilter(country="FRA")) == {}
        assert await summaries.toll_of(session, EventFilter(country="FRA")) == summaries.Toll(0, 0)


async def test_names_that_the_archive_bears(database: Database, desk, an_event) -> None:
    """By any spelling that folds alike, with the kind; others are left out."""
    await desk.read(an_event(DAY, sources=(Actor("Front Machin"),), places=(Place("Tal Trùc", country="IRQ"),)))
    async with database.read() as session:
        found = await summaries.names_known(session, ["tal truc", "front machin", "Machin", "", "x" * 500])
        assert {name: set(kinds) for name, kinds in found.items()} == {"tal truc": {"place"}, "front machin": {"actor"}}
        assert (await places.find(session, "tal truc"))[0].name == "Tal Trùc"
