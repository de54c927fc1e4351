"""What persons say of events: that one stands, that it is none, that it was otherwise.

What is said is kept apart from what the reader says (`mended_event`), and the article's events are written anew from
both (`store.recording.remake`), now and at every later reading. All functions that write need a session of
`Database.write`, log what they do and give the number of that act, None where nothing was to be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Event
from store.acts import log
from store.detail import from_document
from store.errors import UnknownEventError
from store.mended import CORRECTABLE, fields_of
from store.recording import one_at_a_time, remake
from store.records import ActKind, MendedRecord, Verdict, Who
from store.tables import EventRow, MendedEvent

_VERDICTS = {
    ActKind.CONFIRM: Verdict.CONFIRMED,
    ActKind.REJECT: Verdict.REJECTED,
    ActKind.RESTORE: None,
}


async def judge(session: AsyncSession, event_id: int, kind: ActKind, *, who: Who, now: datetime) -> int | None:
    """Confirm an event (it stays, found by a reader or not), reject it (it is kept out), or restore a rejected one.

    UnknownEventError.
    """
    mended = await _mended(session, event_id)
    before, verdict = mended.verdict, _VERDICTS[kind]
    if before is verdict or (kind is ActKind.RESTORE and before is not Verdict.REJECTED):
        return None
    mended.verdict = verdict
    await _write(session, mended, now)
    return await _log(session, mended, kind, who, now, {"verdict": before}, {"verdict": verdict})


async def correct(
    session: AsyncSession, event_id: int, changed: Event, fields: Sequence[str], *, who: Who, now: datetime
) -> int | None:
    """Put these fields of `changed` (some of `CORRECTABLE`) in place of the event's. UnknownEventError."""
    assert set(fields) <= set(CORRECTABLE), "only what a person may correct"
    mended = await _mended(session, event_id)
    if mended.verdict is Verdict.REJECTED:
        raise UnknownEventError(event_id)
    row = await session.get_one(EventRow, event_id)
    values = fields_of(changed, fields)
    if values == fields_of(from_document(row.detail), fields):
        return None
    before = {"fields": _overlaid(mended, values)}
    mended.fields = mended.fields | values
    await _write(session, mended, now)
    return await _log(session, mended, ActKind.CORRECT, who, now, before, {"fields": _overlaid(mended, values)})


async def unsay(
    session: AsyncSession, event_id: int, before: Mapping[str, Any], after: Mapping[str, Any], *, now: datetime
) -> bool:
    """Undo what was said of an event; False where it is not what stands now, or the event is gone."""
    try:
        mended = await _mended(session, event_id)
    except UnknownEventError:
        return False
    if "verdict" in after:
        if mended.verdict != after["verdict"]:
            return False
        mended.verdict = Verdict(before["verdict"]) if before["verdict"] else None
    else:
        if _overlaid(mended, after["fields"]) != after["fields"]:
            return False
        left = {name: value for name, value in mended.fields.items() if name not in before["fields"]}
        mended.fields = left | {name: value[0] for name, value in before["fields"].items() if value}
    await _write(session, mended, now)
    return True


async def of_article(session: AsyncSession, article_id: int) -> dict[int, MendedRecord]:
    """Give what was said of the article's events, by event, in text order."""
    rows = await session.scalars(
        select(MendedEvent)
        .where(col(MendedEvent.article_id) == article_id)
        .order_by(col(MendedEvent.position), col(MendedEvent.event_id))
        .execution_options(populate_existing=True)
    )
    return {row.event_id: _record(row) for row in rows}


async def get(session: AsyncSession, event_id: int) -> MendedRecord | None:
    """Give what was said of an event, None where nobody said anything of it."""
    row = await session.get(MendedEvent, event_id, populate_existing=True)
    return _record(row) if row else None


async def _mended(session: AsyncSession, event_id: int) -> MendedEvent:
    """The row that holds what is said of an event; a new one, not written yet, where nothing was said."""
    await one_at_a_time(session)
    mended = await session.get(MendedEvent, event_id, populate_existing=True)
    if mended is not None:
        return mended
    row = await session.get(EventRow, event_id, populate_existing=True)
    if row is None:
        raise UnknownEventError(event_id)
    return MendedEvent(
        event_id=event_id,
        article_id=row.article_id,
        fields={},
        own=row.detail,
        position=row.position,
        recorded_at=row.recorded_at,
        changed_at=row.changed_at,
        told=[],
    )


async def _write(session: AsyncSession, mended: MendedEvent, now: datetime) -> None:
    session.add(mended)
    await session.flush()
    await remake(session, mended.article_id, now=now)


async def _log(
    session: AsyncSession,
    mended: MendedEvent,
    kind: ActKind,
    who: Who,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> int:
    touched = {"article_id": mended.article_id, "event_id": mended.event_id}
    return await log(session, who, kind, now=now, before=before, after=after, **touched)


def _overlaid(mended: MendedEvent, names: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What stands in place of the reader's, by field: a list of one, or an empty one where the reader's stands."""
    return {name: [mended.fields[name]] if name in mended.fields else [] for name in names}


def _record(row: MendedEvent) -> MendedRecord:
    own = from_document(row.own)
    return MendedRecord(row.event_id, row.article_id, row.verdict, tuple(row.fields), own, row.position)
