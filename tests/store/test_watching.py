"""Subscriptions at once are matched as lists are: the filter of an event alone and the query over all agree."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from nlp.schema import Actor, Attribution, EventType, Place, Status
from store import news
from store.choices import matching
from store.database import Database
from store.filters import filter_key, filter_of, watch_key
from store.records import Destination, EventFilter, Role
from store.tables import EventRow
from store.watching import UNDERSTOOD, Watched, keeps, watch_keys, watched_of

DAY = date(2017, 5, 1)
TOWN = Place("Mossoul", key="w:1", country="IRQ", admin1="Ninive")
PLACES = (
    TOWN,
    Place("vieille ville", key="w:2", country="IRQ", admin1="Ninive", town=TOWN),
    Place("Alep", key="w:3", country="SYR", admin1="Alep"),
    Place("Syrie", key="country:SYR", country="SYR"),
    Place("désert"),
)
ACTORS = (Actor("Daech", key="daesh"), Actor("armée"), Actor("civils"))
SPEAKERS = (Attribution("SANA"), Attribution("PressTV", key="presstv"))
FILTERS = 400
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_every_field_of_a_filter_is_understood() -> None:
    """A new field of `EventFilter` must be asked for in `keeps` too, or alerts hold too much."""
    assert {field.name for field in fields(EventFilter)} == UNDERSTOOD


def test_filters_come_back_from_their_keys() -> None:
    """Each field in its own kind; one that this version does not know is left out."""
    whole = EventFilter(1, 2, "IRQ", EventType.ASSAULT, Status.DENIED, DAY, DAY, "IRQ/ninive", "aerial", Role.TARGET, 3)
    assert filter_of(filter_key(whole)) == whole
    assert filter_of(filter_key(EventFilter())) == EventFilter()
    assert filter_of('{"country": "IRQ", "planet": "3"}') == EventFilter(country="IRQ")


def some_filter(chance: random.Random, events: list[Watched]) -> EventFilter:
    """A filter of a few fields, such as a person asks for; a role only with an actor."""
    actors = {actor for event in events for actor, _ in event.actors}
    values: dict[str, Any] = {
        "place_id": chance.choice(sorted(set[int]().union(*(event.places for event in events)))),
        "actor_id": chance.choice(sorted(actors)),
        "speaker_id": chance.choice(sorted(set[int]().union(*(event.speakers for event in events)))),
        "country": chance.choice(["IRQ", "SYR", "YEM"]),
        "region": chance.choice(sorted(set[str]().union(*(event.regions for event in events)))),
        "type": chance.choice([EventType.ASSAULT, EventType.AID]),
        "status": chance.choice(list(Status)),
        "publisher_id": chance.choice([event.publisher_id for event in events]),
        "since": DAY + timedelta(days=chance.randint(0, 9)),
        "until": DAY + timedelta(days=chance.randint(0, 9)),
        "mode": chance.choice(["aerial", "bombardment"]),
    }
    asked = {name: values[name] for name in chance.sample(sorted(values), chance.choice([0, 1, 1, 2, 2, 3]))}
    wanted = EventFilter(**asked)
    if wanted.region and not (wanted.place_id or wanted.actor_id or wanted.speaker_id):
        wanted = replace(wanted, country=None)  # a region lies in its country
    return replace(wanted, role=chance.choice(list(Role))) if wanted.actor_id and chance.random() < 0.5 else wanted


async def test_an_event_alone_is_matched_as_in_the_archive(database: Database, desk, an_event) -> None:
    """400 filters over 40 events of 20 articles; and the filter of each match is found by the event's keys."""
    chance = random.Random(3)
    for _ in range(20):
        made = [
            an_event(
                DAY + timedelta(days=chance.randint(0, 9)),
                places=tuple(chance.sample(PLACES, chance.randint(0, 2))),
                sources=tuple(chance.sample(ACTORS, chance.randint(0, 2))),
                targets=tuple(chance.sample(ACTORS, chance.randint(0, 1))),
                type=chance.choice([EventType.ASSAULT, EventType.AID]),
                status=chance.choice(list(Status)),
            )
            for _ in range(2)
        ]
        made = [replace(event, attribution=tuple(chance.sample(SPEAKERS, chance.randint(0, 2)))) for event in made]
        made = [
            replace(event, mode=chance.choice(["aerial", "drone"])) if chance.random() < 0.5 else event
            for event in made
        ]
        await desk.read(*made, published=DAY)
    matches = 0
    async with database.read() as session:
        articles = (await session.scalars(select(col(EventRow.article_id)).distinct())).all()
        events = [event for article_id in articles for event in await watched_of(session, article_id)]
        for _ in range(FILTERS):
            wanted = some_filter(chance, events)
            choice = await matching(session, wanted)
            there = set((await session.scalars(choice.ids())).all())
            assert {event.id for event in events if keeps(wanted, event)} == there, wanted
            assert all(watch_key(wanted) in watch_keys([event]) for event in events if event.id in there)
            fresh = await news.new_events(session, Destination(7), wanted, since=LONG_AGO)
            assert {event.id for event in fresh.events} == there, wanted
            matches += len(there)
    assert matches > FILTERS
