"""Names that people type against the names in the archive: the same, the same sounds or consonants, a slip apart.

Candidates come from the aliases' indexes only: the same folded name; the same skeleton, of the whole or of the last
word («Baghdadi»); a skeleton one consonant off; the same beginning. `nlp.likeness` ranks these few, never the whole
table, by the measure that the gazetteer's names are ranked by too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from nlp.likeness import Spelling, likeness, one_consonant_off, spelling, spelling_of_key
from store.entries import ACTORS, Kind
from store.homes import roots_of
from store.naming import Keys, identity, keys

EXACT = 100.0

SAME_TAIL = 75.0
"""The most for the last word of a longer name («Baghdadi» for «Abou Bakr al-Baghdadi») or the other way round."""

SAME_HEAD = 70.0
"""The least for the first word of a longer name («Boko» for «Boko Haram»): to be offered."""

NEIGHBOUR = 72.0
"""The most for a name that only looks like the typed one: to be offered, never to be taken."""

LEAST = 65.0
"""A candidate below this is no help: the 56 variants of tests/store/test_matching.py score 72 and more."""

_CANDIDATES = 2000
_KEYS = 64  # asked for at once: for hundreds SQLite rather reads a table of some thousand rows whole
_PREFIX = 3
_FIRST_WORD = 4  # letters of a first word that tells a name from others
_HOPEFUL = 70.0  # per cent of letters alike, below which names of other consonants are not compared closely


async def match(
    session: AsyncSession, kind: Kind, name: str, *, limit: int, near: bool = True
) -> list[tuple[Any, float]]:
    """Give the rows whose names come nearest to `name` with their scores, best first, most active first among equals.

    Where the name is exactly an alias, only the rows that have it are given; without `near` never others.
    """
    typed = keys(name)
    if not typed.folded:
        return []
    written = spelling(name)
    # Who bears the name first: most do, and looking for all who nearly do takes PostgreSQL ten times as long.
    forms = await _forms(session, kind, (kind.aliases.folded == typed.folded,))
    near = near and not forms
    if near:
        forms = await _forms(session, kind, _choices(kind.aliases, typed))
    if kind.taught is not None:
        taught = [tuple(row) for row in await session.execute(_taught(kind.taught, typed, near=near))]
        if bears := [owner for owner, folded, *_ in taught if folded == typed.folded]:
            return await _rows(session, kind, {bears[0]: EXACT}, limit)  # an admin said so
        forms += taught
    if exact := {owner: EXACT for owner, folded, *_ in forms if folded == typed.folded}:
        return await _rows(session, kind, exact, limit)
    scores: dict[int, float] = {}
    for owner, folded, skeleton, tail in forms:
        found = _score(typed, written, Keys(folded, skeleton, tail))
        if found >= LEAST:
            scores[owner] = max(found, scores.get(owner, 0.0))
    return await _rows(session, kind, scores, limit)


async def rows_by_key(session: AsyncSession, kind: Kind, known: Collection[str]) -> dict[str, Any]:
    """Give the rows whose identity over the archive is one of the keys."""
    rows = await session.scalars(
        select(kind.rows)
        .where(kind.rows.identity.in_([identity("", key) for key in sorted(known)]))
        .execution_options(populate_existing=True)
    )
    return {row.key: row for row in rows}


def score(typed: str, alias: Keys) -> float:
    """Give how near the alias comes to the typed name, from 0 to 100; 100 only where it is the same after folding."""
    return _score(keys(typed), spelling(typed), alias)


def _score(asked: Keys, written: Spelling, alias: Keys) -> float:
    letters = fuzz.ratio(asked.folded, alias.folded)
    if letters >= _HOPEFUL or asked.skeleton == alias.skeleton:
        near = likeness(written, spelling_of_key(alias.folded, alias.skeleton))
        if near:
            return near
    alike = min(NEIGHBOUR, 0.5 * letters + 0.49 * fuzz.ratio(asked.skeleton, alias.skeleton))
    if len(asked.folded) >= _FIRST_WORD and alias.folded.startswith(f"{asked.folded} "):
        alike = max(alike, SAME_HEAD)
    if asked.skeleton and asked.skeleton == alias.tail:
        return max(alike, _by_last_word(asked.folded, alias.folded))
    if asked.tail and asked.tail == alias.skeleton:
        return max(alike, _by_last_word(alias.folded, asked.folded))
    return alike


def _by_last_word(word: str, name: str) -> float:
    return SAME_TAIL * (0.6 + 0.004 * fuzz.ratio(word, name.rpartition(" ")[2]))


def _choices(aliases: Any, typed: Keys) -> Iterable[ColumnElement[bool]]:
    yield aliases.folded == typed.folded
    if not typed.skeleton:
        return
    yield aliases.skeleton == typed.skeleton
    yield aliases.tail == typed.skeleton
    if typed.tail:
        yield aliases.tail == typed.tail
        yield aliases.skeleton == typed.tail
    off = sorted(one_consonant_off(typed.skeleton))
    for begin in range(0, len(off), _KEYS):
        yield aliases.skeleton.in_(off[begin : begin + _KEYS])
    yield _begins(aliases.folded, typed.folded)


def _taught(names: Any, typed: Keys, *, near: bool) -> Any:
    """The few names that admins taught which may be meant."""
    alike = names.folded == typed.folded
    if near and typed.skeleton:
        alike = or_(alike, names.skeleton == typed.skeleton, names.tail == typed.skeleton)
    return select(names.owner_id, names.folded, names.skeleton, names.tail).where(alike).limit(_CANDIDATES)


def _begins(column: Any, key: str) -> ColumnElement[bool]:
    # Every character of a key is below «~» in the order of bytes. (No BETWEEN: SQLAlchemy's rendering of it with a
    # collation is no valid PostgreSQL.)
    return cast(ColumnElement[bool], (column >= key[:_PREFIX]) & (column < key[:_PREFIX] + "~"))


async def _forms(
    session: AsyncSession, kind: Kind, choices: Iterable[ColumnElement[bool]]
) -> list[tuple[int, str, str, str]]:
    """The aliases of each choice, the likeliest choices first, in one question to the database."""
    aliases = kind.aliases
    columns = (aliases.owner_id, aliases.folded, aliases.skeleton, aliases.tail)
    rows = await session.execute(union_all(*(select(*columns).where(choice) for choice in choices)).limit(_CANDIDATES))
    return list(dict.fromkeys((owner, folded, skeleton, tail) for owner, folded, skeleton, tail in rows))


async def _merged(session: AsyncSession, rows: Sequence[Any], scores: dict[int, float]) -> list[Any]:
    """Put in place of an actor that was merged with another that other one, as well matched."""
    roots = await roots_of(session, {row.id for row in rows if row.merged_into is not None})
    for one, root in roots.items():
        scores[root] = max(scores[one], scores.get(root, 0.0))
    there = {row.id: row for row in rows if row.id not in roots}
    for root in set(roots.values()) - there.keys():
        there[root] = await session.get_one(ACTORS.rows, root, populate_existing=True)
    return list(there.values())


async def _rows(session: AsyncSession, kind: Kind, scores: dict[int, float], limit: int) -> list[tuple[Any, float]]:
    if not scores:
        return []
    # More than asked for, so that activity decides among equals before the cut.
    best = sorted(scores, key=lambda owner: -scores[owner])[: limit * 10]
    rows = (
        await session.scalars(select(kind.rows).where(kind.rows.id.in_(best)).execution_options(populate_existing=True))
    ).all()
    if kind is ACTORS:
        rows = await _merged(session, rows, scores)
    ranked = sorted(rows, key=lambda row: (-round(scores[row.id], 1), -row.activity, row.id))
    return [(row, round(scores[row.id], 1)) for row in ranked[:limit]]
