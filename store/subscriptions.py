"""A chat's standing questions: one a filter, told every day at an hour of the chat's own clock."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, time

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.due import next_due
from store.errors import UnknownChatError
from store.naming import clean
from store.records import EventFilter, Subscription
from store.rows import insert_into, subscription_record
from store.tables import Chat, SubscriptionRow


async def subscribe(
    session: AsyncSession, chat_id: int, wanted: EventFilter, label: str | None, at: time, *, now: datetime
) -> Subscription:
    """Subscribe the chat to what the filter asks for; the same filter again changes the hour. UnknownChatError."""
    chat = await session.get(Chat, chat_id, populate_existing=True)
    if chat is None:
        raise UnknownChatError(chat_id)
    statement = insert_into(session, SubscriptionRow).values(
        chat_id=chat_id,
        filter_key=filter_key(wanted),
        **asdict(wanted),
        label=clean(label) if label else None,
        at=at,
        next_due=next_due(at, chat.timezone, now),
        created_at=now,
    )
    changed = {name: statement.excluded[name] for name in ("label", "at", "next_due")}
    stored = statement.on_conflict_do_update(index_elements=["chat_id", "filter_key"], set_=changed)
    subscription_id = await session.scalar(stored.returning(col(SubscriptionRow.id)))
    row = await session.get_one(SubscriptionRow, subscription_id, populate_existing=True)
    return subscription_record(row)


async def of_chat(session: AsyncSession, chat_id: int) -> tuple[Subscription, ...]:
    """Give the chat's subscriptions, oldest first."""
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(col(SubscriptionRow.chat_id) == chat_id)
        .order_by(col(SubscriptionRow.id))
        .execution_options(populate_existing=True)
    )
    return tuple(subscription_record(row) for row in rows)


async def unsubscribe(session: AsyncSession, chat_id: int, subscription_id: int | None = None) -> int:
    """End one subscription of the chat, or all of them for None, and give how many ended."""
    statement = delete(SubscriptionRow).where(col(SubscriptionRow.chat_id) == chat_id)
    if subscription_id is not None:
        statement = statement.where(col(SubscriptionRow.id) == subscription_id)
    ended = await session.scalars(
        statement.returning(col(SubscriptionRow.id)).execution_options(synchronize_session=False)
    )
    return len(ended.all())


def filter_key(wanted: EventFilter) -> str:
    """Give the filter as canonical JSON: equal filters, and no others, have equal keys."""
    asked = {name: str(value) for name, value in asdict(wanted).items() if value is not None}
    return json.dumps(asked, sort_keys=True)
