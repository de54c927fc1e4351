"""What the archive knows of an actor or a place in figures: events by type, when, and whom they have to do with.

Counts by type are kept for actors (store/tallies.py), and for places run over indexes of `event_place` alone. Whom an
actor has to do with is counted over its latest `LATEST` events: every one is a look-up of its own, and the newest are
what people ask about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import EventType
from store.choices import matching
from store.records import EventFilter, Role
from store.rows import alone, batches
from store.summaries import ActorCount
from store.tables import ActorRow, ActorTally, EventPlace, Participant, PlaceRow

LATEST = 1_000
"""Events over which others are counted; on an archive of a million some milliseconds."""

_WORDS = 200
"""Words for people that may stand before the first who are someone, at most; there are few more with many events."""

COOPERATION = frozenset(
    (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.AID)
)
"""Types whose target is one with whom, not one against whom; RETREAT leaves open which of the two."""

CONFLICT = frozenset(EventType) - COOPERATION - {EventType.RETREAT}


@dataclass(frozen=True, slots=True)
class Deeds:
    """How many events of each type an actor did and suffered, most frequent first."""

    did: dict[EventType, int]
    suffered: dict[EventType, int]


@dataclass(frozen=True, slots=True)
class Others:
    """Whom an actor has to do with, most events first: with whom, against whom, and who against it."""

    partners: tuple[ActorCount, ...]
    targets: tuple[ActorCount, ...]
    opponents: tuple[ActorCount, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Who acts at a place and who is targeted there, most events first."""

    sources: tuple[ActorCount, ...]
    targets: tuple[ActorCount, ...]


@dataclass(frozen=True, slots=True)
class PlaceEvents:
    """A place with how many of the events are there."""

    id: int
    name: str
    country: str | None
    events: int
    key: str | None = None


async def deeds_of(session: AsyncSession, actor_id: int) -> Deeds:
    """Give what the actor did and what was done to it, by type."""
    columns = (col(ActorTally.role), col(ActorTally.type), col(ActorTally.events))
    told = (await session.execute(select(*columns).where(col(ActorTally.actor_id) == actor_id))).all()
    did, suffered = ([(kind, events) for role, kind, events in told if role == one] for one in Role)
    return Deeds(_ranked(did), _ranked(suffered))


async def types_at(session: AsyncSession, wanted: EventFilter) -> dict[EventType, int]:
    """Give how many events of each type happened at the place, in the region or the country; most frequent first."""
    choice = await matching(session, wanted)
    # An event may name two towns of a region or a country, and a town beside its quarter.
    rows = await session.execute(choice.selecting(choice.type, func.count(choice.id.distinct())).group_by(choice.type))
    return _ranked((kind, count) for kind, count in rows)


async def first_and_last(session: AsyncSession, wanted: EventFilter) -> tuple[date, date] | None:
    """Give the first and the last day of the events that match, None without any; by the two ends of an index."""
    choice = await matching(session, wanted)
    # Each alone: of both at once an index would be walked from end to end.
    first = await session.scalar(choice.selecting(func.min(choice.day)))
    last = await session.scalar(choice.selecting(func.max(choice.day)))
    return (first, last) if first and last else None


async def others_of(session: AsyncSession, actor_id: int, *, limit: int = 3) -> Others:
    """Give whom the actor had to do with in its latest events, words for people («civils») only as targets."""
    await alone(session)
    mine = (
        select(col(Participant.event_id), col(Participant.role).label("mine"))
        .where(col(Participant.actor_id) == actor_id)
        .order_by(col(Participant.day).desc(), col(Participant.event_id).desc())
        .limit(LATEST)
        .subquery()
    )
    other = aliased(Participant)
    rows = await session.execute(
        select(mine.c.mine, col(other.role), col(other.type), col(other.actor_id), func.count())
        .join(mine, col(other.event_id) == mine.c.event_id)
        .where(col(other.actor_id) != actor_id)
        .group_by(mine.c.mine, col(other.role), col(other.type), col(other.actor_id))
    )
    partners, targets, opponents = Counter[int](), Counter[int](), Counter[int]()
    for role, their_role, kind, their_id, events in rows:
        if role == their_role or kind in COOPERATION:
            partners[their_id] += events
        elif kind in CONFLICT:
            (targets if role == Role.SOURCE else opponents)[their_id] += events
    return Others(
        await _known(session, partners, limit),
        await _known(session, targets, limit, words=True),
        await _known(session, opponents, limit),
    )


