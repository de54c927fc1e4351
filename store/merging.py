"""Actors that are one under two names, and names that are another's than the reader takes them for.

Two actors are merged by a word in one's row; their participants go to the other, each with the actor that its text
names (`participant.entry_id`), so that a split sends them back. All functions that write need a session of
`Database.write`, log what they do and give the number of that act.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.acts import last_merge_of, log
from store.counting import recount
from store.errors import SameActorError
from store.filters import filter_key, filter_of, watch_key
from store.homes import roots_of, taught_owners
from store.naming import clean, folded_key, keys
from store.recording import one_at_a_time
from store.records import ActKind, Who
from store.tables import ActorAlias, ActorRow, Participant, SubscriptionRow, TaughtName


async def merge(session: AsyncSession, actor_id: int, into_id: int, *, who: Who, now: datetime) -> int:
    """Say that an actor is another: its events, and subscriptions to it, go there. SameActorError."""
    await one_at_a_time(session)
    roots = await roots_of(session, {actor_id, into_id})
    one, other = roots.get(actor_id, actor_id), roots.get(into_id, into_id)
    if one == other or await _row(session, one) is None or await _row(session, other) is None:
        raise SameActorError(f"actor {actor_id} can't be merged into {into_id}: they are one, or one is not there")
    moved = await join(session, one, other, None)
    after = {"merged_into": other, "subscriptions": moved}
    return await log(session, who, ActKind.MERGE, now=now, actor_id=one, before={"merged_into": None}, after=after)


async def split(session: AsyncSession, actor_id: int, *, who: Who, now: datetime) -> int:
    """Say that an actor is none other: what its texts name by it comes back to it. SameActorError."""
    await one_at_a_time(session)
    row = await _row(session, actor_id)
    if row is None or row.merged_into is None:
        raise SameActorError(f"actor {actor_id} can't be split off: it was merged into none")
    other = row.merged_into
    moved = await part(session, actor_id, other, None)
    before, after = {"merged_into": other}, {"merged_into": None, "subscriptions": moved}
    return await log(session, who, ActKind.SPLIT, now=now, actor_id=actor_id, before=before, after=after)


async def merged(session: AsyncSession, actor_id: int) -> tuple[tuple[int, str], ...]:
    """Give an actor's number and name if it was merged into another, nothing otherwise."""
    row = await _row(session, actor_id)
    return ((actor_id, row.name),) if row is not None and row.merged_into is not None else ()


async def merged_with(session: AsyncSession, into_id: int, typed: str) -> tuple[tuple[int, str], ...]:
    """Give the actors that were merged into one, by number and name; of these that which is so called, if one is."""
    rows = await session.execute(
        select(col(ActorRow.id), col(ActorRow.name))
        .where(col(ActorRow.merged_into) == into_id)
        .order_by(col(ActorRow.id))
    )
    found = tuple((cast(int, number), name) for number, name in rows)
    return tuple(one for one in found if folded_key(one[1]) == folded_key(typed)) or found


async def join(session: AsyncSession, one: int, other: int, subscriptions: Sequence[int] | None) -> list[int]:
    """Put an actor under another, with these of its subscriptions (None: all); gives those that went along."""
    row = await session.get_one(ActorRow, one, populate_existing=True)
    row.merged_into = other
    await session.flush()
    await rehome(session, {one})
    return await _resubscribe(session, one, other, subscriptions)


async def part(session: AsyncSession, one: int, other: int, subscriptions: Sequence[int] | None) -> list[int]:
    """Take an actor out from under another, with these subscriptions (None: those that came along with it)."""
    if subscriptions is None:
        subscriptions = await _came_along(session, one)
    row = await session.get_one(ActorRow, one, populate_existing=True)
    row.merged_into = None
    await session.flush()
    root = (await roots_of(session, {other})).get(other, other)
    await rehome(session, {root})
    return await _resubscribe(session, other, one, subscriptions)


