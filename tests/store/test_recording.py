"""A reading is written whole, in one transaction, and reading again replaces it without a trace."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from nlp.schema import Actor, Count, Event, EventType, Place, Reading
from store import actors, articles, events, places
from store.database import Database
from store.records import ArticleState, EventFilter, Ranked
from store.tables import EventPlace, Participant


async def test_a_full_event_comes_back_whole(database: Database, desk, full_event: Event) -> None:
    """Every span, reason, other name, figure and degree survives."""
    (event_id,) = await desk.read(full_event)
    async with database.read() as session:
        stored = await events.get(session, event_id)
    assert stored is not None
    assert stored.event == full_event


async def test_what_is_asked_for_stands_in_columns(database: Database, desk, full_event: Event) -> None:
    """Participants and places are rows with the name as the text has it, its span and how it was read."""
    await desk.read(full_event)
    async with database.read() as session:
        parts = (await session.scalars(select(Participant).order_by(Participant.role, Participant.position))).all()
        where = (await session.scalars(select(EventPlace).order_by(EventPlace.position))).all()
    assert [(part.role, part.name, part.span_start, part.reason) for part in parts] == [
        ("source", "Armée arabe syrienne", 12, "nsubj"),
        ("source", "Hezbollah", None, None),
        ("target", "Daech", 60, "obl:agent"),
    ]
    assert [(place.name, place.relation, place.uncertainty_km) for place in where] == [
        ("Khams Taloul", "à 60 km de", 3.5),
        ("Irak", None, None),
    ]


async def test_an_article_is_read(database: Database, desk, an_event, now) -> None:
    """State, language and number of events are the reading's; events come in text order."""
    article_id = await desk.receive()
    first, second = an_event(), an_event()
    async with database.write() as session:
        ids = await articles.record_reading(session, article_id, Reading("fr", True, (first, second)), now=now)
        stored = await articles.get(session, article_id)
        found = await articles.events_of(session, article_id)
    assert stored is not None
    assert (stored.state, stored.lang, stored.event_count) == (ArticleState.READ, "fr", 2)
    assert tuple(record.id for record in found) == ids
    assert [record.event for record in found] == [first, second]


async def test_reading_again_changes_nothing(database: Database, desk, full_event: Event, now) -> None:
    """The same reading twice leaves the same ids and counts."""
    article_id = await desk.receive()
    reading = Reading("fr", True, (full_event, full_event))
    states = []
    for _ in range(2):
        async with database.write() as session:
            ids = await articles.record_reading(session, article_id, reading, now=now)
            summaries = (await actors.page(session), await places.page(session))
            total = (await events.page(session, EventFilter())).total
            states.append((ids, summaries, total))
    assert states[0] == states[1]
    assert states[0][2] == 2


async def test_a_new_reading_replaces_the_old_one(database: Database, desk, an_event, now) -> None:
    """What is gone is gone from the counts too; what is found again keeps its number; a number never comes back."""
    kept, gone, fresh = (
        an_event(sources=("Daech",)),
        an_event(targets=("Daech", "Zorg")),
        an_event(targets=("Hezbollah",)),
    )
    article_id = await desk.receive()
    async with database.write() as session:
        old = await articles.record_reading(session, article_id, Reading("fr", True, (kept, gone)), now=now)
    wounded = replace(kept, wounded=Count(3))
    async with database.write() as session:
        new = await articles.record_reading(session, article_id, Reading("fr", True, (fresh, wounded)), now=now)
        record = await events.get(session, old[0])
        missing = await events.get(session, old[1])
        summaries = (await actors.page(session)).entries
    assert new[1] == old[0]
    assert new[0] not in old
    assert record is not None and record.event == wounded
    assert missing is None
    assert {(actor.name, actor.as_source, actor.as_target) for actor in summaries} == {
        ("Daech", 1, 0),
        ("Hezbollah", 0, 1),
    }