async def present_at(session: AsyncSession, wanted: EventFilter, *, limit: int = 3) -> Present:
    """Give who acts and who is targeted in the latest events of a place, a region or a country.

    Words that are others in each article («civils») stand among those targeted alone.
    """
    rows = await session.execute(
        select(col(Participant.role), col(Participant.actor_id), func.count(col(Participant.event_id).distinct()))
        .where(col(Participant.event_id).in_(await _latest(session, wanted)))
        .group_by(col(Participant.role), col(Participant.actor_id))
    )
    counted = {role: Counter[int]() for role in Role}
    for role, actor_id, events in rows:
        counted[role][actor_id] += events
    return Present(
        await _known(session, counted[Role.SOURCE], limit),
        await _known(session, counted[Role.TARGET], limit, words=True),
    )


async def places_of(session: AsyncSession, actor_id: int, *, limit: int = 3) -> tuple[PlaceEvents, ...]:
    """Give where the actor's latest events happened, most first."""
    number = func.count(col(EventPlace.event_id).distinct())
    rows = await session.execute(
        select(col(EventPlace.place_id), number)
        .where(col(EventPlace.event_id).in_(await _latest(session, EventFilter(actor_id=actor_id))))
        .group_by(col(EventPlace.place_id))
        .order_by(number.desc(), col(EventPlace.place_id))
        .limit(limit)
    )
    counted = dict(rows.all())
    named = await session.execute(
        select(col(PlaceRow.id), col(PlaceRow.name), col(PlaceRow.country), col(PlaceRow.key)).where(
            col(PlaceRow.id).in_(counted)
        )
    )
    known = {place_id: (name, country, key) for place_id, name, country, key in named}
    return tuple(
        PlaceEvents(place_id, known[place_id][0], known[place_id][1], events, known[place_id][2])
        for place_id, events in counted.items()
    )


async def busiest_in(session: AsyncSession, wanted: EventFilter, *, limit: int = 3) -> tuple[PlaceEvents, ...]:
    """Give the places of a region or a country with most events; the country itself, where it is named, is none."""
    inside = (
        col(PlaceRow.region) == wanted.region
        if wanted.region is not None
        else (col(PlaceRow.country) == wanted.country) & (col(PlaceRow.identity) != f"key:country:{wanted.country}")
    )
    rows = await session.execute(
        select(col(PlaceRow.id), col(PlaceRow.name), col(PlaceRow.country), col(PlaceRow.activity), col(PlaceRow.key))
        .where(inside, col(PlaceRow.activity) > 0)
        .order_by(col(PlaceRow.activity).desc(), col(PlaceRow.id))
        .limit(limit)
    )
    return tuple(PlaceEvents(cast(int, number), name, at, events, key) for number, name, at, events, key in rows)


async def _latest(session: AsyncSession, wanted: EventFilter) -> Select[int]:
    """The ids of the latest events that match."""
    _, event_id = (await matching(session, wanted)).keys(None, LATEST).subquery().c
    return select(event_id)


def _ranked(counts: Iterable[tuple[EventType, int]]) -> dict[EventType, int]:
    return {kind: n for kind, n in sorted(counts, key=lambda one: (-one[1], one[0])) if n}


async def _known(
    session: AsyncSession, counted: Counter[int], limit: int, *, words: bool = False
) -> tuple[ActorCount, ...]:
    """The actors with most events, most first; with `words` also those who are others in each article."""
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    found: list[ActorCount] = []
    for batch in batches(ranked[: limit + _WORDS]):
        statement = select(col(ActorRow.id), col(ActorRow.name), col(ActorRow.key)).where(
            col(ActorRow.id).in_([number for number, _ in batch])
        )
        rows = await session.execute(statement if words else statement.where(col(ActorRow.named).is_(True)))
        known = {actor_id: (name, key) for actor_id, name, key in rows}
        found += [ActorCount(one, known[one][0], n, known[one][1]) for one, n in batch if one in known]
    return tuple(found[:limit])
