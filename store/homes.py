"""Where the events of an actor go that admins have merged with another, or whose name they have taught to be another's.

An actor's row stays what articles make it (store/entries.py); its events are counted and listed under its home.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Actor
from store.entries import identity_of
from store.naming import folded_key
from store.rows import batches
from store.tables import ActorRow, TaughtName


async def homes_of(session: AsyncSession, actors: Sequence[Actor], ids: Mapping[str, int]) -> Callable[[Actor], int]:
    """Give the number of the actor that the events of one of these belong to; `ids` are their rows by identity."""
    taught = await taught_owners(session, {folded_key(actor.name) for actor in actors})
    roots = await roots_of(session, {*taught.values(), *(ids[identity_of(actor)] for actor in actors)})

    def home(actor: Actor) -> int:
        owner = taught.get(folded_key(actor.name), ids[identity_of(actor)])
        return roots.get(owner, owner)

    return home


async def roots_of(session: AsyncSession, ids: Collection[int]) -> dict[int, int]:
    """Give, of these actors, those that were merged into another, with the one that all of them are now."""
    merged: dict[int, int] = {}
    asked, left = set(ids), set(ids)
    while left:
        step = await _merged(session, left)
        merged |= step
        left = set(step.values()) - asked
        asked |= left
    return {one: _root(merged, one) for one in ids if one in merged}


async def _merged(session: AsyncSession, ids: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in batches(sorted(ids)):
        rows = await session.execute(
            select(col(ActorRow.id), col(ActorRow.merged_into)).where(
                col(ActorRow.id).in_(batch), col(ActorRow.merged_into).is_not(None)
            )
        )
        found |= {cast(int, one): cast(int, other) for one, other in rows}
    return found


def _root(merged: Mapping[int, int], one: int) -> int:
    while one in merged:  # no ring: who was merged is never what another is merged into (store/merging.py)
        one = merged[one]
    return one


async def taught_owners(session: AsyncSession, folded: Collection[str]) -> dict[str, int]:
    """Give whose the names are, of these folded ones, that an admin taught."""
    found: dict[str, int] = {}
    for batch in batches(sorted(folded)):
        rows = await session.execute(
            select(col(TaughtName.folded), col(TaughtName.owner_id)).where(col(TaughtName.folded).in_(batch))
        )
        found |= dict(rows.all())
    return found
