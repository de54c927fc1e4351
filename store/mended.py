"""What persons said of events against what a reader says: which is which over a new reading, and what holds. All pure.

A mended event is known again by type and trigger, as any event is; where a newer reader found its trigger a little
elsewhere or took it for another type, by the overlap of the triggers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nlp.schema import MODES, Event
from store.detail import from_document, to_document
from store.records import Verdict
from store.tables import EventRow, MendedEvent

CORRECTABLE = ("type", "mode", "sources", "targets", "places", "when", "status", "killed", "wounded")
"""The fields of an event that a person may correct."""


@dataclass(frozen=True, slots=True)
class Known:
    """An event that the archive has: its row unless it is rejected, and what was said of it, if anything."""

    own: Event
    position: int
    row: EventRow | None
    mended: MendedEvent | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """An event after a reading: what the reader says (None: finds it no more) and what the archive knew of it."""

    own: Event | None
    known: Known | None
    position: int


def known_events(rows: Sequence[EventRow], mended: Sequence[MendedEvent]) -> list[Known]:
    """Give an article's events with the reader's own reading of each, rejected ones among them, in text order."""
    by_event = {one.event_id: one for one in mended}
    known = [Known(_own(row, by_event.get(row.id or 0)), row.position, row, by_event.get(row.id or 0)) for row in rows]
    there = {row.id for row in rows}
    known += [Known(from_document(one.own), one.position, None, one) for one in mended if one.event_id not in there]
    return sorted(known, key=lambda one: (one.position, one.mended is not None and not one.mended.found))


def own_reading(known: Sequence[Known]) -> tuple[Event, ...]:
    """Give what the reader said at last, as if nothing had been mended."""
    return tuple(one.own for one in known if one.mended is None or one.mended.found)


def fit(events: Sequence[Event], known: Sequence[Known]) -> list[Fitted]:
    """Say which event of a reading is which of those known; what it has no more comes last.

    Of two with one type and trigger the earlier is the earlier.
    """
    waiting: dict[tuple[Any, ...], list[Known]] = defaultdict(list)
    for one in reversed(known):
        waiting[_mark(one.own)].append(one)
    found: list[Known | None] = [waiting[_mark(event)].pop() if waiting[_mark(event)] else None for event in events]
    left = [one for some in waiting.values() for one in some]
    moved = [one for one in left if one.mended is not None]
    for number, event in enumerate(events):
        if found[number] is None and (near := _nearest(event, moved)) is not None:
            found[number] = near
            moved.remove(near)
            left.remove(near)
    fitted = [Fitted(event, one, place) for place, (event, one) in enumerate(zip(events, found, strict=True))]
    return fitted + [Fitted(None, one, one.position) for one in left]


def corrected(own: Event, fields: Mapping[str, Any]) -> Event:
    """Give the event with a person's fields in place of the reader's; a mode that the type does not have is dropped."""
    if not fields:
        return own
    document = to_document(own) | dict(fields)
    event = from_document({name: value for name, value in document.items() if value is not None or name == "mode"})
    return event if event.mode in MODES[event.type] else replace(event, mode=None)


def fields_of(event: Event, names: Sequence[str]) -> dict[str, Any]:
    """Give these fields of an event as parts of its document, None for one that it does not have."""
    document = to_document(event)
    return {name: document.get(name) for name in names}


def stands(mended: MendedEvent | None) -> bool:
    """Whether a person said that the event is one, so that it stays where no reader finds it."""
    return (
        mended is not None
        and mended.verdict is not Verdict.REJECTED
        and (mended.verdict is Verdict.CONFIRMED or bool(mended.fields))
    )


def is_rejected(mended: MendedEvent | None) -> bool:
    """Whether a person said that there is no such event."""
    return mended is not None and mended.verdict is Verdict.REJECTED


def says_nothing(mended: MendedEvent) -> bool:
    """Whether all that was said of the event has been taken back."""
    return mended.verdict is None and not mended.fields


def _own(row: EventRow, mended: MendedEvent | None) -> Event:
    return from_document(mended.own if mended is not None else row.detail)


def _mark(event: Event) -> tuple[Any, ...]:
    return event.type, event.trigger.start, event.trigger.end


def _nearest(event: Event, moved: Sequence[Known]) -> Known | None:
    """Of the mended events that a trigger overlaps the one of the same type, else the one that it overlaps most."""
    overlaps = [(one.own.type == event.type, overlap(event, one.own), -one.position, one) for one in moved]
    near = [entry for entry in overlaps if entry[1] > 0]
    return max(near, key=lambda entry: entry[:3])[3] if near else None


def overlap(one: Event, other: Event) -> int:
    """How many characters of the text the triggers of two events have in common; 0 or less for none."""
    return min(one.trigger.end, other.trigger.end) - max(one.trigger.start, other.trigger.start)
