"""What the archive holds at a glance: how many articles and events, from when to when, and where most happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.records import NameMatch
from store.tables import ArticleRow, EventRow, PlaceRow


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of an archive; `first` and `last` are the days of its earliest and latest event, None without any.

    `busiest` are the places with most events, those with most first.
    """

    articles: int
    events: int
    first: date | None
    last: date | None
    busiest: tuple[NameMatch, ...]


async def overview(session: AsyncSession, *, places: int = 6) -> Overview:
    """Give the figures; the numbers are counted along the narrowest index, all else is a look at an index's end.

    On a million events the count takes some 50 ms: who is asked often keeps it (`bot.overviews`).
    """
    # Each end of the period alone: of both at once an index would be walked from end to end.
    first = await session.scalar(select(func.min(col(EventRow.day))))
    last = await session.scalar(select(func.max(col(EventRow.day))))
    articles = await session.scalar(select(func.count()).select_from(ArticleRow))
    events = await session.scalar(select(func.count()).select_from(EventRow))
    rows = await session.scalars(
        select(PlaceRow)
        .where(col(PlaceRow.activity) > 0)
        .order_by(col(PlaceRow.activity).desc(), col(PlaceRow.id).desc())
        .limit(places)
        .execution_options(populate_existing=True)
    )
    busiest = tuple(
        NameMatch("place", row.id, row.name, 100.0, row.country, events=row.activity, key=row.key) for row in rows
    )
    return Overview(articles or 0, events or 0, first, last, busiest)
