"""What is news to a destination: events recorded of late that a filter keeps and that it was not told of.

Numbers grow as events are recorded, so «of late» is a range of numbers, and what the filter asks of places, actors and
speakers is looked for within that range alone: the cost is that of what came in since, however large the archive is and
however much of it the filter keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType, Status
from store.records import Destination, EventFilter, Subscription, modes_of
from store.rows import alone, on_postgresql
from store.tables import Attributed, DeliveredEvent, EventPlace, EventRow, Participant, Row
from store.told import COUNTED_ONLY

BEFORE_SUBSCRIBING = timedelta(hours=24)
"""What was recorded within this time before someone subscribed is news to them too, so the first digest has some."""

OVERLAP = timedelta(minutes=10)
"""How far before the last digest the next one looks: an event has the moment at which its recording began, and shows
when that is done. What was told meanwhile is known by its row."""

LOOKED_AT = 2_000
"""New events that a digest chooses from, the latest: a morning's news of all the world, several times over."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """As much of a new event as decides how early it is told."""

    id: int
    type: EventType
    mode: str | None
    status: Status
    day: date
    killed: int | None
    wounded: int | None


@dataclass(frozen=True, slots=True)
class News:
    """The new events, latest number first; `more` says that there are others beyond the limit."""

    events: tuple[NewEvent, ...] = ()
    more: bool = False


def news_since(subscription: Subscription) -> datetime:
    """Give the moment from which on recorded events are news to the subscription: its last digest, or its beginning.

    A digest that could not be sent has not been, and what it held is news still.
    """
    begun = subscription.created_at - BEFORE_SUBSCRIBING
    last = subscription.last_told_at
    return begun if last is None else max(begun, last - OVERLAP)


async def news_of(session: AsyncSession, subscription: Subscription, *, limit: int = LOOKED_AT) -> News:
    """Give what is news to a subscription, nothing that it was told of or only counted.

    So is an event recorded since it began that only a new reading has made one that the filter keeps.
    """
    since, to, wanted = news_since(subscription), subscription.destination, subscription.filter
    recent = await new_events(session, to, wanted, since=since, subscription_id=subscription.id, limit=limit)
    found = recent.events
    changed = await _changed(session, since, subscription.created_at - BEFORE_SUBSCRIBING)
    if changed:
        conditions = (*kept_from(session, wanted, changed[-1]), col(EventRow.id).in_(changed))
        untold = not_told(to, changed[-1], subscription.id)
        rows = await session.execute(_briefly(*conditions, untold).limit(limit + 1))
        found += tuple(NewEvent(*row) for row in rows)
    return News(found[:limit], recent.more or len(found) > limit)


async def new_events(
    session: AsyncSession,
    to: Destination,
    wanted: EventFilter,
    *,
    since: datetime,
    subscription_id: int | None = None,
    limit: int = LOOKED_AT,
) -> News:
    """Give what the filter keeps of the events recorded after `since` that the destination was not told of.

    An event that a digest only counted («et 37 autres») is news to the destination's other subscriptions still, not to
    the one of that digest, `subscription_id`.
    """
    await alone(session)
    first = await first_since(session, since)
    if first is None:
        return News()
    conditions = (*kept_from(session, wanted, first), not_told(to, first, subscription_id))
    rows = await session.execute(_briefly(*conditions).limit(limit + 1))
    found = tuple(NewEvent(*row) for row in rows)
    return News(found[:limit], len(found) > limit)


async def first_since(session: AsyncSession, moment: datetime) -> int | None:
    """Give the number of the first event recorded after a moment; what is recorded later has higher ones."""
    recorded = (col(EventRow.recorded_at), col(EventRow.id))
    return await session.scalar(select(recorded[1]).where(recorded[0] > moment).order_by(*recorded).limit(1))


