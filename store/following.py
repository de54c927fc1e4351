"""The channels whose posts are taken in by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.naming import clean
from store.rows import insert_into
from store.tables import FollowedChannel


@dataclass(frozen=True, slots=True)
class Followed:
    """A channel by Telegram's number, its name, and the user who had it followed since when (aware UTC)."""

    chat_id: int
    title: str
    made_by: int
    made_at: datetime


async def follow(session: AsyncSession, chat_id: int, title: str, *, made_by: int, now: datetime) -> bool:
    """Follow a channel from now on; False where it is followed already."""
    row = insert_into(session, FollowedChannel).values(
        chat_id=chat_id, title=clean(title), made_by=made_by, made_at=now
    )
    made = await session.scalar(row.on_conflict_do_nothing().returning(col(FollowedChannel.chat_id)))
    return made is not None


async def unfollow(session: AsyncSession, chat_id: int) -> bool:
    """Take in no more of a channel; what came stays. False where it is not followed."""
    gone = delete(FollowedChannel).where(col(FollowedChannel.chat_id) == chat_id)
    return await session.scalar(gone.returning(col(FollowedChannel.chat_id))) is not None


async def followed(session: AsyncSession, chat_id: int) -> Followed | None:
    """Give a channel that is followed, None for any other."""
    row = await session.get(FollowedChannel, chat_id)
    return _record(row) if row else None


async def all_of(session: AsyncSession) -> tuple[Followed, ...]:
    """Give all that are followed, in the order in which that was asked for."""
    rows = await session.scalars(
        select(FollowedChannel).order_by(col(FollowedChannel.made_at), col(FollowedChannel.chat_id))
    )
    return tuple(map(_record, rows))


def _record(row: FollowedChannel) -> Followed:
    return Followed(row.chat_id, row.title, row.made_by, row.made_at)
