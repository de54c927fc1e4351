"""What was read from an article, written in one transaction; reading again replaces what the article gave before.

An event that is found again (same type, same trigger) keeps its number and the moment it was first recorded, so that
«/event 12» stays what it was and no digest tells it twice; where its facts changed, those who were told are corrected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Event, EventType, Evidence, Reading
from store.areas import areas_by_identity, place_in_areas
from store.detail import from_document, to_document
from store.entries import ACTORS, PLACES, enter, identity_of
from store.errors import UnknownArticleError
from store.facts import facts_of
from store.naming import clean, is_identity, shown
from store.records import ArticleState, Role
from store.rows import batches, on_postgresql
from store.speakers import attribute
from store.tables import ActorRow, ArticleRow, Attributed, EventPlace, EventRow, Participant, PlaceRow
from store.towns import place_in_towns, with_towns

MENTIONS_FOR_NAME = 200
"""An entry's shown name is chosen from so many latest mentions, which keeps the cost of a reading flat."""

_RECORDING_LOCK = 7_304_155_002  # any number that this program alone uses on its PostgreSQL database

_Tally = Counter[tuple[str, int]]


async def record_reading(session: AsyncSession, article_id: int, reading: Reading, *, now: datetime) -> tuple[int, ...]:
    """Write the reading and give the events' ids in the order of `reading.events`. UnknownArticleError.

    The session must be one of `Database.write`: all of it is one transaction. Readings are recorded one at a time,
    because counts, aliases and shown names depend on those recorded before.
    """
    if on_postgresql(session):
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RECORDING_LOCK})
    article = await session.get(ArticleRow, article_id, populate_existing=True)
    if article is None:
        raise UnknownArticleError(article_id)
    before = await _tally(session, article_id)
    rows = await _replace_events(session, article, reading.events, now)
    await _link(session, rows, reading.events)
    await attribute(session, rows, reading.events)
    await _settle(session, before, await _tally(session, article_id))
    article.state = ArticleState.READ if reading.readable else ArticleState.UNREADABLE
    article.lang = reading.lang or article.lang
    article.event_count = len(rows)
    article.error = None
    article.lease_until = None
    if reading.readable:
        article.read_at = article.read_at or now
    await session.flush()
    return tuple(cast(int, row.id) for row in rows)


async def _replace_events(
    session: AsyncSession, article: ArticleRow, events: Sequence[Event], now: datetime
) -> list[EventRow]:
    stored = (await session.scalars(select(EventRow).where(col(EventRow.article_id) == article.id))).all()
    by_trigger: dict[tuple[EventType, int, int], list[EventRow]] = defaultdict(list)
    for row in sorted(stored, key=lambda row: row.position, reverse=True):
        by_trigger[row.type, row.trigger_start, row.trigger_end].append(row)
    rows = []
    for position, event in enumerate(events):
        again = by_trigger[event.type, event.trigger.start, event.trigger.end]
        columns = _columns(event, article.published, position)
        if again:
            row = again.pop()
            if facts_of(from_document(row.detail)) != facts_of(event):
                row.changed_at = now
            row.sqlmodel_update(columns)
        else:
            row = EventRow(article_id=cast(int, article.id), recorded_at=now, **columns)
        row.publisher_id = article.publisher_id
        rows.append(row)
    for ids in batches([row.id for row in stored]):
        await session.execute(delete(Participant).where(col(Participant.event_id).in_(ids)))
        await session.execute(delete(EventPlace).where(col(EventPlace.event_id).in_(ids)))
        await session.execute(delete(Attributed).where(col(Attributed.event_id).in_(ids)))
    for gone in (row for left in by_trigger.values() for row in left):
        await session.delete(gone)
    session.add_all(rows)
    await session.flush()
    return rows


def _columns(event: Event, published: date, position: int) -> dict[str, Any]:
    starts, ends = (event.when.start, event.when.end) if event.when else (None, None)
    return {
        "position": position,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "day": ends or starts or published,
        "starts": starts,
        "ends": ends,
        "killed": event.killed.value if event.killed else None,
        "wounded": event.wounded.value if event.wounded else None,
        "confidence": event.confidence,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "detail": to_document(event),
    }


