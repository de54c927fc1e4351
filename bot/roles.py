"""Who may do what: owners stand in the settings, admins and editors are made in chat (store/members.py)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import store.members
from bot.settings import Settings
from store.records import MemberRole


async def role_of(session: AsyncSession, user_id: int | None, settings: Settings) -> MemberRole | None:
    """Give what someone may do, None for anyone who only asks and subscribes. Owners are never unmade in chat."""
    if user_id is None:
        return None
    if user_id in settings.admin_ids:
        return MemberRole.OWNER
    return await store.members.role_of(session, user_id)
