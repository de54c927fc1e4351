"""Which actors and places of the archive an event's names stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.tables import ActorRow, EventPlace, Participant, PlaceRow


@dataclass(frozen=True, slots=True)
class Link:
    """An actor or a place of an event, under the name that the archive shows it by."""

    id: int
    name: str
    country: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class EventLinks:
    """The actors (doers first) and the places of an event, each once."""

    actors: tuple[Link, ...]
    places: tuple[Link, ...]


async def links_of(session: AsyncSession, event_id: int) -> EventLinks:
    """Give the actors and places of an event, in the order in which it names them."""
    actors = await session.execute(
        select(col(ActorRow.id), col(ActorRow.name), col(ActorRow.country), col(ActorRow.key))
        .join(Participant, col(Participant.actor_id) == col(ActorRow.id))
        .where(col(Participant.event_id) == event_id)
        .order_by(col(Participant.role), col(Participant.position))
    )
    places = await session.execute(
        select(col(PlaceRow.id), col(PlaceRow.name), col(PlaceRow.country), col(PlaceRow.key))
        .join(EventPlace, col(EventPlace.place_id) == col(PlaceRow.id))
        .where(col(EventPlace.event_id) == event_id)
        .order_by(col(EventPlace.position))
    )
    return EventLinks(_each_once(actors), _each_once(places))


def _each_once(rows: Iterable[Any]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(Link(*row) for row in rows))
