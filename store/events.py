"""Events: newest first, page by page, by place, actor, region, country and kind.

A page starts after the last event seen (keyset), not at an offset: it costs the same however deep it lies, and an event
recorded meanwhile shifts nothing. What is asked for most narrowly drives the query by its own index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.choices import Matching, matching
from store.copies import publishers_of
from store.records import Cursor, EventFilter, EventPage, EventRecord
from store.rows import alone, batches, event_record
from store.tables import ArticleRow, EventRow, Publisher

COUNTED = 10_000
"""Events of a list that are counted: a thousand pages. On an archive of a million, all of a country take 0.3 s."""

COUNTED_JOINED = 1_000
"""The same of an actor's events at a place or in a country: each is a look-up of its own, some microseconds."""


async def page(
    session: AsyncSession, wanted: EventFilter, *, after: Cursor | None = None, limit: int = 10
) -> EventPage:
    """Give the `limit` newest events that match, or those after the cursor of the page before."""
    return await page_of(session, await matching(session, wanted), after=after, limit=limit)


async def page_before(session: AsyncSession, wanted: EventFilter, before: Cursor, *, limit: int = 10) -> EventPage:
    """Give the `limit` events that stand right before the cursor; the first page where there are no more than those."""
    choice = await matching(session, wanted)
    keys = [(day, event_id) for day, event_id in await session.execute(choice.keys_before(before, limit + 1))]
    # The key that is one too many stands before the page: after it the page begins.
    start = Cursor(*keys[limit]) if len(keys) > limit else None
    return await page_of(session, choice, after=start, limit=limit)


async def page_of(session: AsyncSession, choice: Matching, *, after: Cursor | None, limit: int) -> EventPage:
    """Give one page of a choice, with the number of its events: the kept one, or up to `COUNTED` (`COUNTED_JOINED`)."""
    await alone(session)
    keys = [(day, event_id) for day, event_id in await session.execute(choice.keys(after, limit + 1))]
    shown = keys[:limit]
    all_shown = after is None and len(keys) <= limit
    total, more = (len(keys), False) if all_shown else await _counted(session, choice)
    following = Cursor(*shown[-1]) if shown and len(keys) > limit else None
    events = await load(session, [event_id for _, event_id in shown])
    previous = Cursor(*shown[0]) if shown and after is not None else None
    return EventPage(events, total, following, more, previous)


async def _counted(session: AsyncSession, choice: Matching) -> tuple[int, bool]:
    """How many events a choice has, and whether there are more than that."""
    if choice.events is not None:
        return choice.events, False
    most = COUNTED_JOINED if choice.joined else COUNTED
    found = await session.scalar(choice.count_to(most + 1)) or 0
    return min(found, most), found > most


async def get(session: AsyncSession, event_id: int) -> EventRecord | None:
    """Give the event, or None where there is none of this number."""
    return next(iter(await load(session, [event_id])), None)


async def events_of(session: AsyncSession, article_id: int) -> tuple[EventRecord, ...]:
    """Give the events read from an article, in text order."""
    ids = await session.scalars(
        select(col(EventRow.id)).where(col(EventRow.article_id) == article_id).order_by(col(EventRow.position))
    )
    return await load(session, [cast(int, event_id) for event_id in ids])


async def load(session: AsyncSession, ids: Sequence[int]) -> tuple[EventRecord, ...]:
    """Give the events of these ids, in their order; an id that is not there is left out."""
    found: dict[int, EventRecord] = {}
    # Not the article's whole row: its text may be of 200 kB.
    told: tuple[Any, ...] = (ArticleRow.published, ArticleRow.title, ArticleRow.url, Publisher.name)
    for batch in batches(ids):
        rows = await session.execute(
            select(EventRow, *map(col, told))
            .join(ArticleRow, col(ArticleRow.id) == col(EventRow.article_id))
            .outerjoin(Publisher, col(Publisher.id) == col(ArticleRow.publisher_id))
            .where(col(EventRow.id).in_(batch))
            .execution_options(populate_existing=True)
        )
        found |= {cast(int, row[0].id): event_record(*row) for row in rows}
    further = await publishers_of(session, {one.article_id for one in found.values()})
    for number, one in found.items():
        if one.article_id in further:
            found[number] = replace(one, further=further[one.article_id])
    return tuple(found[event_id] for event_id in ids if event_id in found)
