"""Reports of a page, asked of the archive, are those that comparing every event with every other gives."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from nlp.schema import Actor, ActorKind, Count, Event, EventType, Place, Span, When
from store import events
from store.candidates import Candidate
from store.corroboration import LONGEST_SPAN, MONTH, NEEDED, Common, best_of, best_possible, days_of
from store.database import Database
from store.entries import identity_of
from store.records import EventFilter, EventRecord
from store.reports import reports_of_all
from store.resemblance import OF_STATE, names_one
from store.towns import with_towns

FIRST = date(2017, 5, 1)
BAGHDAD = Place("Bagdad", key="wof:1", latitude=33.3, longitude=44.4, uncertainty_km=4, country="IRQ")
PLACES = (
    BAGHDAD,
    Place("Karrada", key="seed:karrada", latitude=33.3, longitude=44.43, uncertainty_km=3, country="IRQ", town=BAGHDAD),
    Place("Doura", key="seed:doura", latitude=33.25, longitude=44.4, uncertainty_km=3, country="IRQ", town=BAGHDAD),
    Place("Tal Qasab", key="seed:tal-kasab", latitude=36.26, longitude=41.94, uncertainty_km=5, country="IRQ"),
    Place("hôtel Radisson Blu", country="IRQ"),
    Place("Irak", key="country:IRQ", latitude=33.0, longitude=44.0, uncertainty_km=374, country="IRQ"),
    Place("Alep", key="wof:2", latitude=36.2, longitude=37.16, uncertainty_km=10, country="SYR"),
)
ACTORS = (
    Actor("Daech", key="daesh", kind=ActorKind.ARMED_GROUP),
    Actor("armée irakienne", key="IRQ-army", kind=ActorKind.MILITARY, country="IRQ"),
    Actor("Bagdad", key="IRQ", kind=ActorKind.STATE, country="IRQ"),
    Actor("armée syrienne", key="SYR-army", kind=ActorKind.MILITARY, country="SYR"),
    Actor("civils"),
    Actor("combattants"),
    Actor("Haïdar al-Abadi", kind=ActorKind.PERSON, country="IRQ"),
)
MODES: dict[EventType, tuple[str | None, ...]] = {
    EventType.ASSAULT: (None, "aerial", "heavy-weapons", "explosives", "suicide-attack"),
    EventType.CONSULT: (None, "visit", "third-party"),
}
TEXTS = ("Une bombe a explosé.", "Une bombe a explosé sur un marché.", "Des tirs ont visé une mosquée et un marché.")


def drawn(random: Random, at: int) -> Event:
    """An event of few days, places, actors and tolls, so that many of an archive are alike."""
    kind, text = random.choice(tuple(MODES)), random.choice(TEXTS)
    start = FIRST + timedelta(days=random.randrange(8))
    end = start + timedelta(days=random.choice((0, 0, 0, 0, 1, 2, 3, 20, 28)))
    sources, targets = (tuple(random.sample(ACTORS, random.choice((0, 1, 1, 2)))) for _ in range(2))
    killed, wounded = (random.choice((None, None, 1, 2, 5, 6, 9, 12, 60)) for _ in range(2))
    return Event(
        type=kind,
        mode=random.choice(MODES[kind]),
        trigger=Span("x", at, at + 1),
        sentence=Span(text, 0, len(text)),
        sources=sources,
        targets=targets,
        places=tuple(random.sample(PLACES, random.choice((0, 1, 1, 1, 2)))),
        when=random.choice((When(start, end), When(start, end), When(start, end), When(start, None), None)),
        killed=Count(killed) if killed is not None else None,
        wounded=Count(wounded) if wounded is not None else None,
    )


@pytest.mark.parametrize("seed", range(4))
async def test_reports_are_those_that_all_comparisons_give(database: Database, desk: Any, seed: int) -> None:
    """Over archives of chance: whatever the database leaves out, the rule would not have linked."""
    random = Random(seed)
    for _ in range(70):
        await desk.read(*(drawn(random, 10 * number) for number in range(random.randrange(1, 6))))
    async with database.read() as session:
        archive = (await events.page(session, EventFilter(), limit=1_000)).events
        found = await reports_of_all(session, archive)
        for size in (1, 10):
            page = random.sample(archive, size)
            assert await reports_of_all(session, page) == {one.id: found[one.id] for one in page if one.id in found}
    assert found == plain(archive)
    assert len(found) > 20  # or nothing is shown


def plain(archive: tuple[EventRecord, ...]) -> dict[int, tuple[EventRecord, ...]]:
    """The reports of each event, by comparing each with all."""
    found: dict[int, list[EventRecord]] = defaultdict(list)
    by_article: dict[int, list[EventRecord]] = defaultdict(list)
    for one in archive:
        by_article[one.article_id].append(one)
    for one in archive:
        for article, others in by_article.items():
            best = best_of(one, [other for other in others if article != one.article_id and likely(one, other)])
            back = best_of(best, by_article[one.article_id]) if best else None
            if best and back and back.id == one.id:
                found[one.id].append(best)
    return {number: tuple(sorted(them, key=lambda one: (one.published, one.id))) for number, them in found.items()}


def likely(one: EventRecord, other: EventRecord) -> bool:
    """Whether the two have something in common by which one is looked for, and then may come to enough points."""
    days, others = days_of(one.event), days_of(other.event)
    if one.event.type is not other.event.type or days is None or others is None:
        return False
    killed, wounded = other.event.killed, other.event.wounded
    columns = Candidate(
        one.id,
        other.id,
        other.event.mode,
        killed.value if killed else None,
        wounded.value if wounded else None,
        *others,
    )
    roles = [(one.event.sources, other.event.sources), (one.event.targets, other.event.targets)]
    shared = [bool({*map(identity_of, here)} & {*map(identity_of, there)}) for here, there in roles]
    allied = [bool(states(here) & states(there)) for here, there in roles]
    only = sum(ally and not share for ally, share in zip(allied, shared, strict=True))
    return any(
        best_possible(one.event, columns, common, shared=sum(shared), allied=only) >= NEEDED
        for common in commons(one.event, other.event)
    )


def states(actors: tuple[Actor, ...]) -> set[str]:
    """The states that some of them act for."""
    return {actor.country for actor in actors if actor.country and actor.kind in OF_STATE}


def commons(one: Event, other: Event) -> list[Common]:
    """What an event is looked for by that another one has too."""
    (first, last), (begun, ended) = days_of(one) or (FIRST, FIRST), days_of(other) or (FIRST, FIRST)
    if begun > last or ended < first or ended > last + MONTH:
        return []
    soon, found = ended <= last + LONGEST_SPAN, []
    towns = [{identity_of(place) for place in with_towns(event.places)} for event in (one, other)]
    named = [
        {identity_of(actor) for actor in (*event.sources, *event.targets) if names_one(actor)} for event in (one, other)
    ]
    countries = [{place.country for place in event.places} for event in (one, other)]
    if soon and towns[0] & towns[1]:
        found.append(Common.TOWN)
    if one.killed and other.killed and one.killed.value >= 5 and countries[0] & countries[1]:
        low, high = sorted((one.killed.value, other.killed.value))
        found += [Common.TOLL] if 2 * high <= 3 * low else []
    if soon and one.type is not EventType.ASSAULT and named[0] & named[1]:
        found.append(Common.ACTOR)
    return found
