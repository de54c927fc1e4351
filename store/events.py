"""Events: newest first, page by page, by place, actor, region, country and kind.

A page starts after the last event seen (keyset), not at an offset: it costs the same however deep it lies, and an event
recorded meanwhile shifts nothing. What is asked for most narrowly drives the query by its own index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from store.records import Cursor, EventFilter, EventPage, EventRecord
from store.rows import batches, event_record
from store.tables import ArticleRow, EventPlace, EventRow, Participant, Publisher, Row

COUNTED = 10_000
"""Events of a list that are counted: a thousand pages. On an archive of a million, all of a country take 0.3 s."""


@dataclass(frozen=True, slots=True)
class Matching:
    """A choice of events: the table that drives it, that table's day and event id, and the conditions.

    `of_event` says that some condition is on a column of `event`, which must then be joined to the driving table.
    """

    table: type[Row]
    day: Any
    id: Any
    conditions: tuple[ColumnElement[bool], ...]
    of_event: bool = False

    @property
    def type(self) -> Any:
        """The column of the driving table that holds the event's type."""
        return cast(Any, self.table).type

    def and_event(self, *conditions: ColumnElement[bool]) -> Matching:
        """Narrow the choice by conditions on the columns of `event`."""
        return replace(self, conditions=(*self.conditions, *conditions), of_event=self.of_event or bool(conditions))

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
        return self._over(select(func.count(self.id.distinct())))

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


def matching(wanted: EventFilter) -> Matching:
    """Give the choice of events that the filter asks for."""
    return _narrowed(wanted, _driver(wanted))


def matching_places(wanted: EventFilter) -> Matching:
    """Give the choice of places of the events that the filter asks for; with an actor, driven by its table."""
    chosen = _driver(wanted)
    if chosen.table is EventRow:
        chosen = Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), ())
    return _narrowed(wanted, chosen)


def _narrowed(wanted: EventFilter, chosen: Matching) -> Matching:
    conditions = list(chosen.conditions)
    if wanted.actor_id is not None and chosen.table is not Participant:
        conditions.append(exists().where(col(Participant.event_id) == chosen.id, *_taking_part(wanted)))
    if wanted.country is not None and (wanted.place_id is not None or wanted.actor_id is not None):
        # Another place of the same event may be the one that lies in the country.
        other = aliased(EventPlace)
        conditions.append(exists().where(other.event_id == chosen.id, col(other.country) == wanted.country))
    if wanted.region is not None and (wanted.place_id is not None or wanted.actor_id is not None):
        other = aliased(EventPlace)
        conditions.append(exists().where(other.event_id == chosen.id, col(other.region) == wanted.region))
    if wanted.since is not None:
        conditions.append(chosen.day >= wanted.since)
    if wanted.until is not None:
        conditions.append(chosen.day <= wanted.until)
    facts = {name: getattr(wanted, name) for name in ("type", "mode", "status", "publisher_id")}
    conditions += [getattr(chosen.table, name) == value for name, value in facts.items() if value is not None]
    return replace(chosen, conditions=tuple(conditions))


def _taking_part(wanted: EventFilter) -> tuple[ColumnElement[bool], ...]:
    """Give the conditions on a participant: the actor, in the role if one is asked for."""
    by_actor = col(Participant.actor_id) == wanted.actor_id
    return (by_actor,) if wanted.role is None else (by_actor, col(Participant.role) == wanted.role)


async def page(
    session: AsyncSession, wanted: EventFilter, *, after: Cursor | None = None, limit: int = 10
) -> EventPage:
    """Give the `limit` newest events that match, or those after the cursor of the page before."""
    return await page_of(session, matching(wanted), after=after, limit=limit)


async def page_before(session: AsyncSession, wanted: EventFilter, before: Cursor, *, limit: int = 10) -> EventPage:
    """Give the `limit` events that stand right before the cursor; the first page where there are no more than those."""
    choice = matching(wanted)
    keys = [(day, event_id) for day, event_id in await session.execute(choice.keys_before(before, limit + 1))]
    # The key that is one too many stands before the page: after it the page begins.
    start = Cursor(*keys[limit]) if len(keys) > limit else None
    return await page_of(session, choice, after=start, limit=limit)


async def page_of(session: AsyncSession, choice: Matching, *, after: Cursor | None, limit: int) -> EventPage:
    """Give one page of a choice, with the number of its events up to `COUNTED`."""
    keys = [(day, event_id) for day, event_id in await session.execute(choice.keys(after, limit + 1))]
    shown = keys[:limit]
    counted = await session.scalar(choice.count_to(COUNTED + 1)) or 0
    following = Cursor(*shown[-1]) if shown and len(keys) > limit else None
    events = await load(session, [event_id for _, event_id in shown])
    previous = Cursor(*shown[0]) if shown and after is not None else None
    return EventPage(events, min(counted, COUNTED), following, counted > COUNTED, previous)


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
    return tuple(found[event_id] for event_id in ids if event_id in found)


def _driver(wanted: EventFilter) -> Matching:
    """Choose the table whose index gives the events asked for in order: the narrowest of what is asked."""
    if wanted.place_id is not None:
        at_place = col(EventPlace.place_id) == wanted.place_id
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (at_place,))
    if wanted.actor_id is not None:
        return Matching(Participant, col(Participant.day), col(Participant.event_id), _taking_part(wanted))
    if wanted.region is not None:
        in_region = col(EventPlace.region) == wanted.region
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (in_region,))
    if wanted.country is not None:
        in_country = col(EventPlace.country) == wanted.country
        return Matching(EventPlace, col(EventPlace.day), col(EventPlace.event_id), (in_country,))
    return Matching(EventRow, col(EventRow.day), col(EventRow.id), ())
