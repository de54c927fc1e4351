"""Which events a filter keeps: the table whose index gives them in order, and the conditions on its rows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import Status
from store.records import Cursor, EventFilter, Role, modes_of
from store.tables import SELDOM, ActorRow, Attributed, EventPlace, EventRow, Participant, PlaceRow, Row


@dataclass(frozen=True, slots=True)
class Matching:
    """A choice of events: the table that drives it, that table's day and event id, and the conditions.

    `of_event` says that some condition is on a column of `event`, which must then be joined to the driving table,
    `joined` that some is on other places or actors of the event, which are looked up event by event. `events` is how
    many there are where the archive keeps that: of all events of one place, of one actor, of one in a role.
    """

    table: type[Row]
    day: Any
    id: Any
    conditions: tuple[ColumnElement[bool], ...]
    of_event: bool = False
    joined: bool = False
    events: int | None = None

    @property
    def type(self) -> Any:
        """The column of the driving table that holds the event's type."""
        return cast(Any, self.table).type

    def and_event(self, *conditions: ColumnElement[bool]) -> Matching:
        """Narrow the choice by conditions on the columns of `event`."""
        if not conditions:
            return self
        return replace(self, conditions=(*self.conditions, *conditions), of_event=True, events=None)

    def keys(self, after: Cursor | None, limit: int) -> Select[date, int]:
        """Select (day, id) of the first `limit` events after the cursor, newest first."""
        statement = self._over(select(self.day, self.id))
        if self.table is not EventRow:  # an event may name two places of a country, or one actor twice
            statement = statement.distinct()
        if after is not None:
            # SQLite takes the index for `day <= …`, not for the comparison of pairs.
            statement = statement.where(self.day <= after.day, tuple_(self.day, self.id) < (after.day, after.id))
        return statement.order_by(self.day.desc(), self.id.desc()).limit(limit)

    def keys_before(self, before: Cursor, limit: int) -> Select[date, int]:
        """Select (day, id) of the last `limit` events before the cursor, the nearest first."""
        statement = self._over(select(self.day, self.id)).distinct()
        statement = statement.where(self.day >= before.day, tuple_(self.day, self.id) > (before.day, before.id))
        return statement.order_by(self.day, self.id).limit(limit)

    def count_to(self, most: int) -> Select[int]:
        """Select how many events match, counting no further than `most`."""
        # Of links in their index's order, for that is how events come up once without all being gathered first.
        first = self._over(select(self.id)).limit(most) if self.table is EventRow else self.keys(None, most)
        return select(func.count()).select_from(first.subquery())

    def count(self) -> Select[int]:
        """Select how many events match."""
        return self._over(select(func.count() if self.table is EventRow else func.count(self.id.distinct())))

    def ids(self) -> Select[int]:
        """Select the ids of all events that match."""
        return self._over(select(self.id))

    def selecting(self, *columns: Any) -> Select[Any]:
        """Select columns of the driving table, one row for each row of it."""
        return self._over(select(*columns))

    def _over(self, statement: Select[Any]) -> Select[Any]:
        statement = statement.select_from(self.table).where(*self.conditions)
        if self.of_event and self.table is not EventRow:
            statement = statement.join(EventRow, col(EventRow.id) == self.id)
        return statement


async def matching(session: AsyncSession, wanted: EventFilter) -> Matching:
    """Give the choice of events that the filter asks for."""
    known = await _known(session, wanted)
    return replace(_narrowed(wanted, _driver(wanted, known), known), events=known.events)


