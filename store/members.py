"""Who may add and mend beside the owners that the settings name: admins and editors, made and unmade in chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.acts import log
from store.naming import clean
from store.records import ActKind, MemberRecord, MemberRole, Who
from store.tables import Member


async def role_of(session: AsyncSession, user_id: int) -> MemberRole | None:
    """Give what the person was made in chat, None where nobody made them anything (owners are in the settings)."""
    return await session.scalar(select(col(Member.role)).where(col(Member.user_id) == user_id))


async def all_of(session: AsyncSession) -> tuple[MemberRecord, ...]:
    """Give all members, admins first, in the order in which they were made."""
    rows = await session.scalars(select(Member).order_by(col(Member.role), col(Member.made_at), col(Member.user_id)))
    return tuple(MemberRecord(row.user_id, row.role, row.name, row.made_by, row.made_at) for row in rows)


async def appoint(session: AsyncSession, user_id: int, role: MemberRole, name: str, *, who: Who, now: datetime) -> bool:
    """Make someone an admin or an editor; False where they are that already."""
    row = await session.get(Member, user_id)
    if row is not None and row.role is role:
        return False
    before = _kept(row)
    new = Member(user_id=user_id, role=role, name=clean(name), made_by=who.user_id, made_at=now)
    await session.merge(new)
    await session.flush()
    await log(session, who, ActKind.APPOINT, now=now, before=before, after={"member": new.model_dump(mode="json")})
    return True


async def dismiss(session: AsyncSession, user_id: int, *, who: Who, now: datetime) -> bool:
    """Unmake an admin or editor; False where they are none."""
    row = await session.get(Member, user_id)
    if row is None:
        return False
    before = _kept(row)
    await session.delete(row)
    await session.flush()
    await log(session, who, ActKind.DISMISS, now=now, before=before, after={"member": None, "user_id": user_id})
    return True


async def put_back(session: AsyncSession, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Undo `appoint` or `dismiss`; False where the person is something else by now."""
    was, made = before["member"], after["member"]
    row = await session.get(Member, (made or was)["user_id"])
    if _kept(row)["member"] != made:
        return False
    if was is None:
        await session.delete(row)
    else:
        await session.merge(Member.model_validate(was))
    await session.flush()
    return True


def _kept(row: Member | None) -> dict[str, Any]:
    return {"member": row.model_dump(mode="json") if row is not None else None}
