"""How many events, by day and type and by place and type: the figures behind timelines and maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType
from store.events import Matching, matching
from store.records import EventFilter
from store.rows import batches
from store.tables import EventPlace, EventRow, PlaceRow


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many events of a type have this day of sorting."""

    day: date
    type: EventType
    events: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a map needs it; degrees are WGS84, None where they are not known."""

    id: int
    key: str | None
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many events of a type happened at a place."""

    spot: Spot
    type: EventType
    events: int


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
    return await session.scalar(matching(wanted).count()) or 0


async def by_day(session: AsyncSession, wanted: EventFilter) -> list[DayCount]:
    """Give the events that match, counted by day and type, in the order of days."""
    choice = matching(wanted)
    kind = col(EventRow.type)
    statement = choice.selecting(choice.day, kind, _events(choice)).group_by(kind, choice.day)
    found = [DayCount(*row) for row in await session.execute(statement)]
    return sorted(found, key=lambda count: (count.day, count.type))


async def by_place(session: AsyncSession, wanted: EventFilter) -> list[PlaceCount]:
    """Give the events that match, counted by place and type; an event at two places counts at both."""
    choice = matching(wanted)
    kind, place, event = col(EventRow.type), col(EventPlace.place_id), col(EventPlace.event_id)
    statement = choice.selecting(place, kind, func.count(event.distinct()))
    if choice.table is not EventPlace:
        statement = statement.join(EventPlace, event == choice.id)
    rows = (await session.execute(statement.group_by(place, kind))).all()
    places = await _places(session, sorted({row[0] for row in rows}))
    return [PlaceCount(places[row[0]], *row[1:]) for row in rows if row[0] in places]


def _events(choice: Matching) -> Any:
    # Only the table of events holds each event once.
    return func.count() if choice.table is EventRow else func.count(choice.id.distinct())


async def _places(session: AsyncSession, ids: Sequence[int]) -> dict[int, Spot]:
    found: dict[int, Spot] = {}
    for batch in batches(ids):
        rows = await session.execute(_SPOTS.where(col(PlaceRow.id).in_(batch)))
        found |= {row[0]: Spot(*row) for row in rows}
    return found


_FACTS = ("id", "key", "name", "latitude", "longitude", "country")
_SPOTS: Select[Any] = select(*(getattr(PlaceRow, name) for name in _FACTS))
