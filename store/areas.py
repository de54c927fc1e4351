"""The country and the region of places, as the archive knows them, whichever article told it first.

An article may name a town whose region only another tells: what it told before is found under the region too, from the
moment that the region is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Place
from store.entries import identity_of
from store.rows import batches
from store.tables import EventPlace, EventRow, Participant, PlaceRow


@dataclass(frozen=True, slots=True)
class Area:
    """The country (ISO 3166-1 alpha-3) and the region's key that a place lies in, None where it is not known."""

    country: str | None
    region: str | None


async def areas_by_identity(session: AsyncSession, places: Sequence[Place]) -> dict[str, Area]:
    """Give where the places lie of which the archive knows already, by identity."""
    found: dict[str, Area] = {}
    for batch in batches(sorted({identity_of(place) for place in places})):
        columns = (col(PlaceRow.identity), col(PlaceRow.country), col(PlaceRow.region))
        rows = await session.execute(select(*columns).where(columns[0].in_(batch)))
        found |= {name: Area(country, region) for name, country, region in rows}
    return found


async def place_in_areas(session: AsyncSession, before: Mapping[str, Area], ids: Mapping[str, int]) -> dict[int, Area]:
    """Give where the places of these rows lie now; what they had before is put there too where that was not known."""
    found: dict[int, Area] = {}
    names = {number: name for name, number in ids.items()}
    for batch in batches(sorted(names)):
        columns = (col(PlaceRow.id), col(PlaceRow.country), col(PlaceRow.region))
        for number, country, region in (await session.execute(select(*columns).where(columns[0].in_(batch)))).all():
            found[number or 0] = now = Area(country, region)
            if before.get(names[number or 0], now) != now:
                links = update(EventPlace).where(col(EventPlace.place_id) == number)
                await session.execute(links.values(country=country, region=region))
                there = select(col(EventPlace.event_id)).where(col(EventPlace.place_id) == number)
                await _tell_actors(session, there)
    return found


async def tell_actors(session: AsyncSession, article_id: int) -> None:
    """Write beside the actors of the article's events in which countries those are, once all their links stand."""
    await _tell_actors(session, select(col(EventRow.id)).where(col(EventRow.article_id) == article_id))


async def _tell_actors(session: AsyncSession, events: Select[Any]) -> None:
    """Each country of an event's places once, in the order of the alphabet, with blanks between them."""
    country = col(EventPlace.country)
    named = select(country).where(col(EventPlace.event_id) == col(Participant.event_id), country.is_not(None))
    each: Any = named.distinct().order_by(country).correlate(Participant).subquery()
    told = select(func.aggregate_strings(each.c.country, " ")).scalar_subquery()
    statement = update(Participant).where(col(Participant.event_id).in_(events)).values(countries=told)
    await session.execute(statement.execution_options(synchronize_session=False))
