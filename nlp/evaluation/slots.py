"""The slots of an event by name, their values side by side, and whether a value is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.evaluation.names import matches
from nlp.evaluation.pairing import days, forms
from nlp.schema import Actor, Attribution, Count, Event, Evidence, Place

NAMES = ("source", "target", "place", "attribution")
"""Slots that hold any number of names."""
FACTS = ("date", "status", "killed", "wounded", "mode")
"""Slots that are right or wrong as a whole."""
_CROSSED = {"source": "target", "target": "source"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot as text, its other forms, what it was read from, and whether the other side has it too."""

    text: str
    also: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A slot of an annotated and of an extracted event, value by value.

    `wrong` says that the two do not agree; where one of the events is absent, nothing is compared.
    """

    slot: str
    gold: tuple[Value, ...]
    said: tuple[Value, ...]
    wrong: bool


def compare(slot: str, said: Event | None, gold: Event | None, *, crossed: bool = False) -> Comparison:
    """Hold one slot of two events against each other; `crossed` swaps source and target of the extracted one."""
    ours = _values(said, _CROSSED.get(slot, slot) if crossed else slot) if said else ()
    theirs = _values(gold, slot) if gold else ()
    if said is None or gold is None:
        return Comparison(slot, theirs, ours, wrong=False)
    if slot in FACTS:
        right = is_right(said, gold, slot)
        return Comparison(slot, _marked(theirs, right), _marked(ours, right), not right)
    pairs = hits(said, gold, slot, crossed=crossed)
    said_right, gold_right = {i for i, _ in pairs}, {j for _, j in pairs}
    return Comparison(
        slot,
        tuple(Value(v.text, v.also, v.evidence, j in gold_right) for j, v in enumerate(theirs)),
        tuple(Value(v.text, v.also, v.evidence, i in said_right) for i, v in enumerate(ours)),
        wrong=not len(pairs) == len(ours) == len(theirs),
    )


def hits(said: Event, gold: Event, slot: str, *, crossed: bool = False) -> list[tuple[int, int]]:
    """Pair the names of a slot that are right with the gold's, by index."""
    ours = named(said, _CROSSED.get(slot, slot) if crossed else slot)
    return matches(forms(ours), forms(named(gold, slot)))


def is_right(said: Event, gold: Event, slot: str) -> bool:
    """Tell whether a slot of FACTS is right; «aucun» (0) and no number count as the same, as the scorer has it."""
    return _fact(said, slot) == _fact(gold, slot)


def named(event: Event, slot: str) -> Sequence[Actor] | Sequence[Place] | Sequence[Attribution]:
    """Give the names of a slot of NAMES."""
    if slot == "source":
        return event.sources
    if slot == "target":
        return event.targets
    return event.places if slot == "place" else event.attribution


def _fact(event: Event, slot: str) -> object:
    if slot == "date":
        return days(event)
    if slot == "status":
        return event.status
    if slot == "mode":
        return event.mode
    count = event.killed if slot == "killed" else event.wounded
    return (count.value if count else 0) or None


def _values(event: Event, slot: str) -> tuple[Value, ...]:
    if slot in NAMES:
        return tuple(
            Value(item.name, () if isinstance(item, Attribution) else item.also, item.evidence, right=True)
            for item in named(event, slot)
        )
    if slot == "date":
        return _date(event)
    if slot == "status":
        return (Value(event.status.value, (), event.status_evidence, right=True),)
    if slot == "mode":
        return (Value(event.mode, (), (), right=True),) if event.mode else ()
    return _count(event.killed if slot == "killed" else event.wounded)


def _date(event: Event) -> tuple[Value, ...]:
    if event.when is None:
        return ()
    start, end = days(event) or (None, None)
    text = (start or "…") if start == end else f"{start or '…'} to {end or '…'}"
    return (Value(text, (), event.when.evidence, right=True),)


def _count(count: Count | None) -> tuple[Value, ...]:
    return (Value(str(count.value), (), count.evidence, right=True),) if count else ()


def _marked(values: tuple[Value, ...], right: bool) -> tuple[Value, ...]:
    return tuple(Value(v.text, v.also, v.evidence, right) for v in values)
