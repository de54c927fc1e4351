"""Where a place lies, set by an admin: no reading changes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from store.acts import log
from store.errors import UnknownPlaceError
from store.records import ActKind, Who
from store.tables import PlaceRow


async def pin(
    session: AsyncSession, place_id: int, latitude: float, longitude: float, *, who: Who, now: datetime
) -> int | None:
    """Set where a place lies (WGS84 degrees); the number of the act, None where it is known. UnknownPlaceError."""
    row = await session.get(PlaceRow, place_id, populate_existing=True)
    if row is None:
        raise UnknownPlaceError(place_id)
    before = _spot(row)
    after = {"latitude": latitude, "longitude": longitude, "pinned": True}
    if before == after:
        return None
    row.sqlmodel_update(after)
    await session.flush()
    return await log(session, who, ActKind.PIN, now=now, place_id=place_id, before=before, after=after)


async def unpin(session: AsyncSession, place_id: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Undo `pin`; False where the place has been set elsewhere since."""
    row = await session.get(PlaceRow, place_id, populate_existing=True)
    if row is None or _spot(row) != after:
        return False
    row.sqlmodel_update(dict(before))
    await session.flush()
    return True


def _spot(row: PlaceRow) -> dict[str, Any]:
    return {"latitude": row.latitude, "longitude": row.longitude, "pinned": row.pinned}
