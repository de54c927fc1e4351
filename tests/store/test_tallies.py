"""What is kept by type, and by country beside actors, is what is counted from nothing, whatever is read again."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Actor, EventType, Place, Reading
from store import articles, figures, series, tallies
from store.database import Database
from store.records import EventFilter, Role
from store.tables import ActorTally, EventPlace, Participant, PlaceTally

DAY = date(2017, 5, 17)
ACTORS = (Actor("Daech", key="daesh"), Actor("Hachd"), Actor("Ankara"), Actor("hommes"))
TOWN = Place("Mossoul", key="w:1", country="IRQ", admin1="Ninive")
PLACES = (
    TOWN,
    Place("Zanjili", key="w:2", country="IRQ", town=TOWN),
    Place("Raqqa", key="w:3"),  # whose country only another article tells
    Place("Raqqa", key="w:3", country="SYR", admin1="Raqqa"),
    Place("Nulle part"),
)


async def kept_and_counted(session: AsyncSession) -> list[tuple[Any, Any]]:
    """What is kept, each with what it must be by the links that stand."""
    parts = (await session.execute(select(Participant))).scalars().all()
    links = (await session.execute(select(EventPlace))).scalars().all()
    of_actors = {(p.actor_id, p.role, p.type, p.event_id) for p in parts}
    of_places = {(link.place_id, link.type, link.event_id) for link in links}
    countries: dict[int, set[str]] = {}
    for link in links:
        countries.setdefault(link.event_id, set()).update([link.country] if link.country else [])
    actors = (await session.execute(select(ActorTally))).scalars().all()
    places = (await session.execute(select(PlaceTally))).scalars().all()
    return [
        ({(t.actor_id, t.role, t.type): t.events for t in actors}, Counter(one[:-1] for one in of_actors)),
        ({(t.place_id, t.type): t.events for t in places}, Counter(one[:-1] for one in of_places)),
        (
            {(p.event_id, p.role, p.position): p.countries for p in parts},
            {(p.event_id, p.role, p.position): " ".join(sorted(countries.get(p.event_id, ()))) or None for p in parts},
        ),
    ]


@pytest.mark.parametrize("seed", range(8))
async def test_what_is_kept_is_what_is_there(database: Database, desk: Any, an_event: Any, now: Any, seed: int) -> None:
    """After each of twelve readings of four articles, at random; and so of zeros nothing is left."""
    chance = random.Random(seed)
    ids = [await desk.receive() for _ in range(4)]
    for _ in range(12):
        made = [
            an_event(
                DAY,
                sources=tuple(chance.sample(ACTORS, chance.randrange(3))),
                targets=tuple(chance.sample(ACTORS, chance.randrange(3))),
                places=tuple(chance.sample(PLACES, chance.randrange(3))),
                type=chance.choice((EventType.AID, EventType.ASSAULT)),
            )
            for _ in range(chance.randrange(4))
        ]
        async with database.write() as session:
            await articles.record_reading(session, chance.choice(ids), Reading("fr", True, tuple(made)), now=now)
        async with database.read() as session:
            for kept, counted in await kept_and_counted(session):
                assert kept == counted


async def test_a_recount_mends_the_numbers_of_the_actors_named(database: Database, desk: Any, an_event: Any) -> None:
    """Of those and of no other."""
    await desk.read(an_event(DAY, sources=("Daech",), targets=("Hachd",)))
    async with database.write() as session:
        for one in (await session.execute(select(ActorTally))).scalars():
            one.events = 7
        wrong = {one.role: one.actor_id for one in (await session.execute(select(ActorTally))).scalars()}
        await tallies.recount(session, [wrong[Role.SOURCE]])
        session.expire_all()
        told = {one.role: one.events for one in (await session.execute(select(ActorTally))).scalars()}
    assert told == {Role.SOURCE: 1, Role.TARGET: 7}


async def test_cards_and_maps_tell_what_is_kept(database: Database, desk: Any, an_event: Any) -> None:
    """By type; a map of a country or of a region holds its places alone."""
    raqqa = PLACES[3]
    await desk.read(
        an_event(DAY, sources=("Daech",), targets=("Hachd",), places=(TOWN,)),
        an_event(DAY, sources=("Daech",), places=(TOWN, raqqa), type=EventType.AID),
        an_event(DAY, sources=("Hachd",), targets=("Daech",), places=(raqqa,)),
    )
    async with database.read() as session:
        number = await session.scalar(
            select(col(Participant.actor_id)).where(col(Participant.name) == "Daech").limit(1)
        )
        deeds = await figures.deeds_of(session, number or 0)
        assert (deeds.did, deeds.suffered) == ({EventType.AID: 1, EventType.ASSAULT: 1}, {EventType.ASSAULT: 1})
        for wanted, expected in (
            (EventFilter(), {("Mossoul", "AID"), ("Mossoul", "ASSAULT"), ("Raqqa", "AID"), ("Raqqa", "ASSAULT")}),
            (EventFilter(country="SYR"), {("Raqqa", "AID"), ("Raqqa", "ASSAULT")}),
            (EventFilter(region="IRQ/ninive"), {("Mossoul", "AID"), ("Mossoul", "ASSAULT")}),
            (EventFilter(type=EventType.AID, country="IRQ"), {("Mossoul", "AID")}),
        ):
            found = await series.by_place(session, wanted)
            assert {(one.spot.name, one.type.value) for one in found.counts} == expected, wanted
            assert all(one.events == 1 for one in found.counts)
