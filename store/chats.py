"""The chats that the bot talks to: language, time zone, and whether they can be written to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.due import next_due, zone
from store.errors import UnknownChatError
from store.naming import clean
from store.records import ChatRecord
from store.rows import chat_record, insert_into
from store.tables import Chat, DeliveredEvent, SubscriptionRow


async def ensure(session: AsyncSession, chat: ChatRecord) -> ChatRecord:
    """Give the chat as stored, storing it if it is new; the language and time zone that it has stay.

    To be called when something comes from the chat: it can then be written to, so a pause ends.
    UnknownTimezoneError.
    """
    zone(chat.timezone)
    title = clean(chat.title) if chat.title else None
    statement = insert_into(session, Chat).values(
        id=chat.id, lang=chat.lang, timezone=chat.timezone, kind=chat.kind, title=title, paused=False
    )
    kept = {"kind": statement.excluded["kind"], "title": statement.excluded["title"], "paused": False}
    await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=kept))
    stored = await get(session, chat.id)
    assert stored is not None, "the chat was stored by the statement before"
    return stored


async def get(session: AsyncSession, chat_id: int) -> ChatRecord | None:
    """Give the chat, or None where it never wrote."""
    row = await session.get(Chat, chat_id, populate_existing=True)
    return chat_record(row) if row else None


async def set_language(session: AsyncSession, chat_id: int, lang: str) -> ChatRecord:
    """Set the language of the bot's texts in the chat. UnknownChatError."""
    row = await _known(session, chat_id)
    row.lang = lang
    await session.flush()
    return chat_record(row)


async def set_timezone(session: AsyncSession, chat_id: int, timezone: str, *, now: datetime) -> ChatRecord:
    """Set the chat's time zone (IANA); its subscriptions are due by the new clock from now on.

    UnknownTimezoneError, UnknownChatError.
    """
    zone(timezone)
    row = await _known(session, chat_id)
    row.timezone = timezone
    for subscription in await session.scalars(
        select(SubscriptionRow).where(col(SubscriptionRow.chat_id) == chat_id).execution_options(populate_existing=True)
    ):
        subscription.next_due = next_due(subscription.at, timezone, now)
    await session.flush()
    return chat_record(row)


async def move(session: AsyncSession, old_id: int, new_id: int) -> None:
    """Carry a chat with its subscriptions and what it was told over to the id Telegram gave it (a supergroup's).

    Where the new id is a chat of its own already, it keeps its settings; a question that both ask stays the new one's.
    """
    old = await session.get(Chat, old_id, populate_existing=True)
    if old is None or old_id == new_id:
        return
    settings = {"lang": old.lang, "timezone": old.timezone, "kind": "supergroup", "title": old.title, "paused": False}
    await session.execute(
        insert_into(session, Chat).values(id=new_id, **settings).on_conflict_do_nothing(index_elements=["id"])
    )
    for table, key in ((SubscriptionRow, SubscriptionRow.filter_key), (DeliveredEvent, DeliveredEvent.event_id)):
        there = select(col(key)).where(col(table.chat_id) == new_id).scalar_subquery()
        await session.execute(
            update(table)
            .where(col(table.chat_id) == old_id, col(key).not_in(there))
            .values(chat_id=new_id)
            .execution_options(synchronize_session=False)
        )
    await session.execute(delete(Chat).where(col(Chat.id) == old_id).execution_options(synchronize_session=False))


async def _known(session: AsyncSession, chat_id: int) -> Chat:
    row = await session.get(Chat, chat_id, populate_existing=True)
    if row is None:
        raise UnknownChatError(chat_id)
    return row
