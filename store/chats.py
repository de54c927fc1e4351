"""The chats that the bot talks to: language, time zone, and whether they can be written to."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, exists, or_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from store.due import zone
from store.errors import UnknownChatError
from store.naming import clean
from store.records import ChatRecord
from store.rows import chat_record, insert_into
from store.subscriptions import of_paused_chat, of_woken_chat, reckon
from store.tables import Chat, DeliveredEvent, SubscriptionRow


async def ensure(session: AsyncSession, chat: ChatRecord) -> ChatRecord:
    """Give the chat as stored, storing it if it is new; the language and time zone that it has stay.

    To be called when something comes from the chat: it can then be written to, so a pause ends, and what was due
    meanwhile is due now. UnknownTimezoneError.
    """
    zone(chat.timezone)
    before = await get(session, chat.id)
    title = clean(chat.title) if chat.title else None
    statement = insert_into(session, Chat).values(
        id=chat.id, lang=chat.lang, timezone=chat.timezone, kind=chat.kind, title=title, paused=False
    )
    kept = {"kind": statement.excluded["kind"], "title": statement.excluded["title"], "paused": False}
    await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=kept))
    if before is not None and before.paused:
        await of_woken_chat(session, chat.id)
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
    await session.flush()
    await reckon(session, chat_id, timezone, now)
    return chat_record(row)


async def set_quiet_hours(session: AsyncSession, chat_id: int, begins: time | None, ends: time | None) -> ChatRecord:
    """Hold alerts from one hour of the chat's clock until the other; None for both ends quiet hours. UnknownChatError.

    Alerts that are held already wait until the hour that they were held for.
    """
    row = await _known(session, chat_id)
    row.quiet_from, row.quiet_until = begins, ends
    await session.flush()
    return chat_record(row)


async def hold(session: AsyncSession, chat_id: int, until: datetime) -> None:
    """Send the chat nothing before a moment, because Telegram said so; other chats go on. A later one stays."""
    earlier = or_(col(Chat.send_after).is_(None), col(Chat.send_after) < until)
    await session.execute(
        update(Chat)
        .where(col(Chat.id) == chat_id, earlier)
        .values(send_after=until)
        .execution_options(synchronize_session=False)
    )


async def pause(session: AsyncSession, chat_id: int, *, now: datetime) -> None:
    """Send the chat nothing more (it blocked the bot) until `ensure` hears from it again."""
    await session.execute(
        update(Chat).where(col(Chat.id) == chat_id).values(paused=True).execution_options(synchronize_session=False)
    )
    await of_paused_chat(session, chat_id, now=now)


async def move(session: AsyncSession, old_id: int, new_id: int, *, now: datetime) -> None:
    """Carry a chat with its subscriptions and what it was told over to the id Telegram gave it (a supergroup's).

    Where the new id is a chat of its own already, it keeps its settings; a question that both ask stays the new one's.
    Messages told of by the old chat can't be edited by their numbers in the new one: those are forgotten.
    """
    # Locked, because two updates tell of the move, and a digest to the old chat may just be recorded.
    old = await session.get(Chat, old_id, populate_existing=True, with_for_update={"key_share": True})
    if old is None or old_id == new_id:
        return
    kept = ("lang", "timezone", "title", "quiet_from", "quiet_until")
    settings = {name: getattr(old, name) for name in kept} | {"kind": "supergroup", "paused": False}
    await session.execute(
        insert_into(session, Chat).values(id=new_id, **settings).on_conflict_do_nothing(index_elements=["id"])
    )
    if old.send_after is not None:  # a delivery of it is out, or Telegram said to wait: so it is in the new one
        await hold(session, new_id, old.send_after)
    new = await session.get_one(Chat, new_id, populate_existing=True)
    await _carry(session, SubscriptionRow, "filter_key", {"chat_id": new_id, "active": False}, old_id)
    await _carry(session, DeliveredEvent, "event_id", {"chat_id": new_id, "message_id": None}, old_id)
    await session.execute(delete(Chat).where(col(Chat.id) == old_id).execution_options(synchronize_session=False))
    if not new.paused:
        await of_woken_chat(session, new_id)
    if old.timezone != new.timezone:
        await reckon(session, new_id, new.timezone, now)


async def _carry(session: AsyncSession, table: Any, key: str, moved: dict[str, Any], old_id: int) -> None:
    """Give the new chat those rows of the old one that it has no like of, topic by topic."""
    there = aliased(table)
    like = exists().where(
        there.chat_id == moved["chat_id"],
        there.thread_id == table.thread_id,
        getattr(there, key) == getattr(table, key),
    )
    await session.execute(
        update(table).where(table.chat_id == old_id, ~like).values(moved).execution_options(synchronize_session=False)
    )


async def _known(session: AsyncSession, chat_id: int) -> Chat:
    row = await session.get(Chat, chat_id, populate_existing=True)
    if row is None:
        raise UnknownChatError(chat_id)
    return row
