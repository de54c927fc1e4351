"""What was read from an article, written in one transaction; reading again replaces what the article gave before.

An event that is found again (same type, same trigger) keeps its number and the moment it was first recorded, so that
«/event 12» stays what it was and no digest tells it twice; where its facts changed, those who were told are corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Actor, Event, Evidence, Reading
from store import tallies
from store.areas import areas_by_identity, place_in_areas, tell_actors
from store.counting import settle, tally
from store.detail import from_document, to_document
from store.entries import ACTORS, PLACES, enter, enter_by_hand, identity_of
from store.errors import UnknownArticleError
from store.facts import facts_of
from store.homes import homes_of
from store.mended import (
    Fitted,
    Known,
    corrected,
    fit,
    is_rejected,
    known_events,
    overlap,
    own_reading,
    says_nothing,
    stands,
)
from store.naming import clean
from store.put_aside import put_aside, tell_again, told_of_events
from store.records import ArticleState, Role
from store.retold import owe_anew
from store.rows import batches, on_postgresql
from store.speakers import attribute
from store.tables import ArticleRow, Attributed, EventPlace, EventRow, MendedEvent, Participant
from store.towns import place_in_towns, with_towns

_RECORDING_LOCK = 7_304_155_002  # any number that this program alone uses on its PostgreSQL database


async def record_reading(session: AsyncSession, article_id: int, reading: Reading, *, now: datetime) -> tuple[int, ...]:
    """Write the reading and give the events' ids in the order of `reading.events`, less those that a person rejected.

    What a person said of an event holds (store/mended.py). UnknownArticleError.

    The session must be one of `Database.write`: all of it is one transaction. Readings are recorded one at a time,
    because counts, aliases and shown names depend on those recorded before.
    """
    await one_at_a_time(session)
    article = await session.get(ArticleRow, article_id, populate_existing=True)
    if article is None:
        raise UnknownArticleError(article_id)
    ids = await _record(session, article, await known_of(session, article_id), reading.events, now)
    article.state = ArticleState.READ if reading.readable else ArticleState.UNREADABLE
    article.lang = reading.lang or article.lang
    article.error = None
    article.lease_until = None
    if reading.readable:
        article.read_at = article.read_at or now
    await session.flush()
    return ids


async def remake(session: AsyncSession, article_id: int, *, now: datetime) -> None:
    """Write the article's events anew from what its reader said last and what persons have said of it since.

    The session must be one of `Database.write` that is alone (`one_at_a_time`). UnknownArticleError.
    """
    article = await session.get(ArticleRow, article_id, populate_existing=True)
    if article is None:
        raise UnknownArticleError(article_id)
    known = await known_of(session, article_id)
    await _record(session, article, known, own_reading(known), now)


async def one_at_a_time(session: AsyncSession) -> None:
    """Wait, on PostgreSQL, until no other process writes events or mends them; SQLite has one writer anyway."""
    if on_postgresql(session):
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RECORDING_LOCK})


async def known_of(session: AsyncSession, article_id: int) -> list[Known]:
    """Give what the archive has of an article's events, those that were rejected among them, in text order."""
    fresh = {"populate_existing": True}
    rows = await session.scalars(
        select(EventRow)
        .where(col(EventRow.article_id) == article_id)
        .order_by(col(EventRow.position), col(EventRow.id))
        .execution_options(**fresh)
    )
    mended = await session.scalars(
        select(MendedEvent).where(col(MendedEvent.article_id) == article_id).execution_options(**fresh)
    )
    return known_events(rows.all(), mended.all())


@dataclass(frozen=True, slots=True)
class _Kept:
    """An event that goes into its row: what the reader says, corrected. `found` is False where no reader finds it."""

    row: EventRow
    event: Event
    found: bool
    mended: MendedEvent | None


async def _record(
    session: AsyncSession, article: ArticleRow, known: Sequence[Known], events: Sequence[Event], now: datetime
) -> tuple[int, ...]:
    before = await tally(session, cast(int, article.id))
    await tallies.take_away(session, cast(int, article.id))
    fitted = fit(events, known)
    kept = [row for one in fitted if (row := _kept(article, one, now)) is not None]
    await _clear(session, known, kept)
    session.add_all(one.row for one in kept)
    await session.flush()
    await _restore(session, kept, now)
    rows, whole = [one.row for one in kept], [one.event for one in kept]
    await _link(session, rows, whole, events)
    await attribute(session, rows, whole)
    await settle(session, before, await tally(session, cast(int, article.id)))
    await tell_actors(session, cast(int, article.id))
    await tallies.add(session, cast(int, article.id))
    article.event_count = len(rows)
    await session.flush()
    if known:
        await owe_anew(session, cast(int, article.id), now=now)
    return tuple(cast(int, one.row.id) for one in kept if one.found)


