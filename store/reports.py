"""The events of other articles that report the same happening, for one event or for a page of a list.

However many events are asked about, the questions to the database are as many: those of `store.candidates` for all of
them at once, and then, in full, the few events that the rule of `store.corroboration` may be true of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType
from store.candidates import likely_reports
from store.corroboration import best_of
from store.events import load
from store.records import EventRecord
from store.tables import EventRow

_Own = dict[tuple[int, EventType], list[EventRecord]]


async def reports_of(session: AsyncSession, record: EventRecord) -> tuple[EventRecord, ...]:
    """Give the events of other articles that report the same happening, one an article, earliest published first."""
    return (await reports_of_all(session, [record])).get(record.id, ())


async def reports_of_all(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, tuple[EventRecord, ...]]:
    """Give for each event that others report too its reports, as `reports_of` does for one."""
    likely = await likely_reports(session, records)
    if not likely:
        return {}
    others = {one.id: one for one in await load(session, sorted(set().union(*likely.values())))}
    best = {
        record.id: _best_of_each(record, [others[number] for number in likely[record.id] if number in others])
        for record in records
        if record.id in likely
    }
    asked = [record for record in records if best.get(record.id)]
    own = await _of_articles(session, asked)
    reported = {
        record.id: tuple(sorted((one for one in best[record.id] if _is_best(record, one, own)), key=_by_day))
        for record in asked
    }
    return {number: found for number, found in reported.items() if found}


async def agreeing_reports(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, tuple[EventRecord, ...]]:
    """As `reports_of_all`, of those alone that say as much of whether it happened: a denial confirms nothing."""
    status = {record.id: record.event.status for record in records}
    agreeing = {
        number: tuple(one for one in reports if one.event.status is status[number])
        for number, reports in (await reports_of_all(session, records)).items()
    }
    return {number: reports for number, reports in agreeing.items() if reports}


async def sources_of(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, int]:
    """Give for each event that others report too how many sources tell it: publishers, or articles of unknown ones."""
    reported = await reports_of_all(session, records)
    counted = {record.id: count_sources((record, *reported.get(record.id, ()))) for record in records}
    return {number: sources for number, sources in counted.items() if sources > 1}


def count_sources(reports: Iterable[EventRecord]) -> int:
    """Give how many sources tell a happening, by all events that report it."""
    return len({name for one in reports for name in (one.publisher or one.article_id, *one.further)})


def _best_of_each(record: EventRecord, near: Sequence[EventRecord]) -> list[EventRecord]:
    """Of each article the event that reports the same and is most like this one."""
    told = groupby(sorted(near, key=_by_article), key=lambda one: one.article_id)
    return [best for _, events in told if (best := best_of(record, events)) is not None]


def _is_best(record: EventRecord, other: EventRecord, own: _Own) -> bool:
    """Whether of the record's own article no event is more like the other one."""
    back = best_of(other, own[record.article_id, record.event.type])
    return back is not None and back.id == record.id


async def _of_articles(session: AsyncSession, records: Sequence[EventRecord]) -> _Own:
    """The events of the records' articles by type, of the records' types, of which one may be the better fit."""
    found: _Own = defaultdict(list)
    if not records:
        return found
    there = {record.id: record for record in records}
    for record in records:
        found[record.article_id, record.event.type].append(record)
    columns = (col(EventRow.id), col(EventRow.article_id), col(EventRow.type))
    articles = sorted({record.article_id for record in records})
    rows = await session.execute(select(*columns).where(columns[1].in_(articles)))
    besides = [cast(int, number) for number, article, kind in rows if (article, kind) in found and number not in there]
    for one in await load(session, besides):
        found[one.article_id, one.event.type].append(one)
    return found


def _by_article(record: EventRecord) -> tuple[int, int]:
    return record.article_id, record.id


def _by_day(record: EventRecord) -> tuple[date, int]:
    return record.published, record.id
