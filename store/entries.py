"""The archive's actors and places: one row each by identity, with the forms of their names as aliases.

An alias is `own` where an article calls the entry so by its most explicit name, else it is one of the article's other
mentions. Of the others only forms that name someone are kept, and none that is an alias already: the earlier stays. An
own name always becomes an alias (two places may well share it) and takes it from an entry that only is also called so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nlp.schema import Actor, Place
from store.naming import clean, distinct, folded_key, identity, is_generic, is_identity, keys, names_someone, region_key
from store.rows import batches, insert_into
from store.tables import ActorAlias, ActorRow, PlaceAlias, PlaceRow, TaughtName

ACTOR_FACTS = ("kind", "country")
PLACE_FACTS = ("latitude", "longitude", "country", "admin1", "region")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two sorts of entries: its tables, the facts that an article may fill in, names that admins taught."""

    rows: Any
    aliases: Any
    facts: tuple[str, ...]
    taught: Any = None


ACTORS = Kind(ActorRow, ActorAlias, ACTOR_FACTS, TaughtName)
PLACES = Kind(PlaceRow, PlaceAlias, PLACE_FACTS)


def identity_of(entry: Actor | Place) -> str:
    """Give the identity of an actor (key or name) or of a place (key or name with country)."""
    country = entry.country if isinstance(entry, Place) else None
    return identity(entry.name, entry.key, country)


async def enter(session: AsyncSession, kind: Kind, mentioned: Sequence[Actor | Place]) -> dict[str, int]:
    """Give the row id for the identity of each mentioned actor or place; new ones get a row, all their aliases."""
    by_identity: dict[str, list[Actor | Place]] = defaultdict(list)
    for entry in mentioned:
        by_identity[identity_of(entry)].append(entry)
    ids = await _upsert(session, kind, by_identity)
    await _keep_own_names(session, kind, by_identity, ids)
    await _keep_other_names(session, kind, by_identity, ids)
    return ids


async def enter_by_hand(session: AsyncSession, kind: Kind, chosen: Sequence[Actor | Place]) -> dict[str, int]:
    """Give the row ids of entries that a person put into an event, by identity; new ones get a row and their name.

    Until an article names such an entry it takes no name from another, and none of its facts goes to a row that is
    there, so that it can be taken away without a trace (`forget_by_hand`).
    """
    by_identity: dict[str, list[Actor | Place]] = {identity_of(entry): [entry] for entry in chosen}
    new: list[tuple[int, str]] = []
    for batch in batches(sorted(by_identity)):
        values = [_values(kind, name, by_identity[name]) | {"by_hand": True} for name in batch]
        statement = insert_into(session, kind.rows).values(values)
        made = await session.execute(
            statement.on_conflict_do_nothing(index_elements=["identity"]).returning(kind.rows.identity, kind.rows.id)
        )
        new += [(number, by_identity[name][0].name) for name, number in made]
    await _insert_aliases(session, kind, new, own=True)
    ids: dict[str, int] = {}
    for batch in batches(sorted(by_identity)):
        rows = await session.execute(select(kind.rows.identity, kind.rows.id).where(kind.rows.identity.in_(batch)))
        ids |= dict(rows.all())
    return ids


async def _upsert(
    session: AsyncSession, kind: Kind, by_identity: Mapping[str, Sequence[Actor | Place]]
) -> dict[str, int]:
    ids: dict[str, int] = {}
    for batch in batches(sorted(by_identity)):
        statement = insert_into(session, kind.rows).values([_values(kind, name, by_identity[name]) for name in batch])
        filled: dict[str, Any] = {
            fact: func.coalesce(getattr(kind.rows, fact), statement.excluded[fact]) for fact in kind.facts
        }
        filled["by_hand"] = False
        rows = await session.execute(
            statement.on_conflict_do_update(index_elements=["identity"], set_=filled).returning(
                kind.rows.identity, kind.rows.id
            )
        )
        ids |= dict(rows.all())
    return ids


def _values(kind: Kind, name: str, entries: Sequence[Actor | Place]) -> dict[str, Any]:
    values: dict[str, Any] = {fact: _fact(entries, fact) for fact in kind.facts}
    values |= {"identity": name, "key": entries[0].key, "name": clean(entries[0].name), "activity": 0, "by_hand": False}
    if kind is PLACES:
        return values
    named = entries[0].key is not None or is_identity(entry.name for entry in entries)
    return values | {"as_source": 0, "as_target": 0, "named": named}