def _kept(article: ArticleRow, fitted: Fitted, now: datetime) -> _Kept | None:
    """Give an event with its row; None for one that is no more, or that a person rejected."""
    mended = fitted.known.mended if fitted.known else None
    if fitted.own is None and not (stands(mended) or is_rejected(mended)):
        return None
    own = fitted.own or cast(Known, fitted.known).own
    if mended is not None:
        if facts_of(own) != facts_of(from_document(mended.own)):
            mended.changed_at = now
        mended.own, mended.found, mended.position = to_document(own), fitted.own is not None, fitted.position
        if is_rejected(mended):
            return None
    event = corrected(own, mended.fields if mended else {})
    row = _row(article, fitted, mended, event, now)
    return _Kept(row, event, fitted.own is not None, mended)


def _row(article: ArticleRow, fitted: Fitted, mended: MendedEvent | None, event: Event, now: datetime) -> EventRow:
    columns = _columns(event, article.published, fitted.position) | {"publisher_id": article.publisher_id}
    row = fitted.known.row if fitted.known else None
    if row is None and mended is None:
        return EventRow(article_id=cast(int, article.id), recorded_at=now, **columns)
    if row is None:
        back = cast(MendedEvent, mended)
        columns |= {"id": back.event_id, "recorded_at": back.recorded_at, "changed_at": back.changed_at}
        return EventRow(article_id=cast(int, article.id), **columns)
    if mended is not None and says_nothing(mended):
        row.changed_at = mended.changed_at
    elif facts_of(from_document(row.detail)) != facts_of(event):
        row.changed_at = now
    row.sqlmodel_update(columns)
    return row


async def _clear(session: AsyncSession, known: Sequence[Known], kept: Sequence[_Kept]) -> None:
    """Take away the links of all the article's events and the rows of those that are no more or were rejected."""
    for ids in batches([one.row.id for one in known if one.row is not None]):
        await session.execute(delete(Participant).where(col(Participant.event_id).in_(ids)))
        await session.execute(delete(EventPlace).where(col(EventPlace.event_id).in_(ids)))
        await session.execute(delete(Attributed).where(col(Attributed.event_id).in_(ids)))
    there = {id(one.row) for one in kept}
    gone = {cast(int, one.row.id): one for one in known if one.row is not None and id(one.row) not in there}
    told = await told_of_events(session, gone)
    for event_id, one in gone.items():
        if is_rejected(one.mended):
            cast(MendedEvent, one.mended).told = told.get(event_id, [])
        elif one.mended is not None:
            await session.delete(one.mended)
        elif event_id in told and not any(overlap(one.own, other.event) > 0 for other in kept):
            session.add(put_aside(cast(EventRow, one.row), told[event_id]))
        await session.delete(one.row)


async def _restore(session: AsyncSession, kept: Sequence[_Kept], now: datetime) -> None:
    """End what says nothing any more; who was told of such an event, or of one that is back, is told what changed."""
    doubtful = [one for one in kept if one.mended is not None and (one.mended.told or says_nothing(one.mended))]
    for one in doubtful:
        await tell_again(session, cast(MendedEvent, one.mended))
    told = await told_of_events(session, [cast(int, one.row.id) for one in doubtful])
    for one in doubtful:
        facts = str(facts_of(one.event))
        if any(entry["facts"] not in (None, facts) for entry in told.get(cast(int, one.row.id), ())):
            one.row.changed_at = now
        if says_nothing(cast(MendedEvent, one.mended)):
            await session.delete(one.mended)
    await session.flush()


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


async def _link(session: AsyncSession, rows: Sequence[EventRow], events: Sequence[Event], own: Sequence[Event]) -> None:
    """Write who took part and where, entering actors and places that are new.

    `own` is what the reader said: actors and places that `events` have besides were put in by hand.
    """
    actors = await enter(session, ACTORS, _actors(own))
    actors |= await enter_by_hand(session, ACTORS, [one for one in _actors(events) if identity_of(one) not in actors])
    homes = await homes_of(session, _actors(events), actors)
    named = [place for event in (*own, *events) for place in event.places]
    known = await areas_by_identity(session, named)
    places = await enter(session, PLACES, with_towns([place for event in own for place in event.places]))
    places |= await enter_by_hand(session, PLACES, [one for one in with_towns(named) if identity_of(one) not in places])
    towns = await place_in_towns(session, named, places)
    areas = await place_in_areas(session, known, places)
    for row, event in zip(rows, events, strict=True):
        for role, cast_of in ((Role.SOURCE, event.sources), (Role.TARGET, event.targets)):
            for position, actor in enumerate(cast_of):
                entry = actors[identity_of(actor)]
                home = homes(actor)
                session.add(
                    Participant(
                        event_id=cast(int, row.id),
                        role=role,
                        position=position,
                        actor_id=home,
                        entry_id=entry if entry != home else None,
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


def _actors(events: Sequence[Event]) -> list[Actor]:
    return [actor for event in events for actor in (*event.sources, *event.targets)]


def _read_from(evidence: Sequence[Evidence]) -> dict[str, Any]:
    if not evidence:
        return {}
    first = evidence[0]
    return {"span_start": first.span.start, "span_end": first.span.end, "reason": first.reason}
