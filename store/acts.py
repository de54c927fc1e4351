"""The log of what admins do: every act with what was before and after it, in the transaction that does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.records import ActKind, ActRecord, Who
from store.tables import Act

SAID = (ActKind.CONFIRM, ActKind.REJECT, ActKind.RESTORE, ActKind.CORRECT)
"""What is said of one event."""

UNDOABLE = (
    *SAID, ActKind.DESCRIBE, ActKind.MERGE, ActKind.SPLIT, ActKind.TEACH, ActKind.PIN, ActKind.APPOINT, ActKind.DISMISS
)  # fmt: skip
"""What can be taken back; an article added or read again can't."""


async def log(
    session: AsyncSession,
    who: Who,
    kind: ActKind,
    *,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **touched: int | None,
) -> int:
    """Write what someone did and give its number; `touched` are `article_id`, `event_id`, `actor_id`, `place_id`."""
    row = Act(
        user_id=who.user_id,
        chat_id=who.chat_id,
        at=now,
        kind=kind,
        before=dict(before or {}),
        after=dict(after or {}),
        **cast(dict[str, Any], touched),
    )
    session.add(row)
    await session.flush()
    return cast(int, row.id)


async def history(
    session: AsyncSession,
    *,
    article_id: int | None = None,
    event_id: int | None = None,
    kind: ActKind | None = None,
    limit: int = 20,
) -> tuple[ActRecord, ...]:
    """Give who changed what of an article (its events among it) or of an event, latest first; `kind`: only such."""
    asked = [col(Act.event_id) == event_id if event_id is not None else col(Act.article_id) == article_id]
    if kind is not None:
        asked.append(col(Act.kind) == kind)
    rows = await session.scalars(
        select(Act).where(*asked).order_by(col(Act.id).desc()).limit(limit).execution_options(populate_existing=True)
    )
    return tuple(record_of(row) for row in rows)


async def latest(session: AsyncSession, *, limit: int = 20) -> tuple[ActRecord, ...]:
    """Give the latest acts of all, whatever they touch."""
    rows = await session.scalars(
        select(Act).order_by(col(Act.id).desc()).limit(limit).execution_options(populate_existing=True)
    )
    return tuple(record_of(row) for row in rows)


async def last_of(session: AsyncSession, user_id: int) -> ActRecord | None:
    """Give the last act of this person that still stands and can be taken back."""
    row = await session.scalar(
        select(Act)
        .where(col(Act.user_id) == user_id, col(Act.undone_at).is_(None), col(Act.kind).in_(UNDOABLE))
        .order_by(col(Act.id).desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return record_of(row) if row else None


async def last_merge_of(session: AsyncSession, actor_id: int) -> ActRecord | None:
    """Give the act that merged an actor into the one that it is now."""
    row = await session.scalar(
        select(Act)
        .where(col(Act.actor_id) == actor_id, col(Act.kind) == ActKind.MERGE, col(Act.undone_at).is_(None))
        .order_by(col(Act.id).desc())
        .limit(1)
    )
    return record_of(row) if row else None


async def later(session: AsyncSession, act: ActRecord) -> tuple[ActRecord, ...]:
    """Give the acts after this one that still stand and touch the same event, or the same actor or place."""
    touched = {"event_id": act.event_id, "actor_id": act.actor_id, "place_id": act.place_id}
    same = [col(getattr(Act, name)) == number for name, number in touched.items() if number is not None]
    if not same:
        return ()
    rows = await session.scalars(
        select(Act)
        .where(*same, col(Act.id) > act.id, col(Act.undone_at).is_(None))
        .execution_options(populate_existing=True)
    )
    return tuple(record_of(row) for row in rows)


async def mark_undone(session: AsyncSession, act: ActRecord, by: int, *, now: datetime) -> None:
    """Write that an act stands no more."""
    row = await session.get_one(Act, act.id)
    row.undone_at, row.undone_by = now, by
    await session.flush()


def record_of(row: Act) -> ActRecord:
    """Give the record of an act's row."""
    return ActRecord(
        id=cast(int, row.id),
        user_id=row.user_id,
        at=row.at,
        kind=row.kind,
        article_id=row.article_id,
        event_id=row.event_id,
        actor_id=row.actor_id,
        place_id=row.place_id,
        before=row.before,
        after=row.after,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
