"""What the forms of export have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.texts import Texts
from nlp.schema import EventType
from store.export import ExportedEvent

QUAD_CLASSES = {
    **dict.fromkeys(
        (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), "VERBAL COOPERATION"
    ),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), "MATERIAL COOPERATION"),
    **dict.fromkeys(
        (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), "VERBAL CONFLICT"
    ),
    **dict.fromkeys(
        (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT),
        "MATERIAL CONFLICT",
    ),
}  # fmt: skip
"""The four classes of interaction by type, after PLOVER's manual (openeventdata/PLOVER)."""


class Writer(Protocol):
    """Turns events into the text of one file: `begin`, then `more` any number of times, then `end`."""

    def begin(self) -> str:
        """What stands before the first event."""

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """The next events."""

    def end(self) -> str:
        """What stands after the last event."""


def kind(event: ExportedEvent, texts: Texts) -> str:
    """The event's mode, or its type where it has none, in plain words of the language."""
    mode = f"types.{event.type.value}.{event.mode}"
    return texts.singles[mode if texts.has(mode) else f"types.{event.type.value}"]  # plain words, as a test asserts
