"""Quarters and the towns that hold them: what happened in the old town of Mosul happened in Mosul.

A place is a part of the town that an article or the gazetteer first put it into. From then on all its events are told
of the town too, and counted there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from sqlalchemy import exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import Place
from store.entries import identity_of
from store.rows import batches
from store.tables import EventPlace, PlaceRow


def with_towns(places: Sequence[Place]) -> list[Place]:
    """Give the places, and the towns that some of them lie in."""
    return [*places, *(place.town for place in places if place.town is not None)]


async def place_in_towns(session: AsyncSession, places: Sequence[Place], ids: Mapping[str, int]) -> dict[int, int]:
    """Put quarters into the towns that the text tells of them, where none is known yet.

    `ids` are the rows of places and towns by identity. Gives for the row of each place its town's, or its own.
    """
    told: dict[int, int] = {}
    for place in places:
        if place.town is not None:
            told.setdefault(ids[identity_of(place)], ids[identity_of(place.town)])
    known = await _towns_of(session, {ids[identity_of(place)] for place in places})
    for part, town in told.items():
        if known[part] is None and part != town:
            await _put(session, part, town)
            known[part] = town
    return {number: town or number for number, town in known.items()}


async def _towns_of(session: AsyncSession, numbers: Collection[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for batch in batches(sorted(numbers)):
        rows = await session.execute(select(col(PlaceRow.id), col(PlaceRow.town_id)).where(col(PlaceRow.id).in_(batch)))
        found |= {cast(int, number): town for number, town in rows}
    return found


async def _put(session: AsyncSession, part: int, town: int) -> None:
    """Put a place into a town, with what has happened there already."""
    await session.execute(update(PlaceRow).where(col(PlaceRow.id) == part).values(town_id=town))
    other = aliased(EventPlace)
    named = exists().where(col(other.event_id) == col(EventPlace.event_id), col(other.town_id) == town)
    of_part = col(EventPlace.place_id) == part
    new = await session.scalar(select(func.count(col(EventPlace.event_id).distinct())).where(of_part, ~named))
    await session.execute(update(EventPlace).where(of_part).values(town_id=town))
    counted = col(PlaceRow.activity) + (new or 0)
    await session.execute(update(PlaceRow).where(col(PlaceRow.id) == town).values(activity=counted))
