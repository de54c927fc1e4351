"""Which events of other articles may report the same happening: the archive's rough answer to `store.corroboration`.

Four questions to the database however many events are asked about: events of the type on about the same days that were
told of the same town, of as many dead in the same country, or of the same named actor; then who is in them. Points are
reckoned from these columns, what they do not tell taken for the best; the few that may come to enough are loaded whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from itertools import filterfalse
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Executable,
    Integer,
    Select,
    String,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import ActorKind, EventType
from store.corroboration import LONGEST_SPAN, MONTH, NEEDED, Common, best_possible, days_of, speaks_against
from store.records import EventRecord, Role
from store.resemblance import OF_STATE
from store.rows import batches, on_postgresql
from store.tables import ActorRow, EventPlace, EventRow, Participant

_MOST = 2_000  # candidates looked at for a page: what its towns have of its types in three days, many times over

_DEADLY = 5
"""Dead from which an event is looked for in its whole country: fewer die in several places of one every day."""

_Cast = set[tuple[Role, int | str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event of another article, of the type of the one asked about, on about the same days."""

    of: int
    id: int
    mode: str | None
    killed: int | None
    wounded: int | None
    starts: date | None
    ends: date | None


async def likely_reports(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, set[int]]:
    """Give by the event that they may be reports of the ids of events that the rule may be true of."""
    dated = {record.id: record for record in records if days_of(record.event)}
    found = await candidates_of(session, [*dated.values()])
    likely: dict[int, set[int]] = defaultdict(set)
    open_ones = []
    for one, common in found:
        event = dated[one.of].event
        if one.id in likely[one.of] or speaks_against(event, one):
            continue
        if best_possible(event, one, common, shared=0, allied=0) >= NEEDED:
            likely[one.of].add(one.id)
        elif best_possible(event, one, common, shared=len(Role), allied=0) >= NEEDED:
            open_ones.append((one, common))
    open_ones = [(one, common) for one, common in open_ones if one.id not in likely[one.of]]
    casts = await casts_of(session, {number for one, _ in open_ones for number in (one.of, one.id)})
    for one, common in open_ones:
        shared = {role for role, who in casts[one.of] & casts[one.id] if isinstance(who, int)}
        allied = {role for role, who in casts[one.of] & casts[one.id]} - shared
        if best_possible(dated[one.of].event, one, common, shared=len(shared), allied=len(allied)) >= NEEDED:
            likely[one.of].add(one.id)
    return {number: others for number, others in likely.items() if others}


def _is_placed(record: EventRecord) -> bool:
    return bool(record.event.places)


def _is_deadly(record: EventRecord) -> bool:
    return record.event.killed is not None and record.event.killed.value >= _DEADLY


def _is_attack(record: EventRecord) -> bool:
    """Attacks are told with their place; of what an army does in a day elsewhere there would be hundreds."""
    return record.event.type is EventType.ASSAULT


async def candidates_of(session: AsyncSession, records: Sequence[EventRecord]) -> list[tuple[Candidate, Common]]:
    """Give the events of other articles of the type on about the same days that have something in common with these.

    That is a town, or the country and about as many dead, or, but for attacks, a named actor; `_MOST` of each.
    """
    asked: Mapping[Common, Iterable[EventRecord]] = {
        Common.TOWN: filter(_is_placed, records),
        Common.TOLL: filter(_is_deadly, filter(_is_placed, records)),
        Common.ACTOR: filterfalse(_is_attack, records),
    }
    numbers = {common.name: [record.id for record in which] for common, which in asked.items()}
    if not any(numbers.values()):
        return []
    async with _one_plan(session):
        rows = await session.execute(_LINKED[on_postgresql(session)], {**numbers, "most": _MOST})
    return [(Candidate(*row), Common[common]) for common, *row in rows]


@asynccontextmanager
async def _one_plan(session: AsyncSession) -> AsyncIterator[None]:
    """Let PostgreSQL plan a statement once a connection and not for each page: planning takes five times the answer."""
    if not on_postgresql(session):
        yield
        return
    await session.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
    yield
    await session.execute(text("SET LOCAL plan_cache_mode = auto"))


@dataclass(frozen=True, slots=True)
class _Way:
    """By which column of their links events are looked for, and how many days after the end of the one asked about."""

    common: Common
    by: str
    until: int
    after: int | None = None  # None: from its first day on


