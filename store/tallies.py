"""How many events of each type an actor has in each role, and a place: kept with every reading, not counted when asked.

An article's are taken away before its links are, and added when they are written anew; so the numbers are at any moment
those of the links that stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.rows import batches, insert_into
from store.tables import ActorTally, EventPlace, EventRow, Participant, PlaceTally


async def take_away(session: AsyncSession, article_id: int) -> None:
    """Count the article's events no more: before its links are taken away or changed."""
    await _change(session, article_id, -1)


async def add(session: AsyncSession, article_id: int) -> None:
    """Count the article's events, once all their links are written."""
    await _change(session, article_id, 1)


async def recount(session: AsyncSession, actor_ids: Collection[int]) -> None:
    """Count the events of these actors from nothing: what a merger moves is no article's."""
    columns = (Participant.actor_id, Participant.role, Participant.type)
    for ids in batches(sorted(actor_ids)):
        await session.execute(delete(ActorTally).where(col(ActorTally.actor_id).in_(ids)))
        counted = (
            select(*map(col, columns), func.count(col(Participant.event_id).distinct()))
            .where(col(Participant.actor_id).in_(ids))
            .group_by(*map(col, columns))
        )
        await session.execute(insert(ActorTally).from_select([*_KEYS[ActorTally], "events"], counted))


_KEYS: dict[Any, tuple[str, ...]] = {ActorTally: ("actor_id", "role", "type"), PlaceTally: ("place_id", "type")}
_LINKS: dict[Any, Any] = {ActorTally: Participant, PlaceTally: EventPlace}


async def _change(session: AsyncSession, article_id: int, by: int) -> None:
    events = select(col(EventRow.id)).where(col(EventRow.article_id) == article_id)
    for table, links in _LINKS.items():
        columns = [getattr(links, name) for name in _KEYS[table]]
        rows = await session.execute(select(*columns, links.event_id).where(links.event_id.in_(events)).distinct())
        await _write(session, table, Counter(tuple(row[:-1]) for row in rows), by)


async def _write(session: AsyncSession, table: Any, counted: Counter[tuple[Any, ...]], by: int) -> None:
    names = _KEYS[table]
    for batch in batches(sorted(counted)):
        values = [dict(zip(names, key, strict=True)) | {"events": by * counted[key]} for key in batch]
        statement = insert_into(session, table).values(values)
        added = {"events": table.events + statement.excluded.events}
        await session.execute(statement.on_conflict_do_update(index_elements=list(names), set_=added))
    if by < 0:
        owner = getattr(table, names[0])
        for owners in batches(sorted({key[0] for key in counted})):
            await session.execute(delete(table).where(owner.in_(owners), table.events == 0))
