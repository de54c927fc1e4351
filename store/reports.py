"""The events of other articles that report the same happening, for one event or for a page of a list.

However many events are asked about, the questions to the database are as many: candidates by place, type and day for
all of them at once, their actors, and then, in full, the few that the rule of `store.corroboration` may be true of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Executable, String, bindparam, false, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import EventType
from store.corroboration import LONGEST_SPAN, best_of, days_of
from store.events import load
from store.records import EventRecord, Role
from store.rows import batches, on_postgresql
from store.tables import EventPlace, EventRow, Participant

_MOST = 2_000  # candidates looked at for a page: what its towns have of its types in three days, many times over

_Cast = set[tuple[Role, int]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An event of another article, of the type and at a place of the one asked about, on about the same days."""

    of: int
    id: int
    killed: int | None
    wounded: int | None


async def reports_of(session: AsyncSession, record: EventRecord) -> tuple[EventRecord, ...]:
    """Give the events of other articles that report the same happening, one an article, earliest published first."""
    return (await reports_of_all(session, [record])).get(record.id, ())


async def reports_of_all(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, tuple[EventRecord, ...]]:
    """Give for each event that others report too its reports, as `reports_of` does for one."""
    candidates = await _near(session, [record for record in records if days_of(record.event) and record.event.places])
    if not candidates:
        return {}
    likely = await _likely(session, {record.id: record for record in records}, candidates)
    asked = [record for record in records if record.id in likely]
    others = {one.id: one for one in await load(session, sorted(set().union(*likely.values())))}
    own = await _of_articles(session, asked)
    reported = {
        record.id: _chosen(record, [others[number] for number in likely[record.id] if number in others], own[key])
        for record, key in ((record, (record.article_id, record.event.type)) for record in asked)
    }
    return {number: found for number, found in reported.items() if found}


async def sources_of(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, int]:
    """Give for each event that others report too how many sources tell it: publishers, or articles of unknown ones."""
    reported = await reports_of_all(session, records)
    counted = {record.id: count_sources((record, *reported[record.id])) for record in records if record.id in reported}
    return {number: sources for number, sources in counted.items() if sources > 1}


def count_sources(reports: Iterable[EventRecord]) -> int:
    """Give how many sources tell a happening, by all events that report it."""
    return len({one.publisher or one.article_id for one in reports})


def _chosen(record: EventRecord, near: Sequence[EventRecord], own: Sequence[EventRecord]) -> tuple[EventRecord, ...]:
    """Of each article the event most like this one, if this one is of its own article most like that."""
    found = []
    for _, told in groupby(sorted(near, key=_by_article), key=lambda one: one.article_id):
        best = best_of(record, told)
        back = best_of(best, own) if best is not None else None
        if best is not None and back is not None and back.id == record.id:
            found.append(best)
    return tuple(sorted(found, key=lambda one: (one.published, one.id)))


async def _near(session: AsyncSession, records: Sequence[EventRecord]) -> list[_Candidate]:
    """The events of other articles of the type at the same places on about the same days."""
    if not records:
        return []
    statement = _ON_POSTGRESQL if on_postgresql(session) else _ON_SQLITE
    rows = await session.execute(statement, {"numbers": [record.id for record in records], "most": _MOST})
    return [_Candidate(*row) for row in rows]


def _beside(*, on_sqlite: bool) -> Executable:
    """One statement for all: put together anew for each page it would cost more than the database's answer."""
    here, told, there = aliased(EventPlace), aliased(EventRow), aliased(EventPlace)
    ends = col(told.ends)
    last: Any = func.date(ends, f"+{LONGEST_SPAN.days} days") if on_sqlite else ends + LONGEST_SPAN.days
    other_mode = col(there.mode) != col(told.mode)
    return (
        select(col(told.id), col(EventRow.id), col(EventRow.killed), col(EventRow.wounded))
        .distinct()
        .select_from(told)
        .join(here, col(here.event_id) == col(told.id))
        .join(there, (col(there.place_id) == col(here.place_id)) & (col(there.type) == col(told.type)))
        .join(EventRow, col(EventRow.id) == col(there.event_id))
        .where(
            col(told.id).in_(bindparam("numbers", expanding=True)),
            col(there.day) >= col(told.starts),
            type_coerce(col(there.day), String) <= last if on_sqlite else col(there.day) <= last,
            col(EventRow.starts) <= ends,
            col(EventRow.article_id) != col(told.article_id),
            func.coalesce(other_mode, false()) == false(),
        )
        .limit(bindparam("most"))
    )


_ON_SQLITE, _ON_POSTGRESQL = _beside(on_sqlite=True), _beside(on_sqlite=False)


async def _likely(
    session: AsyncSession, records: Mapping[int, EventRecord], candidates: Sequence[_Candidate]
) -> dict[int, set[int]]:
    """Those candidates, by the event they are of, that the rule may be true of: an actor or a toll is the same."""
    casts = await _casts(session, {number for one in candidates for number in (one.of, one.id)})
    likely: dict[int, set[int]] = defaultdict(set)
    for one in candidates:
        event = records[one.of].event
        tolls = ((event.killed, one.killed), (event.wounded, one.wounded))
        same_toll = any(own is not None and own.value == other for own, other in tolls)
        if same_toll or casts[one.of] & casts[one.id]:
            likely[one.of].add(one.id)
    return likely


async def _casts(session: AsyncSession, numbers: Collection[int]) -> dict[int, _Cast]:
    """Who is in the events, in which role."""
    found: dict[int, _Cast] = defaultdict(set)
    columns = (col(Participant.event_id), col(Participant.role), col(Participant.actor_id))
    for batch in batches(sorted(numbers)):
        for number, role, actor_id in await session.execute(select(*columns).where(columns[0].in_(batch))):
            found[number].add((role, actor_id))
    return found


async def _of_articles(
    session: AsyncSession, records: Iterable[EventRecord]
) -> dict[tuple[int, EventType], list[EventRecord]]:
    """The events of the records' articles by type, of which one may be the better fit."""
    articles = sorted({record.article_id for record in records})
    numbers = await session.scalars(select(col(EventRow.id)).where(col(EventRow.article_id).in_(articles)))
    found: dict[tuple[int, EventType], list[EventRecord]] = defaultdict(list)
    for one in await load(session, [number for number in numbers if number is not None]):
        found[one.article_id, one.event.type].append(one)
    return found


def _by_article(record: EventRecord) -> tuple[int, int]:
    return record.article_id, record.id