async def test_a_failure_leaves_nothing_half_written(database: Database, desk, full_event: Event, now) -> None:
    """An error inside the transaction takes the whole reading back."""
    article_id = await desk.receive()
    with pytest.raises(RuntimeError):
        async with database.write() as session:
            await articles.record_reading(session, article_id, Reading("fr", True, (full_event,)), now=now)
            raise RuntimeError
    async with database.read() as session:
        stored = await articles.get(session, article_id)
        assert (await actors.page(session)).total == 0
        assert (await events.page(session, EventFilter())).total == 0
    assert stored is not None and stored.state is ArticleState.RECEIVED


async def test_readers_at_once_count_right(database: Database, desk, an_event, now) -> None:
    """Twelve readings of the same actors and places at once: one row each, with all twelve events."""
    ids = [await desk.receive() for _ in range(12)]
    readings = [
        Reading("fr", True, (an_event(sources=("Daech", "Hachd"), targets=("Hachd",), places=("Mossoul", "Alep")),))
        for _ in ids
    ]

    async def record(article_id: int, reading: Reading) -> None:
        async with database.write() as session:
            await articles.record_reading(session, article_id, reading, now=now)

    await asyncio.gather(*(record(*pair) for pair in zip(ids, readings, strict=True)))
    async with database.read() as session:
        summaries = (await actors.page(session)).entries
        found = (await places.page(session)).entries
    assert {(actor.name, actor.as_source, actor.as_target) for actor in summaries} == {
        ("Daech", 12, 0),
        ("Hachd", 12, 12),
    }
    assert {(place.name, place.events) for place in found} == {("Mossoul", 12), ("Alep", 12)}


async def test_readers_at_once_take_back_right(database: Database, desk, an_event, now) -> None:
    """Eight articles read again at once, now without their actor: nothing is left of its counts."""
    ids = [await desk.receive() for _ in range(8)]

    async def record(article_id: int, *read: Event) -> None:
        async with database.write() as session:
            await articles.record_reading(session, article_id, Reading("fr", True, read), now=now)

    for article_id in ids:
        await record(article_id, an_event(sources=("Daech",)), an_event(sources=("Daech",)))
    await asyncio.gather(*(record(article_id) for article_id in ids))
    async with database.read() as session:
        (daech,) = await actors.find(session, "Daech")
        summary = await actors.get(session, daech.id or 0)
        assert await actors.page(session) == Ranked((), 0)
    assert summary is not None and (summary.as_source, summary.as_target) == (0, 0)


async def test_an_event_counts_once_for_an_actor_named_twice(database: Database, desk, an_event) -> None:
    """Two spellings of one keyed actor or place in an event are one event of it."""
    hachd = (Actor("Hachd al-Chaabi", key="hachd"), Actor("Les Hachd", key="hachd"))
    await desk.read(an_event(sources=hachd, places=(Place("Tal Afar", key="w:1"), Place("Tall Afar", key="w:1"))))
    async with database.read() as session:
        (actor,) = (await actors.page(session)).entries
        (place,) = (await places.page(session)).entries
        assert (await events.page(session, EventFilter(actor_id=actor.id))).total == 1
    assert (actor.as_source, place.events) == (1, 1)


async def test_a_large_article_is_recorded(database: Database, desk, an_event) -> None:
    """An article of 200 kB holds hundreds of events with as many names."""
    many = tuple(an_event(sources=(f"Groupe Alpha{n}",), places=(f"Lieu{n}",)) for n in range(600))
    assert len(await desk.read(*many)) == 600
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Participant)) == 600


async def test_figures_beyond_32_bits_are_kept(database: Database, desk, an_event) -> None:
    """A number misread from a text must not lose the article."""
    (event_id,) = await desk.read(replace(an_event(type=EventType.AID), killed=Count(2**40)))
    async with database.read() as session:
        stored = await events.get(session, event_id)
    assert stored is not None and stored.event.killed == Count(2**40)