async def teach(session: AsyncSession, name: str, owner_id: int, *, who: Who, now: datetime) -> int | None:
    """Say that a name is this actor's, in what was read and what will be; None where that is known. SameActorError."""
    await one_at_a_time(session)
    owner = (await roots_of(session, {owner_id})).get(owner_id, owner_id)
    if await _row(session, owner) is None or not folded_key(name):
        raise SameActorError(f"the name can't be taught: there is no actor {owner_id}")
    known = await session.get(TaughtName, folded_key(name), populate_existing=True)
    if known is not None and known.owner_id == owner:
        return None
    before = {"owner": known.owner_id if known else None, "form": known.form if known else None}
    form = clean(name.strip())
    await set_taught(session, folded_key(name), form, owner)
    after = {"name": form, "owner": owner}
    return await log(session, who, ActKind.TEACH, now=now, actor_id=owner, before=before, after=after)


async def set_taught(session: AsyncSession, folded: str, form: str | None, owner: int | None) -> None:
    """Let a name be this actor's, or nobody's by teaching (None), and send what bears it where it belongs."""
    holders = set(await session.scalars(select(col(ActorAlias.owner_id)).where(col(ActorAlias.folded) == folded)))
    known = await session.get(TaughtName, folded, populate_existing=True)
    if known is not None:
        holders.add(known.owner_id)
        await session.delete(known)
        await session.flush()
    if owner is not None and form is not None:
        key = keys(form)
        session.add(TaughtName(folded=folded, form=form, skeleton=key.skeleton, tail=key.tail, owner_id=owner))
        await session.flush()
    roots = await roots_of(session, holders)
    await rehome(session, {roots.get(one, one) for one in holders})


async def rehome(session: AsyncSession, actor_ids: Collection[int]) -> None:
    """Send the participants that stand under these actors where they belong now, and count anew."""
    entry = func.coalesce(col(Participant.entry_id), col(Participant.actor_id))
    named = select(col(Participant.actor_id), entry, col(Participant.name)).distinct()
    rows = (await session.execute(named.where(col(Participant.actor_id).in_(sorted(actor_ids))))).all()
    taught = await taught_owners(session, {folded_key(name) for _, _, name in rows})
    roots = await roots_of(session, {*taught.values(), *(number for _, number, _ in rows)})
    touched = set(actor_ids)
    for stands, number, name in rows:
        owner = taught.get(folded_key(name), number)
        home = roots.get(owner, owner)
        if home == stands:
            continue
        touched.add(home)
        await session.execute(
            update(Participant)
            .where(col(Participant.actor_id) == stands, entry == number, col(Participant.name) == name)
            .values(actor_id=home, entry_id=number if number != home else None)
            .execution_options(synchronize_session=False)
        )
    await recount(session, touched)


async def _row(session: AsyncSession, actor_id: int) -> ActorRow | None:
    return await session.get(ActorRow, actor_id, populate_existing=True)


async def _came_along(session: AsyncSession, one: int) -> list[int]:
    act = await last_merge_of(session, one)
    return cast(list[int], act.after["subscriptions"]) if act else []


async def _resubscribe(session: AsyncSession, one: int, other: int, which: Sequence[int] | None) -> list[int]:
    """Let subscriptions to one actor be to the other; a chat that has both keeps both."""
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(col(SubscriptionRow.actor_id) == one, *(() if which is None else (col(SubscriptionRow.id).in_(which),)))
        .order_by(col(SubscriptionRow.id))
        .execution_options(populate_existing=True)
    )
    moved = []
    for row in rows.all():
        wanted = replace(filter_of(row.filter_key), actor_id=other)
        key = filter_key(wanted)
        same: tuple[Any, ...] = (
            col(SubscriptionRow.chat_id) == row.chat_id,
            col(SubscriptionRow.thread_id) == row.thread_id,
            col(SubscriptionRow.filter_key) == key,
        )
        if await session.scalar(select(col(SubscriptionRow.id)).where(*same)) is not None:
            continue
        row.filter_key, row.actor_id = key, other
        row.watch = watch_key(wanted) if row.watch is not None else None
        await session.flush()
        moved.append(cast(int, row.id))
    return moved