async def matching_places(session: AsyncSession, wanted: EventFilter) -> Matching:
    """Give the choice of places of the events that the filter asks for; with an actor, driven by its table."""
    known = replace(await _known(session, wanted), actor_is_rarer=wanted.place_id is None)
    chosen = _driver(replace(wanted, speaker_id=None), known)
    if chosen.table is EventRow:
        chosen = Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), ())
    return _narrowed(wanted, chosen, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the archive knows of a filter's names: whether the place is a part of a town (and so holds none itself),
    whether the actor has fewer events than the place or the region, and how many events match in all."""

    is_part: bool = False
    actor_is_rarer: bool = True
    events: int | None = None


async def _known(session: AsyncSession, wanted: EventFilter) -> _Known:
    town, at_place = await _place(session, wanted) if wanted.place_id is not None else (None, 0)
    by_actor = await _by_actor(session, wanted) if wanted.actor_id is not None else 0
    if wanted.actor_id is None:
        alone = wanted.place_id is not None and wanted == EventFilter(place_id=wanted.place_id)
        return _Known(town is not None, False, at_place if alone else None)
    alone = wanted == EventFilter(actor_id=wanted.actor_id, role=wanted.role)
    if wanted.place_id is None and by_actor > _FEW:
        at_place = await _in_region(session, wanted)
    elif wanted.place_id is None:
        at_place = by_actor + 1
    return _Known(town is not None, by_actor < at_place, by_actor if alone else None)


_FEW = 2_000
"""Events of an actor that are looked through whatever else is asked for: in a few milliseconds."""


async def _place(session: AsyncSession, wanted: EventFilter) -> tuple[int | None, int]:
    """The town that the place lies in, and how many events are there."""
    row = select(col(PlaceRow.town_id), col(PlaceRow.activity)).where(col(PlaceRow.id) == wanted.place_id)
    town, events = (await session.execute(row)).one_or_none() or (None, 0)
    return town, events


async def _by_actor(session: AsyncSession, wanted: EventFilter) -> int:
    """How many events the actor has, in the role if one is asked for."""
    kept = {None: ActorRow.activity, Role.SOURCE: ActorRow.as_source, Role.TARGET: ActorRow.as_target}
    return await session.scalar(select(col(kept[wanted.role])).where(col(ActorRow.id) == wanted.actor_id)) or 0


async def _in_region(session: AsyncSession, wanted: EventFilter) -> int:
    """About how many events the region has; without one nothing is narrower than the actor, who is known by country."""
    if wanted.region is None:
        return sys.maxsize
    inside = col(PlaceRow.region) == wanted.region
    return await session.scalar(select(func.coalesce(func.sum(col(PlaceRow.activity)), 0)).where(inside)) or 0


def _narrowed(wanted: EventFilter, chosen: Matching, known: _Known) -> Matching:
    conditions = list(chosen.conditions)
    joined = wanted.actor_id is not None and any((wanted.place_id, wanted.region))
    if wanted.actor_id is not None and chosen.table is not Participant:
        conditions.append(exists().where(col(Participant.event_id) == chosen.id, *_taking_part(wanted)))
    if wanted.place_id is not None and chosen.table is not EventPlace:
        conditions.append(_somewhere(chosen, lambda place: _at(place, wanted, known)))
    if wanted.speaker_id is not None and chosen.table is not Attributed:
        said = (col(Attributed.event_id) == chosen.id, col(Attributed.speaker_id) == wanted.speaker_id)
        conditions.append(exists().where(*said))
    elsewhere = chosen.table is not EventPlace or wanted.place_id is not None
    by_actor = chosen.table is Participant
    if wanted.country is not None and elsewhere and not by_actor:
        # Another place of the same event may be the one that lies in the country.
        conditions.append(_somewhere(chosen, lambda place: place.country == wanted.country))
    if wanted.region is not None and elsewhere:
        conditions.append(_somewhere(chosen, lambda place: place.region == wanted.region))
    if wanted.since is not None:
        conditions.append(chosen.day >= wanted.since)
    if wanted.until is not None:
        conditions.append(chosen.day <= wanted.until)
    if wanted.status in (Status.PLANNED, Status.DENIED):
        # In these very words, or the database does not see that the index of what has not occurred holds them all.
        conditions.append(literal_column(f"{chosen.table.__tablename__}.{SELDOM}"))
    facts = {name: getattr(wanted, name) for name in ("type", "status", "publisher_id")}
    if wanted.mode is not None:
        mode, modes = cast(Any, chosen.table).mode, modes_of(wanted.mode)
        conditions.append(mode.in_(modes) if len(modes) > 1 else mode == modes[0])
    conditions += [getattr(chosen.table, name) == value for name, value in facts.items() if value is not None]
    if wanted.country is not None and by_actor:  # at last, for text is compared more slowly than all the others
        conditions.append(col(Participant.countries).contains(wanted.country))
    return replace(chosen, conditions=tuple(conditions), joined=joined)


def _somewhere(chosen: Matching, holds: Callable[[Any], Any]) -> ColumnElement[bool]:
    """The condition that some place of the event is as `holds` says."""
    place: Any = aliased(EventPlace)
    return exists().where(place.event_id == chosen.id, holds(place))


def _at(place: Any, wanted: EventFilter, known: _Known) -> ColumnElement[bool]:
    """The condition on a link that it leads to the place asked for, or into one of its parts."""
    column = place.place_id if known.is_part else place.town_id
    return cast(ColumnElement[bool], column == wanted.place_id)


def _taking_part(wanted: EventFilter) -> tuple[ColumnElement[bool], ...]:
    """Give the conditions on a participant: the actor, in the role if one is asked for."""
    by_actor = col(Participant.actor_id) == wanted.actor_id
    return (by_actor,) if wanted.role is None else (by_actor, col(Participant.role) == wanted.role)


def _driver(wanted: EventFilter, known: _Known) -> Matching:
    """Choose the table whose index gives the events asked for in order: the narrowest of what is asked."""
    if wanted.place_id is not None and not known.actor_is_rarer:
        at_place = _at(EventPlace, wanted, known)
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (at_place,))
    if wanted.actor_id is not None and known.actor_is_rarer:
        return Matching(Participant, col(Participant.day), col(Participant.event_id), _taking_part(wanted))
    if wanted.speaker_id is not None:
        says = col(Attributed.speaker_id) == wanted.speaker_id
        return Matching(Attributed, col(Attributed.day), col(Attributed.event_id), (says,))
    if wanted.region is not None:
        in_region = col(EventPlace.region) == wanted.region
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (in_region,))
    if wanted.country is not None:
        in_country = col(EventPlace.country) == wanted.country
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (in_country,))
    return Matching(EventRow, col(EventRow.day), col(EventRow.id), ())
