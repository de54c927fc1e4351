"""The events of other articles that report the same happening, for one event or for a page of a list.

However many events are asked about, the questions to the database are as many: those of `store.candidates` for all of
them at once, and then, in full, the few events that the rule of `store.corroboration` may be true of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType
from store.candidates import likely_reports
from store.corroboration import best_of
from store.events import load
from store.records import EventRecord
from store.tables import EventRow


async def reports_of(session: AsyncSession, record: EventRecord) -> tuple[EventRecord, ...]:
    """Give the events of other articles that report the same happening, one an article, earliest published first."""
    return (await reports_of_all(session, [record])).get(record.id, ())


async def reports_of_all(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, tuple[EventRecord, ...]]:
    """Give for each event that others report too its reports, as `reports_of` does for one."""
    likely = await likely_reports(session, records)
    if not likely:
        return {}
    asked = [record for record in records if record.id in likely]
    others = {one.id: one for one in await load(session, sorted(set().union(*likely.values())))}
    own = await _of_articles(session, asked)
    reported = {
        record.id: _chosen(record, [others[number] for number in likely[record.id] if number in others], own[key])
        for record, key in ((record, (record.article_id, record.event.type)) for record in asked)
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
