"""Who was told of an event that a person rejects: kept beside it, so that its coming back tells nobody twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.rows import batches
from store.tables import Chat, DeliveredEvent, MendedEvent

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


async def tell_again(session: AsyncSession, mended: MendedEvent) -> None:
    """Record anew what a rejected event's row took along; chats that are gone meanwhile are passed over."""
    chats = {entry["chat_id"] for entry in mended.told}
    there = set(await session.scalars(select(col(Chat.id)).where(col(Chat.id).in_(chats)))) if chats else set()
    session.add_all(DeliveredEvent.model_validate(entry) for entry in mended.told if entry["chat_id"] in there)
    mended.told = []
    await session.flush()
