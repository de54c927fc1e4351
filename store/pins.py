"""Where a place lies, set by an admin: no reading changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.acts import log
from store.errors import UnknownPlaceError
from store.records import ActKind, EventRecord, Who
from store.tables import EventPlace, PlaceRow


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


async def with_pins(session: AsyncSession, record: EventRecord) -> EventRecord:
    """Give the event with its places where admins have set them; what the text was read as stays as it is stored."""
    rows = await session.execute(
        select(col(EventPlace.position), col(PlaceRow.latitude), col(PlaceRow.longitude))
        .join(PlaceRow, col(PlaceRow.id) == col(EventPlace.place_id))
        .where(col(EventPlace.event_id) == record.id, col(PlaceRow.pinned))
    )
    pinned = {position: (latitude, longitude) for position, latitude, longitude in rows}
    if not pinned:
        return record
    places = tuple(
        replace(place, latitude=pinned[rank][0], longitude=pinned[rank][1]) if rank in pinned else place
        for rank, place in enumerate(record.event.places)
    )
    return replace(record, event=replace(record.event, places=places))


def _spot(row: PlaceRow) -> dict[str, Any]:
    return {"latitude": row.latitude, "longitude": row.longitude, "pinned": row.pinned}
