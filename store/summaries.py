"""What a choice of events amounts to: who is in them, how many died, of which types they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, func, literal, select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import EventType
from store.choices import matching
from store.entries import ACTORS, PLACES
from store.naming import folded_key
from store.records import EventFilter, Role
from store.tables import ActorRow, EventRow, Participant


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor and in how many of the events it has the role asked for."""

    id: int
    name: str
    events: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """The dead that the events name, added up as they are told, and how many events name any number."""

    killed: int
    events: int


async def actors_in(session: AsyncSession, wanted: EventFilter, role: Role, *, limit: int = 10) -> list[ActorCount]:
    """Give who has the role in the events that match, most events first, without the actor asked about.

    Words that are others in each article («hommes») stand among those to whom it was done, among the doers only where
    nobody else is named.
    """
    if role is Role.SOURCE and (found := await _actors_in(session, wanted, role, limit, col(ActorRow.named).is_(True))):
        return found
    return await _actors_in(session, wanted, role, limit)


async def _actors_in(
    session: AsyncSession, wanted: EventFilter, role: Role, limit: int, *conditions: ColumnElement[bool]
) -> list[ActorCount]:
    number = func.count(Participant.event_id.distinct())  # type: ignore[attr-defined]
    statement = (
        select(col(ActorRow.id), col(ActorRow.name), number, col(ActorRow.key))
        .join(Participant, col(Participant.actor_id) == col(ActorRow.id))
        .where(col(Participant.event_id).in_((await matching(session, wanted)).ids()), col(Participant.role) == role)
        .where(*conditions)
    )
    if wanted.actor_id is not None:
        statement = statement.where(col(ActorRow.id) != wanted.actor_id)
    grouped = statement.group_by(col(ActorRow.id), col(ActorRow.name), col(ActorRow.key)).order_by(
        number.desc(), col(ActorRow.id)
    )
    rows = await session.execute(grouped.limit(limit))
    return [ActorCount(cast(int, actor_id), name, events, key) for actor_id, name, events, key in rows]


async def toll_of(session: AsyncSession, wanted: EventFilter) -> Toll:
    """Give the dead of the events that match; one that two articles tell counts twice, as the list shows it twice."""
    row = (
        await session.execute(
            select(func.coalesce(func.sum(EventRow.killed), 0), func.count(col(EventRow.killed))).where(
                col(EventRow.id).in_((await matching(session, wanted)).ids())
            )
        )
    ).one()
    return Toll(int(row[0] or 0), row[1])


async def types_in(session: AsyncSession, wanted: EventFilter) -> dict[EventType, int]:
    """Give how many of the events that match are of each type, the most frequent first."""
    number = func.count()
    rows = await session.execute(
        select(col(EventRow.type), number)
        .where(col(EventRow.id).in_((await matching(session, wanted)).ids()))
        .group_by(col(EventRow.type))
        .order_by(number.desc())
    )
    return {row[0]: row[1] for row in rows}


async def names_known(session: AsyncSession, names: Iterable[str]) -> dict[str, Collection[str]]:
    """Give those of the names (folded) that places or actors of the archive bear, with the kinds «place», «actor»."""
    keys = {folded_key(name) for name in names} - {""}
    found: dict[str, set[str]] = {}
    bearing = [
        select(literal(kind).label("kind"), entries.aliases.folded).where(entries.aliases.folded.in_(keys))
        for kind, entries in (("place", PLACES), ("actor", ACTORS))
    ]
    for kind, folded in await session.execute(union(*bearing)):
        found.setdefault(folded, set()).add(kind)
    return dict(found)
