"""What is counted of actors and places, and the names that they are shown by: kept here, with every change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store import tallies
from store.naming import is_identity, shown
from store.records import Role
from store.rows import batches
from store.tables import ActorRow, EventPlace, EventRow, Participant, PlaceRow

MENTIONS_FOR_NAME = 200
"""An entry's shown name is chosen from so many latest mentions, which keeps the cost of a reading flat."""

Tally = Counter[tuple[str, int]]


async def tally(session: AsyncSession, article_id: int) -> Tally:
    """Count, for the article, the events of each actor (all, as source, as target), of each place and its town."""
    events = select(col(EventRow.id)).where(col(EventRow.article_id) == article_id)
    parts = await session.execute(
        select(col(Participant.actor_id), col(Participant.event_id), col(Participant.role)).where(
            col(Participant.event_id).in_(events)
        )
    )
    places = await session.execute(
        select(col(EventPlace.place_id), col(EventPlace.town_id), col(EventPlace.event_id)).where(
            col(EventPlace.event_id).in_(events)
        )
    )
    seen: set[tuple[str, int, int]] = set()
    for actor, event, role in parts:
        seen |= {("actor", actor, event), (f"as_{role.value}", actor, event)}
    seen |= {("place", one, event) for place, town, event in places for one in (place, town)}
    return Counter((count, entry) for count, entry, _ in seen)


async def settle(session: AsyncSession, before: Tally, after: Tally) -> None:
    """Bring the counts and shown names of the actors and places that the article names up to date."""
    change = Counter(after)
    change.subtract(before)
    for ids in batches(sorted({entry for count, entry in change if count == "actor"})):
        actors = (await session.scalars(_fresh(ActorRow, ids))).all()
        called = await _latest_mentions(session, Participant, Participant.actor_id, actors)
        for actor in actors:
            actor.activity += change["actor", actor.id]
            actor.as_source += change["as_source", actor.id]
            actor.as_target += change["as_target", actor.id]
            _call(actor, called.get(actor.id))
    for ids in batches(sorted({entry for count, entry in change if count == "place"})):
        places = (await session.scalars(_fresh(PlaceRow, ids))).all()
        called = await _latest_mentions(session, EventPlace, EventPlace.place_id, places)
        for place in places:
            place.activity += change["place", place.id]
            if names := called.get(place.id):  # a town may have quarters alone
                place.name = shown(names)


def _fresh(table: Any, ids: Sequence[int]) -> Any:
    # Filled by INSERT … ON CONFLICT behind the session's back, so that its own copies may be stale.
    return select(table).where(table.id.in_(ids)).execution_options(populate_existing=True)


def _call(actor: ActorRow, names: list[str] | None) -> None:
    if names:
        actor.name, actor.named = shown(names), actor.key is not None or is_identity(names)


async def recount(session: AsyncSession, actor_ids: Collection[int]) -> None:
    """Count the events of these actors anew and choose their names, where more than an article changed."""
    events = func.count(col(Participant.event_id).distinct())
    for ids in batches(sorted(actor_ids)):
        mine = select(col(Participant.actor_id), events).where(col(Participant.actor_id).in_(ids))
        by_actor = mine.group_by(col(Participant.actor_id))
        counts = {"activity": dict((await session.execute(by_actor)).all())}
        for role in Role:
            of_role = by_actor.where(col(Participant.role) == role)
            counts[f"as_{role.value}"] = dict((await session.execute(of_role)).all())
        actors = (await session.scalars(_fresh(ActorRow, ids))).all()
        for actor in actors:
            for name, counted in counts.items():
                setattr(actor, name, counted.get(actor.id, 0))
        called = await _latest_mentions(session, Participant, Participant.actor_id, actors)
        for actor in actors:
            _call(actor, called.get(actor.id))
    await session.flush()
    await tallies.recount(session, actor_ids)


async def _latest_mentions(
    session: AsyncSession, links: Any, owner: Any, entries: Sequence[Any]
) -> dict[int, list[str]]:
    """Give what each entry was called: one query for all those seldom mentioned, one each for the others.

    What is an actor's only since it was merged with another is no name of it.
    """
    mentions: dict[int, list[str]] = defaultdict(list)
    its = (col(Participant.entry_id).is_(None),) if links is Participant else ()
    seldom = [entry.id for entry in entries if entry.activity <= MENTIONS_FOR_NAME]
    for owner_id, name in await session.execute(select(owner, links.name).where(owner.in_(seldom), *its)):
        mentions[owner_id].append(name)
    for entry in entries:
        if entry.activity > MENTIONS_FOR_NAME:
            latest = select(links.name).where(owner == entry.id, *its).order_by(links.day.desc(), links.event_id.desc())
            mentions[entry.id] = list(await session.scalars(latest.limit(MENTIONS_FOR_NAME)))
    return mentions
