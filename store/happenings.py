"""Happenings out of events: what several articles report is one, so that its dead are counted once.

Of the numbers of a happening's reports the one published last counts: a toll rises as the rubble is searched, and is
put right. How low and how high the reports go together is told beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

import store.summaries
from nlp.schema import EventType
from store.choices import matching
from store.corroboration import NEEDED, likeness
from store.events import load
from store.records import EventFilter, EventRecord
from store.tables import EventRow

MOST_COMPARED = 300
"""Events with dead that are compared with each other: reading them takes a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Dead:
    """The dead of a choice of events: by each happening's latest report, and by its lowest and highest.

    `happenings` is None where there were too many events to compare, and what several articles tell counts several
    times; `events` is how many events name any number.
    """

    killed: int
    low: int
    high: int
    events: int
    happenings: int | None


async def dead_of(session: AsyncSession, wanted: EventFilter) -> Dead:
    """Give the dead of the events that match, each happening counted once where there are few enough to compare."""
    told = select(col(EventRow.id)).where(
        col(EventRow.id).in_((await matching(session, wanted)).ids()), col(EventRow.killed) > 0
    )
    ids = [number for number in await session.scalars(told.limit(MOST_COMPARED + 1)) if number is not None]
    toll = await store.summaries.toll_of(session, wanted)
    if len(ids) > MOST_COMPARED:
        return Dead(toll.killed, toll.killed, toll.killed, toll.events, None)
    found = happenings(await load(session, ids))
    counts = [[(one.published, _killed(one)) for one in reports] for reports in found]
    return Dead(
        killed=sum(max(reports)[1] for reports in counts),
        low=sum(min(killed for _, killed in reports) for reports in counts),
        high=sum(max(killed for _, killed in reports) for reports in counts),
        events=toll.events,
        happenings=len(found),
    )


async def number_of(session: AsyncSession, wanted: EventFilter) -> tuple[int, int] | None:
    """Give how many events match, and of how many happenings they are; None where they are too many to compare."""
    ids = list(await session.scalars((await matching(session, wanted)).ids().limit(MOST_COMPARED + 1)))
    if len(ids) > MOST_COMPARED:
        return None
    return len(set(ids)), len(happenings(await load(session, list(dict.fromkeys(ids)))))


def happenings(records: Iterable[EventRecord]) -> list[list[EventRecord]]:
    """Put reports of one happening together, earliest published first; no two of one article.

    Each event joins the happening of which a report is most like it, by the rule of `store.corroboration`.
    """
    found: list[list[EventRecord]] = []
    of_type: dict[EventType, list[list[EventRecord]]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one.published, one.id)):
        group = _most_like(record, of_type[record.event.type])
        if group is None:
            group = []
            found.append(group)
            of_type[record.event.type].append(group)
        group.append(record)
    return found


def _most_like(record: EventRecord, groups: Iterable[list[EventRecord]]) -> list[EventRecord] | None:
    best, points = None, NEEDED
    for reports in groups:
        if (alike := _points(record, reports)) is not None and alike >= points:
            best, points = reports, alike
    return best


def _points(record: EventRecord, reports: Sequence[EventRecord]) -> float | None:
    """The points with the report most like it; None where the article tells of that happening already."""
    if any(one.article_id == record.article_id for one in reports):
        return None
    return max((points for one in reports if (points := likeness(record, one)) is not None), default=None)


def _killed(record: EventRecord) -> int:
    return record.event.killed.value if record.event.killed else 0