def _fact(entries: Sequence[Actor | Place], fact: str) -> Any:
    """The fact as the first entry has it that has it at all; the key of a region goes with its country and name."""
    if fact == "region":
        keys_of = (region_key(entry.country, entry.admin1) for entry in entries if isinstance(entry, Place))
        return next((key for key in keys_of if key), None)
    return next((value for entry in entries if (value := getattr(entry, fact)) is not None), None)


async def _keep_own_names(
    session: AsyncSession, kind: Kind, by_identity: Mapping[str, Sequence[Actor | Place]], ids: Mapping[str, int]
) -> None:
    """Keep the entries' own names; a keyed entry that an article just calls «groupe» does not get that for a name."""
    wanted = {
        (ids[name], folded_key(form)): form
        for name, entries in by_identity.items()
        for form in distinct(entry.name for entry in entries if not (entry.key and is_generic(entry.name)))
    }
    known = await _holders(session, kind, {folded for _, folded in wanted})
    table = kind.aliases
    for folded in sorted({folded for _, folded in wanted}):
        owners = {owner for owner, key in wanted if key == folded}
        lent = [owner for owner, own in known.get(folded, {}).items() if not own]
        if taken := [owner for owner in lent if owner not in owners]:
            await session.execute(delete(table).where(table.folded == folded, table.owner_id.in_(taken)))
        if promoted := [owner for owner in lent if owner in owners]:
            await session.execute(
                update(table).where(table.folded == folded, table.owner_id.in_(promoted)).values(own=True)
            )
    new = [(owner, form) for (owner, folded), form in wanted.items() if owner not in known.get(folded, {})]
    await _insert_aliases(session, kind, new, own=True)


async def _keep_other_names(
    session: AsyncSession, kind: Kind, by_identity: Mapping[str, Sequence[Actor | Place]], ids: Mapping[str, int]
) -> None:
    wanted: dict[str, tuple[int, str]] = {}
    for name, entries in by_identity.items():
        # «personnes», «police» are one entry whoever is meant: what else they were called would be no one's name.
        telling = [entry for entry in entries if entry.key or not is_generic(entry.name)]
        for form in distinct(form for entry in telling for form in entry.also if names_someone(form)):
            wanted.setdefault(folded_key(form), (ids[name], form))
    known = await _holders(session, kind, wanted.keys())
    await _insert_aliases(session, kind, [alias for folded, alias in wanted.items() if folded not in known], own=False)


async def _holders(session: AsyncSession, kind: Kind, folded: Collection[str]) -> dict[str, dict[int, bool]]:
    """Give, for each folded name that is an alias, whose it is and whether it is their own."""
    held: dict[str, dict[int, bool]] = defaultdict(dict)
    table = kind.aliases
    for batch in batches(sorted(folded)):
        rows = await session.execute(
            select(table.folded, table.owner_id, table.own)
            .join(kind.rows, kind.rows.id == table.owner_id)
            .where(table.folded.in_(batch), kind.rows.by_hand.is_(False))
        )
        for name, owner, own in rows:
            held[name][owner] = own
    return held


async def _insert_aliases(session: AsyncSession, kind: Kind, new: Sequence[tuple[int, str]], *, own: bool) -> None:
    for batch in batches(new):
        values = []
        for owner, form in batch:
            key = keys(form)
            found = {"folded": key.folded, "skeleton": key.skeleton, "tail": key.tail}
            values.append({"owner_id": owner, "form": clean(form.strip()), "own": own, **found})
        statement = insert_into(session, kind.aliases).values(values)
        await session.execute(statement.on_conflict_do_nothing(index_elements=["owner_id", "folded"]))


async def aliases_of(session: AsyncSession, kind: Kind, owners: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give the forms of the owners' names, own ones first, in the order in which they came."""
    forms: dict[int, list[str]] = defaultdict(list)
    table = kind.aliases
    for batch in batches(sorted(owners)):
        rows = await session.execute(
            select(table.owner_id, table.form).where(table.owner_id.in_(batch)).order_by(table.own.desc(), table.id)
        )
        for owner, form in rows:
            forms[owner].append(form)
        if kind.taught is not None:
            taught = select(kind.taught.owner_id, kind.taught.form).where(kind.taught.owner_id.in_(batch))
            for owner, form in await session.execute(taught.order_by(kind.taught.folded)):
                forms[owner] += [form] if form not in forms[owner] else []
    return {owner: tuple(found) for owner, found in forms.items()}
