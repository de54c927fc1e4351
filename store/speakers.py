"""Who says so: the speakers that events are attributed to, found by name or by identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Attribution, Event
from store.matching import EXACT
from store.naming import clean, folded_key, identity
from store.records import NameMatch
from store.rows import batches
from store.tables import Attributed, EventRow, Speaker


async def find(session: AsyncSession, name: str, key: str | None = None) -> NameMatch | None:
    """Give the speaker of this name, or of this identity over the archive; None where nobody so called says a word."""
    wanted = [mark_of(name, None), *([mark_of(name, key)] if key else [])]
    rows = (await session.scalars(select(Speaker).where(col(Speaker.identity).in_(wanted)))).all()
    row = next((one for mark in reversed(wanted) for one in rows if one.identity == mark), None)
    return NameMatch("speaker", row.id, row.name, EXACT, key=key) if row else None


async def get(session: AsyncSession, speaker_id: int) -> NameMatch | None:
    """Give the speaker, None where there is none of this number."""
    row = await session.get(Speaker, speaker_id)
    if row is None:
        return None
    sort, _, key = row.identity.partition(":")
    return NameMatch("speaker", row.id, row.name, EXACT, key=key if sort == "key" else None)


async def attribute(session: AsyncSession, rows: Sequence[EventRow], events: Sequence[Event]) -> None:
    """Write who reports each event, entering speakers that are new."""
    ids = await _enter(session, [one for event in events for one in event.attribution])
    for row, event in zip(rows, events, strict=True):
        for speaker_id in dict.fromkeys(
            ids[mark] for one in event.attribution if (mark := mark_of(one.name, one.key)) in ids
        ):
            session.add(
                Attributed(
                    event_id=cast(int, row.id),
                    speaker_id=speaker_id,
                    type=row.type,
                    mode=row.mode,
                    status=row.status,
                    publisher_id=row.publisher_id,
                    day=row.day,
                )
            )


def mark_of(name: str, key: str | None) -> str:
    """Give what two speakers share that are one: the key over the archive, else the name without blanks."""
    return identity("", key) if key else f"name:{folded_key(name).replace(' ', '')}"


async def _enter(session: AsyncSession, said: Iterable[Attribution]) -> dict[str, int]:
    """Give the number of each speaker by its identity."""
    names: dict[str, str] = {}
    for one in said:
        if clean(one.name):
            names.setdefault(mark_of(one.name, one.key), clean(one.name))
    known: dict[str, int] = {}
    for marks in batches(sorted(names)):
        for row in await session.scalars(select(Speaker).where(col(Speaker.identity).in_(marks))):
            known[row.identity] = cast(int, row.id)
    new = [Speaker(identity=mark, name=name) for mark, name in names.items() if mark not in known]
    session.add_all(new)
    await session.flush()
    return known | {row.identity: cast(int, row.id) for row in new}
