"""The actors and places of an event or an article by their rows, and a row as an entry of the vocabulary.

What is made from a row here is that row's by its identity, and adds nothing to it when it is entered again.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Actor, Place
from store.records import Role
from store.tables import ActorRow, EventPlace, EventRow, Participant, PlaceRow

_ROLES = {"sources": Role.SOURCE, "targets": Role.TARGET}

Named = list[tuple[int, str]]
"""Numbers of rows with the names that they are shown by."""


async def of_event(session: AsyncSession, event_id: int, field: str, *, each: bool = False) -> Named:
    """Give those in a field (sources, targets, places) of an event in its order; `each`: also one that is twice there.

    They are those that the text names, not those that they were merged with.
    """
    if field == "places":
        links, entry, row = EventPlace, col(EventPlace.place_id), PlaceRow
        narrowed: tuple[Any, ...] = (col(EventPlace.event_id) == event_id,)
    else:
        links, entry, row = Participant, _entry(), ActorRow  # type: ignore[assignment]
        narrowed = (col(Participant.event_id) == event_id, col(Participant.role) == _ROLES[field])
    asked = select(col(row.id), col(row.name)).join(links, col(row.id) == entry).where(*narrowed)
    rows = [(cast(int, number), name) for number, name in await session.execute(asked.order_by(col(links.position)))]
    return rows if each else list(dict.fromkeys(rows))


async def of_article(session: AsyncSession, article_id: int, field: str, limit: int = 20) -> Named:
    """Give the actors, or the places, that the article's events name, the one named most first."""
    events = select(col(EventRow.id)).where(col(EventRow.article_id) == article_id)
    if field == "places":
        asked = select(col(PlaceRow.id), col(PlaceRow.name)).join(EventPlace, col(PlaceRow.id) == EventPlace.place_id)
        asked = asked.where(col(EventPlace.event_id).in_(events)).group_by(col(PlaceRow.id), col(PlaceRow.name))
        first = col(PlaceRow.id)
    else:
        asked = select(col(ActorRow.id), col(ActorRow.name)).join(Participant, col(ActorRow.id) == _entry())
        asked = asked.where(col(Participant.event_id).in_(events)).group_by(col(ActorRow.id), col(ActorRow.name))
        first = col(ActorRow.id)
    rows = await session.execute(asked.order_by(func.count().desc(), first).limit(limit))
    return [(cast(int, number), name) for number, name in rows]


async def entry(session: AsyncSession, field: str, number: int) -> Actor | Place | None:
    """Give the actor, or the place, of a row; None where there is none of this number."""
    if field != "places":
        row = await session.get(ActorRow, number, populate_existing=True)
        return Actor(row.name, (), (), row.key, row.kind, row.country) if row else None
    found = await session.get(PlaceRow, number, populate_existing=True)
    if found is None:
        return None
    region = found.admin1 if found.region is not None else None
    # The country of a place without a key is a part of its identity: it must be the one that it was entered with.
    country = found.country if found.key or found.identity.endswith(f"|{found.country}") else None
    return Place(found.name, (), (), found.key, found.latitude, found.longitude, None, country, region)


def _entry() -> Any:
    return func.coalesce(col(Participant.entry_id), col(Participant.actor_id))