def kept_from(session: AsyncSession, wanted: EventFilter, first: int) -> list[ColumnElement[bool]]:
    """Give the conditions on `event` that its number is `first` or more and the filter keeps it.

    The same events as `store.choices.matching`, which finds them by the day on which they happened.
    """
    links: list[tuple[Any, ColumnElement[bool]]] = []
    place, part, said = _Columns(EventPlace, session), _Columns(Participant, session), _Columns(Attributed, session)
    if wanted.place_id is not None:  # a town holds its quarters, a quarter only itself
        there = or_(place["town_id"] == wanted.place_id, place["place_id"] == wanted.place_id)
        links.append((EventPlace, there))
    if wanted.region is not None:
        links.append((EventPlace, place["region"] == wanted.region))
    if wanted.country is not None:
        links.append((EventPlace, place["country"] == wanted.country))
    if wanted.actor_id is not None:
        role = true() if wanted.role is None else part["role"] == wanted.role
        links.append((Participant, (part["actor_id"] == wanted.actor_id) & role))
    if wanted.speaker_id is not None:
        links.append((Attributed, said["speaker_id"] == wanted.speaker_id))
    linked = [
        col(EventRow.id).in_(select(table.event_id).where(col(table.event_id) >= first, condition))
        for table, condition in links
    ]
    return [col(EventRow.id) >= first, *linked, *_facts(wanted)]


class _Columns:
    """The columns of links as conditions on them are written: SQLite is not to look them up in an index of their own.

    It would take that of a country, with all that ever happened there, before the range of numbers that is asked for;
    PostgreSQL knows from its statistics which is the shorter way.
    """

    def __init__(self, table: type[Row], session: AsyncSession) -> None:
        self._columns, self._plain = cast(Any, table).__table__.c, on_postgresql(session)

    def __getitem__(self, name: str) -> Any:
        column = self._columns[name]
        return column if self._plain else func.coalesce(column, column, type_=column.type)


def _facts(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """The conditions on what an event's own row tells."""
    asked = {name: getattr(wanted, name) for name in ("type", "status", "publisher_id")}
    found = [cast(Any, EventRow).__table__.c[name] == value for name, value in asked.items() if value is not None]
    if wanted.mode is not None:
        found.append(col(EventRow.mode).in_(modes_of(wanted.mode)))
    if wanted.since is not None:
        found.append(col(EventRow.day) >= wanted.since)
    if wanted.until is not None:
        found.append(col(EventRow.day) <= wanted.until)
    return found


def not_told(to: Destination, first: int, subscription_id: int | None) -> ColumnElement[bool]:
    """The condition on `event` that the destination was not told of it, nor counted it for the subscription."""
    told = or_(col(DeliveredEvent.facts).is_(None), col(DeliveredEvent.facts) != COUNTED_ONLY)
    if subscription_id is not None:
        told = or_(told, col(DeliveredEvent.subscription_id) == subscription_id)
    return ~exists().where(
        col(DeliveredEvent.chat_id) == to.chat_id,
        col(DeliveredEvent.thread_id) == (to.thread_id or 0),
        col(DeliveredEvent.event_id) == col(EventRow.id),
        col(DeliveredEvent.event_id) >= first,
        told,
    )


def _briefly(*conditions: ColumnElement[bool]) -> Select[Any]:
    told: tuple[Any, ...] = (
        EventRow.id, EventRow.type, EventRow.mode, EventRow.status, EventRow.day, EventRow.killed, EventRow.wounded
    )  # fmt: skip
    return select(*told).where(*conditions).order_by(col(EventRow.id).desc())


async def _changed(session: AsyncSession, since: datetime, begun: datetime) -> list[int]:
    """Events recorded after `begun`, but not after `since`, that have other facts since; latest number first."""
    recorded, changed = col(EventRow.recorded_at), col(EventRow.changed_at)
    rows = await session.scalars(
        select(col(EventRow.id))
        .where(changed > since, recorded > begun, recorded <= since)
        .order_by(changed.desc())
        .limit(LOOKED_AT)
    )
    return sorted((cast(int, event_id) for event_id in rows), reverse=True)
