"""What destinations were told: which events, in which message, and which of them a new reading has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.detail import from_document
from store.events import load
from store.facts import changed, facts_of, facts_of_text
from store.records import Correction, Destination, EventRecord, Told, ToldEvent
from store.retold import TAKEN_BACK, mark_taken_back
from store.rows import batches, insert_into
from store.tables import DeliveredEvent, EventRow

_FEW = 2_000  # changed events that are looked for among what was told; of more, what was told is gone through

COUNTED_ONLY = ""
"""The facts of an event of which a digest told no more than that it is one of «37 autres»."""

_UPDATED = ("message_id", "facts", "sources", "alert", "subscription_id", "delivered_at")


def as_told(record: EventRecord, sources: int = 1) -> ToldEvent:
    """Give the event as a message is about to tell it."""
    return ToldEvent(record.id, str(facts_of(record.event)), sources)


async def record_told(
    session: AsyncSession,
    to: Destination,
    told: Iterable[ToldEvent],
    *,
    now: datetime,
    message_id: int | None = None,
    subscription_id: int | None = None,
    alert: bool = False,
) -> None:
    """Record that the destination was told of these events; telling one again (corrected, edited) takes its place.

    An event whose `facts` are None is recorded with those that it has now. One that a new reading of its article has
    removed meanwhile is passed over. Facts `store.retold.TAKEN_BACK` say that the event was told to be no more.
    """
    by_id = {one.event_id: one for one in told}
    taken_back = [number for number, one in by_id.items() if one.facts == TAKEN_BACK]
    if taken_back:
        await mark_taken_back(session, to, taken_back)
        by_id = {number: one for number, one in by_id.items() if one.facts != TAKEN_BACK}
    for batch in batches(sorted(by_id)):
        facts = await _facts_now(session, [by_id[event_id] for event_id in batch])
        values = [
            {
                "chat_id": to.chat_id,
                "thread_id": to.thread_id or 0,
                "event_id": event_id,
                "delivered_at": now,
                "message_id": message_id,
                "facts": facts[event_id] if by_id[event_id].facts is None else by_id[event_id].facts,
                "sources": by_id[event_id].sources,
                "alert": alert,
                "subscription_id": subscription_id,
            }
            for event_id in batch
            if event_id in facts
        ]
        if values:
            statement = insert_into(session, DeliveredEvent)
            updated = {name: statement.excluded[name] for name in _UPDATED}
            keys = ["chat_id", "thread_id", "event_id"]
            await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=updated), values)


async def _facts_now(session: AsyncSession, told: Sequence[ToldEvent]) -> dict[int, str | None]:
    """Of the events that are there, the facts that they have now where it is not said which were told."""
    unsaid = [one.event_id for one in told if one.facts is None]
    # Locked, so that a new reading of an article removes none of them before this is written.
    there = select(col(EventRow.id)).where(col(EventRow.id).in_([one.event_id for one in told]))
    ids = await session.scalars(there.order_by(col(EventRow.id)).with_for_update(read=True, key_share=True))
    found: dict[int, str | None] = {cast(int, event_id): None for event_id in ids}
    if unsaid:
        rows = await session.execute(select(col(EventRow.id), col(EventRow.detail)).where(col(EventRow.id).in_(unsaid)))
        found |= {cast(int, event_id): str(facts_of(from_document(detail))) for event_id, detail in rows}
    return found


async def told_of(session: AsyncSession, to: Destination, event_ids: Collection[int]) -> dict[int, Told]:
    """Give, of these events, those that the destination was told of, by event; of what was only counted it was not."""
    found: dict[int, Told] = {}
    for batch in batches(sorted(set(event_ids))):
        rows = await session.scalars(
            select(DeliveredEvent)
            .where(*_at(to), col(DeliveredEvent.event_id).in_(batch), _TOLD)
            .execution_options(populate_existing=True)
        )
        found |= {row.event_id: _told(row) for row in rows}
    return found


async def told_in(session: AsyncSession, to: Destination, message_id: int) -> tuple[Told, ...]:
    """Give the events that one message told, so that it can be written anew with a further source."""
    rows = await session.scalars(
        select(DeliveredEvent)
        .where(*_at(to), col(DeliveredEvent.message_id) == message_id)
        .order_by(col(DeliveredEvent.event_id))
        .execution_options(populate_existing=True)
    )
    return tuple(_told(row) for row in rows)


async def corrections(
    session: AsyncSession, to: Destination, *, since: datetime | None = None, limit: int = 20
) -> tuple[Correction, ...]:
    """Give the events that the destination was told of with other facts than they have now, latest change first.

    `since` leaves out changes before it. Telling one again (`record_told`) ends its being a correction, as does a
    reading that changes it back. What was told before facts were kept, or by a version of other facts, is left out.
    """
    anew = await _changed_since(session, since) if since else None
    parts = [None] if anew is None else list(batches(anew))
    found: list[tuple[int, Told, tuple[str, ...]]] = []
    for some in parts:
        found += await _changed_of(session, to, some, since, limit - len(found))
        if len(found) == limit:
            break
    records = {record.id: record for record in await load(session, [event_id for event_id, *_ in found])}
    return tuple(Correction(records[number], told, differ) for number, told, differ in found if number in records)


def corrections_of(records: Iterable[EventRecord], told: Iterable[Told]) -> tuple[Correction, ...]:
    """Give those of the events that were told with other facts than they have now."""
    by_event = {one.event_id: one for one in told}
    found = []
    for record in records:
        one = by_event[record.id]
        before = facts_of_text(one.facts or "")
        differ = changed(before, facts_of(record.event)) if before else ()
        if differ:
            found.append(Correction(record, one, differ))
    return tuple(found)


async def _changed_since(session: AsyncSession, since: datetime) -> list[int] | None:
    """The events changed since, latest first; None where they are so many that what was told is to be gone through."""
    changed = (col(EventRow.changed_at), col(EventRow.id))
    latest = select(changed[1]).where(changed[0] > since).order_by(changed[0].desc(), changed[1].desc())
    ids = (await session.scalars(latest.limit(_FEW + 1))).all()
    return [cast(int, event_id) for event_id in ids] if len(ids) <= _FEW else None


async def _changed_of(
    session: AsyncSession, to: Destination, some: Sequence[int] | None, since: datetime | None, limit: int
) -> list[tuple[int, Told, tuple[str, ...]]]:
    """What the destination was told of with other facts, of some events or (None) of all that it was told of."""
    recent = (col(EventRow.changed_at) > since,) if since else (col(EventRow.changed_at).is_not(None),)
    among = () if some is None else (col(DeliveredEvent.event_id).in_(some),)
    rows = await session.execute(
        select(DeliveredEvent, col(EventRow.detail))
        .join(EventRow, col(EventRow.id) == col(DeliveredEvent.event_id))
        .where(
            *_at(to), *among, *recent, col(DeliveredEvent.facts).is_not(None),
            col(EventRow.changed_at) > col(DeliveredEvent.delivered_at),
        )
        .order_by(col(EventRow.changed_at).desc(), col(EventRow.id).desc())
        .execution_options(populate_existing=True)
    )  # fmt: skip
    found: list[tuple[int, Told, tuple[str, ...]]] = []
    for row, detail in rows:
        before = facts_of_text(row.facts or "")
        differ = changed(before, facts_of(from_document(detail))) if before else ()
        if differ:
            found.append((row.event_id, _told(row), differ))
        if len(found) == limit:
            break
    return found


_TOLD = or_(col(DeliveredEvent.facts).is_(None), col(DeliveredEvent.facts) != COUNTED_ONLY)


def _at(to: Destination) -> tuple[ColumnElement[bool], ...]:
    return col(DeliveredEvent.chat_id) == to.chat_id, col(DeliveredEvent.thread_id) == (to.thread_id or 0)


def _told(row: DeliveredEvent) -> Told:
    return Told(row.event_id, row.message_id, row.facts, row.sources, row.alert, row.subscription_id, row.delivered_at)
