"""The events before and after one: in a list, or in the article that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.choices import matching
from store.records import Cursor, EventFilter, EventRecord
from store.tables import EventRow


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The numbers of the events that stand before and after one, None at an end."""

    before: int | None
    after: int | None


async def in_list(session: AsyncSession, wanted: EventFilter, record: EventRecord) -> Neighbours | None:
    """Give the event's neighbours in a list, newest first; None where the list does not hold it."""
    choice = await matching(session, wanted)
    if (await session.execute(choice.ids().where(choice.id == record.id).limit(1))).first() is None:
        return None
    older = (await session.execute(choice.keys(Cursor(record.day, record.id), 1))).first()
    newer = (
        await session.execute(
            choice.selecting(choice.day, choice.id)
            .distinct()
            .where(choice.day >= record.day, tuple_(choice.day, choice.id) > (record.day, record.id))
            .order_by(choice.day, choice.id)
            .limit(1)
        )
    ).first()
    return Neighbours(newer[1] if newer else None, older[1] if older else None)


async def in_article(session: AsyncSession, record: EventRecord) -> Neighbours:
    """Give the event's neighbours among those of its article, in text order."""
    here = await session.scalar(select(col(EventRow.position)).where(col(EventRow.id) == record.id))
    ids = select(col(EventRow.id)).where(col(EventRow.article_id) == record.article_id).limit(1)
    before = ids.where(col(EventRow.position) < here).order_by(col(EventRow.position).desc())
    after = ids.where(col(EventRow.position) > here).order_by(col(EventRow.position))
    return Neighbours(await session.scalar(before), await session.scalar(after))
