"""Who was told of an event that a person rejects or a new reading no more has: kept, so that they are told that it is
no more, and so that its coming back tells nobody twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.rows import batches
from store.tables import Chat, DeliveredEvent, EventRow, MendedEvent

Told = list[dict[str, Any]]


async def told_of_events(session: AsyncSession, event_ids: Collection[int]) -> dict[int, Told]:
    """Give, by event, all that was recorded of telling it, as JSON."""
    found: dict[int, Told] = {}
    for ids in batches(sorted(event_ids)):
        rows = await session.scalars(
            select(DeliveredEvent)
            .where(col(DeliveredEvent.event_id).in_(ids))
            .order_by(col(DeliveredEvent.chat_id), col(DeliveredEvent.thread_id))
            .execution_options(populate_existing=True)
        )
        for row in rows:
            found.setdefault(row.event_id, []).append(row.model_dump(mode="json"))
    return found


def put_aside(row: EventRow, told: Told) -> MendedEvent:
    """Give what is kept of an event that a new reading of its article no more has: its number and who was told."""
    return MendedEvent(
        event_id=cast(int, row.id),
        article_id=row.article_id,
        fields={},
        own=row.detail,
        found=False,
        position=row.position,
        recorded_at=row.recorded_at,
        changed_at=row.changed_at,
        told=told,
    )


async def tell_again(session: AsyncSession, mended: MendedEvent) -> None:
    """Record anew what a rejected event's row took along; chats that are gone meanwhile are passed over."""
    chats = {entry["chat_id"] for entry in mended.told}
    there = set(await session.scalars(select(col(Chat.id)).where(col(Chat.id).in_(chats)))) if chats else set()
    session.add_all(DeliveredEvent.model_validate(entry) for entry in mended.told if entry["chat_id"] in there)
    mended.told = []
    await session.flush()