_SOON = LONGEST_SPAN.days
_WAYS = (
    _Way(Common.TOWN, "town_id", _SOON),
    _Way(Common.TOLL, "country", _SOON),
    # What gives a month must have the town in common too, and in a month a country has hundreds of a type.
    _Way(Common.TOLL, "town_id", MONTH.days, _SOON),
    _Way(Common.ACTOR, "actor_id", _SOON),
)


def _linked(way: _Way, *, on_sqlite: bool) -> Select[Any]:
    """Select the events that have this in common with those of the numbers that are given for it."""
    through = Participant if way.common is Common.ACTOR else EventPlace
    here: Any = aliased(through)
    there: Any = aliased(through)
    told = aliased(EventRow)
    ends = col(told.ends)
    day = type_coerce(there.day, String) if on_sqlite else there.day
    first = col(told.starts) if way.after is None else _later(ends, way.after, on_sqlite=on_sqlite)
    return (
        select(
            literal_column(f"'{way.common.name}'").label("common"),
            col(told.id).label("of"),
            *(col(getattr(EventRow, name)) for name in _COLUMNS),
        )
        .distinct()
        .select_from(told)
        .join(here, here.event_id == col(told.id))
        .join(there, (getattr(there, way.by) == getattr(here, way.by)) & (there.type == col(told.type)))
        .join(EventRow, col(EventRow.id) == there.event_id)
        .where(
            _is_asked(col(told.id), way.common, on_sqlite=on_sqlite),
            there.day >= first if way.after is None else day > first,
            day <= _later(ends, way.until, on_sqlite=on_sqlite),
            # Two modes are one happening only where tolls are near to each other: most others fall here, by index.
            or_(
                *(one.is_(None) for one in (there.mode, col(told.mode))), there.mode == col(told.mode), _has_toll(told)
            ),
            col(EventRow.starts) <= ends,
            col(EventRow.article_id) != col(told.article_id),
            *_narrowed(way, here, there, told),
        )
        .limit(bindparam("most"))
    )


def _later(day: Any, days: int, *, on_sqlite: bool) -> Any:
    return func.date(day, f"+{days} days") if on_sqlite else day + days


def _has_toll(told: type[EventRow]) -> ColumnElement[bool]:
    return or_(col(told.killed).is_not(None), col(told.wounded).is_not(None))


def _is_asked(number: Any, common: Common, *, on_sqlite: bool) -> ColumnElement[bool]:
    """PostgreSQL plans a statement anew for each length of a list, as long as the answer takes; not so for an array."""
    if on_sqlite:
        return cast(ColumnElement[bool], number.in_(bindparam(common.name, expanding=True)))
    return cast(ColumnElement[bool], number == any_(bindparam(common.name, type_=ARRAY(Integer))))


def _narrowed(way: _Way, here: Any, there: Any, told: type[EventRow]) -> list[ColumnElement[bool]]:
    """What else must hold: names alone tell an actor from others, and tolls are near by `store.corroboration`."""
    if way.common is Common.ACTOR:
        # Asked of each actor alone: a list of all the archive's named ones would take longer than the rest.
        return [exists().where(col(ActorRow.id) == here.actor_id, col(ActorRow.named))]
    if way.common is Common.TOWN:
        return []
    here_dead, there_dead = col(told.killed), col(EventRow.killed)
    return [there.country == here.country, 2 * there_dead <= 3 * here_dead, 3 * there_dead >= 2 * here_dead]


def _all(*, on_sqlite: bool) -> Executable:
    """One statement for all: most of the time that a page waits is for statements, whatever they ask."""
    each = (_linked(way, on_sqlite=on_sqlite).subquery() for way in _WAYS)
    return union_all(*(select(*one.c) for one in each))


_COLUMNS = ("id", "mode", "killed", "wounded", "starts", "ends")
_LINKED = (_all(on_sqlite=True), _all(on_sqlite=False))


async def casts_of(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, _Cast]:
    """Give who is in the events in which role: the actors' ids, and the states of those who act for one."""
    found: dict[int, _Cast] = defaultdict(set)
    columns = (
        col(Participant.event_id),
        col(Participant.role),
        col(Participant.actor_id),
        col(ActorRow.kind),
        col(ActorRow.country),
    )
    of = select(*columns).join(ActorRow, col(ActorRow.id) == col(Participant.actor_id))
    for batch in batches(sorted(numbers)):
        for number, role, actor_id, kind, country in await session.execute(of.where(columns[0].in_(batch))):
            found[number].add((role, actor_id))
            if country and ActorKind(kind or ActorKind.PERSON) in OF_STATE:
                found[number].add((role, country))
    return found
