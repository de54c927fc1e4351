"""Links and files to be fetched: kept before anything is said, claimed by one process at a time, tried again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.naming import clean
from store.records import Origin, PickupRecord, PickupState, Wish
from store.rows import insert_into
from store.tables import Pickup


async def add(session: AsyncSession, wish: Wish, *, claimable: datetime) -> int:
    """Keep what is to be fetched and give its number; before `claimable` only `claim` takes it up."""
    origin = wish.origin
    statement = insert_into(session, Pickup).values(
        state=PickupState.WAITING,
        next_try=claimable,
        attempts=0,
        url=_cleaned(wish.url),
        url_hash=url_hash(wish.url) if wish.url else None,
        file_id=wish.file_id,
        name=_cleaned(wish.name),
        media_type=_cleaned(wish.media_type),
        published=wish.published,
        publisher=_cleaned(wish.publisher),
        binding=wish.binding,
        admin_id=origin.admin_id,
        chat_id=origin.chat_id,
        message_id=origin.message_id,
        reply_message_id=origin.reply_message_id,
    )
    return cast(int, await session.scalar(statement.returning(col(Pickup.id))))


async def article_of(session: AsyncSession, url: str) -> int | None:
    """Give the article that was stored from this link, None where none was."""
    fetched = select(col(Pickup.article_id)).where(
        col(Pickup.url_hash) == url_hash(url), col(Pickup.article_id).is_not(None)
    )
    return await session.scalar(fetched.limit(1))


async def claim(session: AsyncSession, pickup_id: int, *, now: datetime, lease: timedelta) -> PickupRecord | None:
    """Take up for the first time what was just kept; None where another process was faster."""
    return await _claim(session, col(Pickup.id) == pickup_id, col(Pickup.attempts) == 0, until=now + lease)


async def claim_next(session: AsyncSession, *, now: datetime, lease: timedelta) -> PickupRecord | None:
    """Take up the next that is due: tried in vain before, or left by a crash; None where there is none."""
    due = (col(Pickup.state) == PickupState.WAITING, col(Pickup.next_try) <= now)
    chosen = select(col(Pickup.id)).where(*due).order_by(col(Pickup.next_try)).limit(1)
    chosen = chosen.with_for_update(skip_locked=True)
    return await _claim(session, col(Pickup.id) == chosen.scalar_subquery(), until=now + lease)


async def set_reply(session: AsyncSession, pickup_id: int, message_id: int) -> None:
    """Remember the message that tells how it goes, so that the next word stands in it."""
    await _change(session, pickup_id, reply_message_id=message_id)


async def postpone(session: AsyncSession, pickup_id: int, until: datetime, flaw: str | None = None) -> None:
    """Let it wait for another attempt."""
    await _change(session, pickup_id, next_try=until, flaw=flaw)


async def finish(session: AsyncSession, pickup_id: int, *, article_id: int | None = None) -> None:
    """Its articles are stored; `article_id` is the one, where there is one."""
    await _change(session, pickup_id, state=PickupState.DONE, article_id=article_id, flaw=None)


async def give_up(session: AsyncSession, pickup_id: int, flaw: str) -> None:
    """It will not be fetched."""
    await _change(session, pickup_id, state=PickupState.FAILED, flaw=flaw)


async def get(session: AsyncSession, pickup_id: int) -> PickupRecord | None:
    """Give the record, None where there is none of this number."""
    row = await session.get(Pickup, pickup_id, populate_existing=True)
    return _record(row) if row else None


def url_hash(url: str) -> str:
    """Give SHA-256 (hex) of a link."""
    return hashlib.sha256(clean(url).encode()).hexdigest()


async def _claim(session: AsyncSession, *which: ColumnElement[bool], until: datetime) -> PickupRecord | None:
    claimed = await session.scalar(
        update(Pickup)
        .where(*which, col(Pickup.state) == PickupState.WAITING)
        .values(next_try=until, attempts=col(Pickup.attempts) + 1)
        .returning(col(Pickup.id))
        .execution_options(synchronize_session=False)
    )
    return await get(session, claimed) if claimed is not None else None


async def _change(session: AsyncSession, pickup_id: int, **values: object) -> None:
    statement = update(Pickup).where(col(Pickup.id) == pickup_id).values(**values)
    await session.execute(statement.execution_options(synchronize_session=False))


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else None


def _record(row: Pickup) -> PickupRecord:
    origin = Origin(row.admin_id, row.chat_id, row.message_id, row.reply_message_id)
    wish = Wish(origin, row.url, row.file_id, row.name, row.media_type, row.published, row.publisher, row.binding)
    return PickupRecord(cast(int, row.id), wish, row.state, row.attempts, row.article_id, row.flaw)
