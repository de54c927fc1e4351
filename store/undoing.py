"""Taking back what an admin did: from what was before it, never by reading again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store import members
from store.acts import SAID, last_of, later, mark_undone
from store.corrections import unsay
from store.describing import put_back
from store.detail import from_document
from store.entries import identity_of
from store.errors import BuiltOnError, NothingToUndoError
from store.homes import roots_of
from store.mended import corrected
from store.merging import join, part, set_taught
from store.naming import folded_key, identity
from store.pins import unpin
from store.recording import one_at_a_time
from store.records import ActKind, ActRecord, Verdict
from store.tables import ActorRow, EventPlace, MendedEvent, Participant, PlaceRow, SubscriptionRow, TaughtName


async def undo_last(session: AsyncSession, user_id: int, *, now: datetime) -> ActRecord:
    """Take back the last act of this person that still stands and give it. NothingToUndoError, BuiltOnError.

    The session must be one of `Database.write`.
    """
    await one_at_a_time(session)
    act = await last_of(session, user_id)
    if act is None:
        raise NothingToUndoError("nothing of yours is left to undo")
    return await undo(session, act, user_id, now=now)


async def undo(session: AsyncSession, act: ActRecord, by: int, *, now: datetime) -> ActRecord:
    """Take an act back, whoever did it; BuiltOnError where a later one rests on it."""
    await one_at_a_time(session)
    if any(_rests_on(one, act) for one in await later(session, act)) or not await _taken_back(session, act, now):
        raise BuiltOnError(act.id)
    await mark_undone(session, act, by, now=now)
    await _forget(session, act)
    return act


def _rests_on(one: ActRecord, act: ActRecord) -> bool:
    """Whether a later act on the same event, actor or place changed what this one did."""
    if act.kind not in SAID:
        return ActKind.TEACH not in (one.kind, act.kind)  # names are looked at one by one
    if "verdict" in act.after:
        return "verdict" in one.after
    return bool(set(act.after["fields"]) & set(one.after.get("fields", ())))


async def _taken_back(session: AsyncSession, act: ActRecord, now: datetime) -> bool:
    before, after = act.before, act.after
    if act.kind in SAID:
        return await unsay(session, cast(int, act.event_id), before, after, now=now)
    if act.kind in (ActKind.MERGE, ActKind.SPLIT):
        return await _unmerged(session, act)
    if act.kind is ActKind.TEACH:
        folded = folded_key(after["name"])
        known = await session.get(TaughtName, folded, populate_existing=True)
        if known is None or known.owner_id != after["owner"]:
            return False
        await set_taught(session, folded, before["form"], before["owner"])
        return True
    if act.kind is ActKind.DESCRIBE:
        return await put_back(session, cast(int, act.article_id), before, after, now=now)
    if act.kind is ActKind.PIN:
        return await unpin(session, cast(int, act.place_id), before, after)
    return await members.put_back(session, before, after)


async def _unmerged(session: AsyncSession, act: ActRecord) -> bool:
    one = cast(int, act.actor_id)
    row = await session.get(ActorRow, one, populate_existing=True)
    if row is None or row.merged_into != act.after["merged_into"]:
        return False
    if act.kind is ActKind.MERGE:
        await part(session, one, act.after["merged_into"], act.after["subscriptions"])
        return True
    other = act.before["merged_into"]
    if (await roots_of(session, {other})).get(other, other) == one or await session.get(ActorRow, other) is None:
        return False
    await join(session, one, other, act.after["subscriptions"])
    return True


async def _forget(session: AsyncSession, act: ActRecord) -> None:
    """Delete the actors and places that were made by hand for what is taken back, where nothing else names them."""
    actors = {identity(entry["name"], entry.get("key")) for entry in _put_in(act, "sources", "targets")}
    places = {identity(entry["name"], entry.get("key"), entry.get("country")) for entry in _put_in(act, "places")}
    made: Any = select(ActorRow).where(
        or_(col(ActorRow.identity).in_(actors), col(ActorRow.id) == (act.actor_id or 0)), col(ActorRow.by_hand)
    )
    kept = await _waiting(session)
    for row in (await session.scalars(made)).all():
        if row.identity not in kept and row.merged_into is None and not await _is_named(session, row.id):
            await session.execute(delete(ActorRow).where(col(ActorRow.id) == row.id))
    made = select(PlaceRow).where(
        or_(col(PlaceRow.identity).in_(places), col(PlaceRow.id) == (act.place_id or 0)), col(PlaceRow.by_hand)
    )
    for row in (await session.scalars(made)).all():
        if row.identity not in kept and not row.pinned and not await _holds(session, row.id):
            await session.execute(delete(PlaceRow).where(col(PlaceRow.id) == row.id))


def _put_in(act: ActRecord, *fields: str) -> list[dict[str, Any]]:
    """What an act put into an event's fields, as parts of its document."""
    values = [value for name in fields for value in act.after.get("fields", {}).get(name, ())]
    return [entry for value in values for entry in value or ()]


async def _waiting(session: AsyncSession) -> set[str]:
    """The identities that rejected events have, which may come back."""
    rows = await session.scalars(select(MendedEvent).where(col(MendedEvent.verdict) == Verdict.REJECTED))
    events = [corrected(from_document(row.own), row.fields) for row in rows if row.fields]
    actors = {identity_of(one) for event in events for one in (*event.sources, *event.targets)}
    return actors | {identity_of(one) for event in events for one in event.places}


async def _is_named(session: AsyncSession, actor_id: int) -> bool:
    asked = (
        select(col(Participant.event_id)).where(
            or_(col(Participant.actor_id) == actor_id, col(Participant.entry_id) == actor_id)
        ),
        select(col(SubscriptionRow.id)).where(col(SubscriptionRow.actor_id) == actor_id),
        select(col(ActorRow.id)).where(col(ActorRow.merged_into) == actor_id),
        select(col(TaughtName.owner_id)).where(col(TaughtName.owner_id) == actor_id),
    )
    return await _any(session, asked)


async def _holds(session: AsyncSession, place_id: int) -> bool:
    asked = (
        select(col(EventPlace.event_id)).where(col(EventPlace.place_id) == place_id),
        select(col(EventPlace.event_id)).where(col(EventPlace.town_id) == place_id),
        select(col(SubscriptionRow.id)).where(col(SubscriptionRow.place_id) == place_id),
        select(col(PlaceRow.id)).where(col(PlaceRow.town_id) == place_id),
    )
    return await _any(session, asked)


async def _any(session: AsyncSession, asked: Collection[Any]) -> bool:
    for statement in asked:
        if await session.scalar(statement.limit(1)) is not None:
            return True
    return False
