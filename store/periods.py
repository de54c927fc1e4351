"""What the archive came to know in a period: its figures beside those of the period before, and what was not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Status
from store.events import load
from store.news import first_since, kept_from, not_told
from store.records import EventFilter, EventRecord, Subscription
from store.rows import alone
from store.tables import EventPlace, EventRow

COUNTED = 20_000
"""Events of two periods that are counted; of more no figures are given: somebody filled the archive."""

LISTED = 1_000
"""Events of a list that are counted."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What became known in a period: events, and the dead that they make together at the least.

    Several articles tell of the same dead: of all that is told of one place and day, the highest number counts.
    """

    events: int = 0
    killed: int = 0


@dataclass(frozen=True, slots=True)
class Untold:
    """A page of events, the latest number first, with how many there are in all (`more`: than `total`)."""

    events: tuple[EventRecord, ...]
    total: int
    more: bool
    next: int | None


async def figures_of(
    session: AsyncSession, wanted: EventFilter, *, now: datetime, period: timedelta
) -> tuple[PeriodFigures, PeriodFigures] | None:
    """Give the figures of the period up to `now` and of the one before, by when events were recorded.

    None where there are more than `COUNTED`.
    """
    await alone(session)
    first = await first_since(session, now - 2 * period)
    if first is None:
        return PeriodFigures(), PeriodFigures()
    late: Any = col(EventRow.recorded_at) >= now - period
    kept = kept_from(session, wanted, first)
    known = select(late.label("late")).where(*kept).limit(COUNTED + 1).subquery()
    counts: dict[bool, int] = {
        bool(is_late): count
        for is_late, count in await session.execute(select(known.c.late, func.count()).group_by(known.c.late))
    }
    if sum(counts.values()) > COUNTED:
        return None
    killed = {True: 0, False: 0}
    # The dead that a place's highest number of a day makes; a place is the first that the text names.
    at = (col(EventPlace.event_id) == col(EventRow.id)) & (col(EventPlace.position) == 0)
    highest = (
        select(late.label("late"), func.max(col(EventRow.killed)).label("killed"))
        .outerjoin(EventPlace, at)
        .where(*kept, col(EventRow.killed) > 0, col(EventRow.status) == Status.OCCURRED)
        .group_by(late, col(EventRow.day), func.coalesce(col(EventPlace.town_id), -col(EventRow.id)))
        .subquery()
    )
    rows = await session.execute(select(highest.c.late, func.sum(highest.c.killed)).group_by(highest.c.late))
    killed |= {bool(is_late): int(number) for is_late, number in rows}
    now_, before = (PeriodFigures(counts.get(is_late, 0), killed[is_late]) for is_late in (True, False))
    return now_, before


async def untold(
    session: AsyncSession,
    subscription: Subscription,
    *,
    since: datetime,
    until: datetime,
    before: int | None = None,
    limit: int = 10,
) -> Untold:
    """Give what the subscription's filter keeps of the events recorded after `since` up to `until` that its destination
    was not told of in full, from below the number `before` on: what a digest of that time only counted, or left out.
    """
    await alone(session)
    first = await first_since(session, since)
    if first is None:
        return Untold((), 0, False, None)
    kept = (
        *kept_from(session, subscription.filter, first),
        not_told(subscription.destination, first, None),
        col(EventRow.recorded_at) <= until,
    )
    below = (col(EventRow.id) < before,) if before is not None else ()
    number = col(EventRow.id)
    ids = (await session.scalars(select(number).where(*kept, *below).order_by(number.desc()).limit(limit + 1))).all()
    listed = select(number).where(*kept).limit(LISTED + 1).subquery()
    total = await session.scalar(select(func.count()).select_from(listed)) or 0
    shown = [cast(int, event_id) for event_id in ids[:limit]]
    following = shown[-1] if len(ids) > limit else None
    return Untold(await load(session, shown), min(total, LISTED), total > LISTED, following)
