"""Actors: found by the name that someone types, and listed most active first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Actor
from store.entries import ACTORS, aliases_of, identity_of
from store.entries import enter as enter_all
from store.homes import roots_of
from store.matching import EXACT, match, rows_by_key
from store.ranking import ranked
from store.records import ActorSummary, NameMatch, Rank, Ranked
from store.tables import ActorRow


async def find(session: AsyncSession, name: str, *, limit: int = 5, near: bool = True) -> list[NameMatch]:
    """Give the actors that the typed name may mean, best first; only those who bear it, where some do exactly.

    Without `near` no other is looked for.
    """
    return [_matched(row, score) for row, score in await match(session, ACTORS, name, limit=limit, near=near)]


async def by_keys(session: AsyncSession, keys: Collection[str]) -> dict[str, NameMatch]:
    """Give, of the actors with these identities over the archive (`daesh`, `IRQ-army`), those that the archive has."""
    return {key: _matched(row, EXACT) for key, row in (await rows_by_key(session, ACTORS, keys)).items()}


async def enter(session: AsyncSession, entry: Actor) -> NameMatch:
    """Enter an actor that no article has named yet, or find the one that is there."""
    ids = await enter_all(session, ACTORS, [entry])
    row = await session.get_one(ActorRow, ids[identity_of(entry)], populate_existing=True)
    return _matched(row, EXACT)


async def page(session: AsyncSession, *, after: Rank | None = None, limit: int = 10) -> Ranked[ActorSummary]:
    """Give the actors after `after`, most active first, how many take part in any event, and where the next begin.

    Words that are others in each article («hommes») are left out.
    """
    rows, total, following = await ranked(session, ActorRow, after, limit, col(ActorRow.named).is_(True))
    return Ranked(tuple(await _summaries(session, rows)), total, following)


async def get(session: AsyncSession, actor_id: int, *, aliases: bool = True) -> ActorSummary | None:
    """Give the actor, or the one that it was merged into; None where there is none of this number.

    Its other names are looked up only if `aliases` are asked for.
    """
    row = await session.get(ActorRow, actor_id, populate_existing=True)
    if row is not None and row.merged_into is not None:
        root = (await roots_of(session, {actor_id}))[actor_id]
        row = await session.get(ActorRow, root, populate_existing=True)
    return (await _summaries(session, [row], aliases=aliases))[0] if row else None


def _matched(row: ActorRow, score: float) -> NameMatch:
    return NameMatch("actor", row.id, row.name, score, row.country, events=row.activity, key=row.key)


async def _summaries(session: AsyncSession, rows: Sequence[ActorRow], *, aliases: bool = True) -> list[ActorSummary]:
    found = {row.id: row for row in rows if row.id is not None}
    forms = await aliases_of(session, ACTORS, found.keys()) if aliases else {}
    return [
        ActorSummary(
            id=actor_id,
            name=row.name,
            key=row.key,
            kind=row.kind,
            country=row.country,
            as_source=row.as_source,
            as_target=row.as_target,
            aliases=forms.get(actor_id, ()),
            named=row.named,
        )
        for actor_id, row in found.items()
    ]