async def _link(session: AsyncSession, rows: Sequence[EventRow], events: Sequence[Event]) -> None:
    """Write who took part and where, entering actors and places that are new."""
    actors = await enter(session, ACTORS, [actor for event in events for actor in (*event.sources, *event.targets)])
    named = [place for event in events for place in event.places]
    known = await areas_by_identity(session, named)
    places = await enter(session, PLACES, with_towns(named))
    towns = await place_in_towns(session, named, places)
    areas = await place_in_areas(session, known, places)
    for row, event in zip(rows, events, strict=True):
        for role, cast_of in ((Role.SOURCE, event.sources), (Role.TARGET, event.targets)):
            for position, actor in enumerate(cast_of):
                session.add(
                    Participant(
                        event_id=cast(int, row.id),
                        role=role,
                        position=position,
                        actor_id=actors[identity_of(actor)],
                        type=row.type,
                        mode=row.mode,
                        status=row.status,
                        publisher_id=row.publisher_id,
                        day=row.day,
                        name=clean(actor.name),
                        **_read_from(actor.evidence),
                    )
                )
        for position, place in enumerate(event.places):
            session.add(
                EventPlace(
                    event_id=cast(int, row.id),
                    position=position,
                    place_id=places[identity_of(place)],
                    town_id=towns[places[identity_of(place)]],
                    type=row.type,
                    mode=row.mode,
                    status=row.status,
                    publisher_id=row.publisher_id,
                    country=areas[places[identity_of(place)]].country,
                    region=areas[places[identity_of(place)]].region,
                    day=row.day,
                    name=clean(place.name),
                    relation=place.relation,
                    uncertainty_km=place.uncertainty_km,
                    **_read_from(place.evidence),
                )
            )
    await session.flush()


def _read_from(evidence: Sequence[Evidence]) -> dict[str, Any]:
    if not evidence:
        return {}
    first = evidence[0]
    return {"span_start": first.span.start, "span_end": first.span.end, "reason": first.reason}


async def _tally(session: AsyncSession, article_id: int) -> _Tally:
    """Count, for the article, the events of each actor (all, as source, as target), of each place and its town."""
    events = select(col(EventRow.id)).where(col(EventRow.article_id) == article_id)
    parts = await session.execute(
        select(col(Participant.actor_id), col(Participant.event_id), col(Participant.role)).where(
            col(Participant.event_id).in_(events)
        )
    )
    places = await session.execute(
        select(col(EventPlace.place_id), col(EventPlace.town_id), col(EventPlace.event_id)).where(
            col(EventPlace.event_id).in_(events)
        )
    )
    seen: set[tuple[str, int, int]] = set()
    for actor, event, role in parts:
        seen |= {("actor", actor, event), (f"as_{role.value}", actor, event)}
    seen |= {("place", one, event) for place, town, event in places for one in (place, town)}
    return Counter((count, entry) for count, entry, _ in seen)


async def _settle(session: AsyncSession, before: _Tally, after: _Tally) -> None:
    """Bring the counts and shown names of the actors and places that the article names up to date."""
    change = Counter(after)
    change.subtract(before)
    for ids in batches(sorted({entry for count, entry in change if count == "actor"})):
        actors = (await session.scalars(_fresh(ActorRow, ids))).all()
        called = await _latest_mentions(session, Participant, Participant.actor_id, actors)
        for actor in actors:
            actor.activity += change["actor", actor.id]
            actor.as_source += change["as_source", actor.id]
            actor.as_target += change["as_target", actor.id]
            if names := called.get(actor.id):
                actor.name, actor.named = shown(names), actor.key is not None or is_identity(names)
    for ids in batches(sorted({entry for count, entry in change if count == "place"})):
        places = (await session.scalars(_fresh(PlaceRow, ids))).all()
        called = await _latest_mentions(session, EventPlace, EventPlace.place_id, places)
        for place in places:
            place.activity += change["place", place.id]
            if names := called.get(place.id):  # a town may have quarters alone
                place.name = shown(names)


def _fresh(table: Any, ids: Sequence[int]) -> Any:
    # Filled by INSERT … ON CONFLICT behind the session's back, so that its own copies may be stale.
    return select(table).where(table.id.in_(ids)).execution_options(populate_existing=True)


async def _latest_mentions(
    session: AsyncSession, links: Any, owner: Any, entries: Sequence[Any]
) -> dict[int, list[str]]:
    """Give what each entry was called: one query for all those seldom mentioned, one each for the others."""
    mentions: dict[int, list[str]] = defaultdict(list)
    seldom = [entry.id for entry in entries if entry.activity <= MENTIONS_FOR_NAME]
    for owner_id, name in await session.execute(select(owner, links.name).where(owner.in_(seldom))):
        mentions[owner_id].append(name)
    for entry in entries:
        if entry.activity > MENTIONS_FOR_NAME:
            latest = select(links.name).where(owner == entry.id).order_by(links.day.desc(), links.event_id.desc())
            mentions[entry.id] = list(await session.scalars(latest.limit(MENTIONS_FOR_NAME)))
    return mentions
