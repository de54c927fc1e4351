"""Which filters keep an event, told from the event alone: what subscriptions at once are matched by.

The same as `store.choices` asks of the database, the other way round: there one filter over all events, here the few
events of an article over any number of filters. tests/store/test_watching.py holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType, Status
from store.filters import EVERYTHING, watch_key
from store.records import EventFilter, Role, modes_of
from store.rows import batches
from store.tables import Attributed, EventPlace, EventRow, Participant

UNDERSTOOD = frozenset(
    {
        "place_id",
        "actor_id",
        "country",
        "type",
        "status",
        "since",
        "until",
        "region",
        "mode",
        "role",
        "publisher_id",
        "speaker_id",
    }
)
"""The fields of `EventFilter` that `keeps` asks for; a filter with another one would keep too much."""


@dataclass(slots=True)
class Watched:
    """What filters ask of an event. `places` holds the towns of its quarters too."""

    id: int
    type: EventType
    mode: str | None
    status: Status
    day: date
    publisher_id: int | None
    actors: set[tuple[int, Role]] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)


def keeps(wanted: EventFilter, event: Watched) -> bool:
    """Whether the filter keeps the event."""
    if wanted.mode is not None and event.mode not in modes_of(wanted.mode):
        return False
    for name in ("type", "status", "publisher_id"):
        asked = getattr(wanted, name)
        if asked is not None and asked != getattr(event, name):
            return False
    if wanted.since is not None and event.day < wanted.since:
        return False
    if wanted.until is not None and event.day > wanted.until:
        return False
    return (
        _in(wanted.place_id, event.places)
        and _in(wanted.country, event.countries)
        and _in(wanted.region, event.regions)
        and _in(wanted.speaker_id, event.speakers)
        and (wanted.actor_id is None or _takes_part(wanted, event))
    )


def watch_keys(events: Iterable[Watched]) -> set[str]:
    """Give what the events may be watched by: the keys of all filters that may keep one of them are among these."""
    asked = {EVERYTHING}
    for event in events:
        choices = [EventFilter(place_id=place) for place in event.places]
        choices += [EventFilter(actor_id=actor) for actor, _ in event.actors]
        choices += [EventFilter(speaker_id=speaker) for speaker in event.speakers]
        choices += [EventFilter(region=region) for region in event.regions]
        choices += [EventFilter(country=country) for country in event.countries]
        choices += [EventFilter(type=event.type)]
        choices += [EventFilter(publisher_id=event.publisher_id)] if event.publisher_id is not None else []
        asked |= {watch_key(choice) for choice in choices}
    return asked


async def watched_of(session: AsyncSession, article_id: int) -> Sequence[Watched]:
    """Give what filters ask of the events of an article."""
    rows: Any = await session.execute(
        select(*_EVENT).where(col(EventRow.article_id) == article_id).order_by(col(EventRow.position))
    )
    events: dict[int, Watched] = {row[0]: Watched(*row) for row in rows}
    for batch in batches(sorted(events)):
        parts: Any = await session.execute(select(*_PART).where(col(Participant.event_id).in_(batch)))
        for event_id, actor_id, role in parts:
            events[event_id].actors.add((actor_id, role))
        said: Any = await session.execute(select(*_SAID).where(col(Attributed.event_id).in_(batch)))
        for event_id, speaker_id in said:
            events[event_id].speakers.add(speaker_id)
        places: Any = await session.execute(select(*_PLACE).where(col(EventPlace.event_id).in_(batch)))
        for event_id, place_id, town_id, country, region in places:
            events[event_id].places |= {place_id, town_id}
            events[event_id].countries |= {country} - {None}
            events[event_id].regions |= {region} - {None}
    return list(events.values())


_EVENT: tuple[Any, ...] = (
    EventRow.id, EventRow.type, EventRow.mode, EventRow.status, EventRow.day, EventRow.publisher_id
)  # fmt: skip
_PART: tuple[Any, ...] = (Participant.event_id, Participant.actor_id, Participant.role)
_SAID: tuple[Any, ...] = (Attributed.event_id, Attributed.speaker_id)
_PLACE: tuple[Any, ...] = (
    EventPlace.event_id, EventPlace.place_id, EventPlace.town_id, EventPlace.country, EventPlace.region
)  # fmt: skip


def _in(asked: object, there: Iterable[object]) -> bool:
    return asked is None or asked in there


def _takes_part(wanted: EventFilter, event: Watched) -> bool:
    roles = tuple(Role) if wanted.role is None else (wanted.role,)
    return any((wanted.actor_id, role) in event.actors for role in roles)
