"""How many events, by day and type and by place and type: the figures behind timelines and maps."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType
from store.choices import matching, matching_places
from store.records import EventFilter
from store.rows import batches
from store.tables import EventPlace, EventRow, PlaceRow, PlaceTally


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many events of a type have this day of sorting."""

    day: date
    type: EventType
    events: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a map needs it; degrees are WGS84, None where they are not known.

    `uncertainty_km` is how exactly articles tell where it is, at their best, None where none says how exactly.
    """

    id: int
    key: str | None
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    uncertainty_km: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many events of a type happened at a place."""

    spot: Spot
    type: EventType
    events: int


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """The counts of the places with most events, and how many events happened at all the others."""

    counts: tuple[PlaceCount, ...]
    elsewhere: int


PLACES = 500
"""Places counted by type: a map has no room for more circles."""


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What changes whenever a reading is recorded: two equal states hold the same events.

    Only an article that was read again with the same events, differently told, leaves the state as it was.
    """

    last_event: int
    recorded_at: datetime | None


async def state(session: AsyncSession) -> ArchiveState:
    """Give the state of the archive, by two looks at the ends of indexes."""
    last = await session.scalar(select(func.max(col(EventRow.id))))
    recorded = await session.scalar(select(func.max(col(EventRow.recorded_at))))
    return ArchiveState(last or 0, recorded)


async def total(session: AsyncSession, wanted: EventFilter) -> int:
    """Give how many events match."""
    return await session.scalar((await matching(session, wanted)).count()) or 0


async def by_day(session: AsyncSession, wanted: EventFilter) -> list[DayCount]:
    """Give the events that match, counted by day and type, in the order of days."""
    choice = await matching(session, wanted)
    number = func.count() if choice.table is EventRow else func.count(choice.id.distinct())
    counted = choice.selecting(choice.type.label("type"), choice.day.label("day"), number.label("events"))
    rows = counted.group_by(choice.type, choice.day).subquery()
    # One row a type, its days in one string: a hundred thousand rows take a second to fetch, their text a tenth.
    said = cast(rows.c.day, String) + ":" + cast(rows.c.events, String)
    told = await session.execute(select(rows.c.type, func.aggregate_strings(said, ",")).group_by(rows.c.type))
    return await asyncio.to_thread(_days, [(kind, text) for kind, text in told])


def _days(told: Sequence[tuple[EventType, str]]) -> list[DayCount]:
    rows = [(day, kind, n) for kind, text in told for day, n in (part.split(":") for part in text.split(","))]
    rows.sort(key=itemgetter(0, 1))  # ISO days sort as days do
    days = {day: date.fromisoformat(day) for day, _, _ in rows}
    return [DayCount(days[day], kind, int(events)) for day, kind, events in rows]


async def by_place(session: AsyncSession, wanted: EventFilter, *, limit: int = PLACES) -> PlaceCounts:
    """Give the events that match, counted by place and type, for the `limit` places with most of them.

    An event at two places counts at both.
    """
    rows = (_kept(wanted) if _is_kept(wanted) else await _counted(session, wanted)).subquery()
    said = func.aggregate_strings(cast(rows.c.type, String) + ":" + cast(rows.c.events, String), ",")
    events = func.sum(rows.c.events)
    told = await session.execute(
        select(rows.c.place, said, events, func.sum(events).over())
        .group_by(rows.c.place)
        .order_by(events.desc(), rows.c.place)
        .limit(limit)
    )
    ranked = told.all()
    spots = await _places(session, [place_id for place_id, *_ in ranked])
    counts = tuple(
        PlaceCount(spots[place_id], EventType(kind), int(number))
        for place_id, text, *_ in ranked
        if place_id in spots
        for kind, number in (part.split(":") for part in text.split(","))
    )
    everywhere = int(ranked[0][3]) if ranked else 0
    return PlaceCounts(counts, everywhere - sum(int(events) for _, _, events, _ in ranked))


def _is_kept(wanted: EventFilter) -> bool:
    """Whether nothing but a type, a country or a region is asked for."""
    return wanted == EventFilter(type=wanted.type, country=wanted.country, region=wanted.region)


def _kept(wanted: EventFilter) -> Select[Any]:
    """The events of each place and type as they are kept."""
    kind: Any = PlaceTally.type
    statement = select(col(PlaceTally.place_id).label("place"), kind.label("type"), col(PlaceTally.events))
    if wanted.type is not None:
        statement = statement.where(kind == wanted.type)
    if wanted.country is None and wanted.region is None:
        return statement
    statement = statement.join(PlaceRow, col(PlaceRow.id) == col(PlaceTally.place_id))
    if wanted.country is not None:
        statement = statement.where(col(PlaceRow.country) == wanted.country)
    return statement if wanted.region is None else statement.where(col(PlaceRow.region) == wanted.region)


async def _counted(session: AsyncSession, wanted: EventFilter) -> Select[Any]:
    """The events of each place and type, counted."""
    choice = await matching_places(session, wanted)
    event = col(EventPlace.event_id)
    number = func.count(event.distinct()).label("events")
    place: Any = col(EventPlace.place_id)
    if wanted.place_id is None and (wanted.country or wanted.region):
        place = place + 0  # SQLite would walk the index of all places, and look each up, to save itself a sort
    place, kind = place.label("place"), choice.type.label("type")
    statement = choice.selecting(place, kind, number)
    if choice.table is not EventPlace:
        statement = statement.join(EventPlace, event == choice.id)
    return statement.group_by(place, kind)


async def _places(session: AsyncSession, ids: Sequence[int]) -> dict[int, Spot]:
    found: dict[int, Spot] = {}
    for batch in batches(ids):
        rows = await session.execute(_SPOTS.where(col(PlaceRow.id).in_(batch)))
        found |= {row[0]: Spot(*row) for row in rows}
    return found


_FACTS = ("id", "key", "name", "latitude", "longitude", "country")
_MENTIONS = 5  # of a place, that are asked how exactly it is known
_exactness = (
    select(col(EventPlace.uncertainty_km).label("km"))
    .where(col(EventPlace.place_id) == col(PlaceRow.id))
    .correlate(PlaceRow)
    .limit(_MENTIONS)
    .subquery()
)
_SPOTS: Select[Any] = select(
    *(getattr(PlaceRow, name) for name in _FACTS), select(func.min(_exactness.c.km)).scalar_subquery()
)
