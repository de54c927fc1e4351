"""What was told of an event, in a few characters: enough to see later which facts a new reading has changed.

The text is kept beside every event that a destination was told of, so it is short: numbers, days and words as they
are, actors and places as a digest of who they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from nlp.schema import Actor, Event, Place
from store.entries import identity_of

_PART = 8  # hexadecimal digits: two sets of names are taken for the same once in four thousand million


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an event that a correction is about, each as text; '' where the event has none.

    `sources`, `targets` and `places` tell only whether they are the same ones.
    """

    mode: str
    status: str
    starts: str
    ends: str
    killed: str
    wounded: str
    sources: str
    targets: str
    places: str

    def __str__(self) -> str:
        """The text that is kept; `facts_of_text` reads it."""
        return "|".join(asdict(self).values())


def facts_of(event: Event) -> Facts:
    """Give the facts of an event."""
    days = (event.when.start, event.when.end) if event.when else (None, None)
    counts = (event.killed, event.wounded)
    return Facts(
        event.mode or "",
        event.status.value,
        *("" if day is None else day.isoformat() for day in days),
        *("" if count is None else str(count.value) for count in counts),
        *(_names(entries) for entries in (event.sources, event.targets, event.places)),
    )


def facts_of_text(text: str) -> Facts | None:
    """Give the facts that were kept as text, None where a version of other facts wrote it."""
    parts = text.split("|")
    return Facts(*parts) if len(parts) == len(fields(Facts)) else None


def changed(before: Facts, after: Facts) -> tuple[str, ...]:
    """Give the names of the facts that differ."""
    return tuple(field.name for field in fields(Facts) if getattr(before, field.name) != getattr(after, field.name))


def _names(entries: Iterable[Actor | Place]) -> str:
    known = sorted({identity_of(entry) for entry in entries})
    return hashlib.blake2s("\n".join(known).encode()).hexdigest()[:_PART] if known else ""
