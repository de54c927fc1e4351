"""Which extracted event stands for which annotated one: the rule of the customer's scorer (`score_events.py`).

Two events may be paired when they have the same type and either their triggers stand in the same sentence or they
share two of source, target, place. Pairs are chosen one to one, the best agreement first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.evaluation.names import Forms, matches
from nlp.evaluation.rates import Rates
from nlp.schema import Actor, Attribution, Event, EventType, Place, Span

_BREAK = re.compile(r"\n+|(?<=[.!?…»])\s+(?=[A-ZÀ-Ý«\"“(])")
_OVERLAP_BONUS = 3  # triggers that overlap outweigh any agreement of the slots
_DISTANCE_UNIT = 1_000_000  # characters; the distance of the triggers only breaks ties
MUTUAL = frozenset({EventType.ASSAULT, EventType.CONSULT})
"""Types whose two sides may be told in either order («des combats opposent A à B»)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a pair agrees, slot by slot, each from 0 to 1.

    `crossed` says that its sources are held against the gold's targets and the other way round.
    """

    type: float
    source: float
    target: float
    place: float
    date: float
    status: float
    crossed: bool

    @property
    def total(self) -> float:
        """The sum over the six slots."""
        return self.type + self.source + self.target + self.place + self.date + self.status

    @property
    def mean(self) -> float:
        """What a pair earns in the EVENT figure."""
        return self.total / 6


@dataclass(frozen=True, slots=True)
class Pair:
    """An extracted and an annotated event, by their positions, and how far they agree."""

    said: int
    gold: int
    agreement: Agreement


class Sentences:
    """A text cut as the scorer cuts it: at line ends, and after a full stop before a capital or an opening mark."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def number(self, position: int) -> int:
        """Give the sentence that a character stands in, counted from 0."""
        return bisect_right(self._starts, position) - 1

    def span(self, position: int) -> Span:
        """Cut out the sentence around a character, without blanks at either end."""
        number = self.number(position)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        text = self._text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Span(text, start, start + len(text))


def forms(entities: Sequence[Actor] | Sequence[Place] | Sequence[Attribution]) -> list[Forms]:
    """Give all names of each entity; one that only speaks has a single name."""
    named = ((item.name,) if isinstance(item, Attribution) else (item.name, *item.also) for item in entities)
    return [tuple(name for name in names if name) for names in named]


def days(event: Event) -> tuple[str | None, str | None] | None:
    """Give first and last day as the scorer compares them: an open end is the first day."""
    if event.when is None:
        return None
    start, end = event.when.start, event.when.end or event.when.start
    return (start.isoformat() if start else None, end.isoformat() if end else None)


def agreement(said: Event, gold: Event) -> Agreement:
    """Hold an extracted event against an annotated one."""
    source, target = _likeness(said.sources, gold.sources), _likeness(said.targets, gold.targets)
    crossed = False
    if gold.type in MUTUAL and gold.sources and gold.targets:
        other = _likeness(said.targets, gold.sources), _likeness(said.sources, gold.targets)
        if sum(other) > source + target:
            crossed = other[0] > source  # where only the target gains, the names are still counted straight
            source, target = other
    return Agreement(
        type=float(said.type == gold.type),
        source=source,
        target=target,
        place=_likeness(said.places, gold.places),
        date=float(days(said) == days(gold)),
        status=float(said.status == gold.status),
        crossed=crossed,
    )


def pair(said: Sequence[Event], gold: Sequence[Event], sentences: Sentences, *, typed: bool = True) -> list[Pair]:
    """Pair events one to one, the best agreement first; untyped, any two in one sentence may be a pair."""
    candidates = []
    for i, ours in enumerate(said):
        for j, theirs in enumerate(gold):
            if typed and ours.type != theirs.type:
                continue
            overlap = ours.trigger.start < theirs.trigger.end and theirs.trigger.start < ours.trigger.end
            near = sentences.number(ours.trigger.start) == sentences.number(theirs.trigger.start)
            if overlap or near or (typed and _shared(ours, theirs) >= 2):
                found = agreement(ours, theirs)
                distance = abs(ours.trigger.start - theirs.trigger.start) / _DISTANCE_UNIT
                candidates.append((found.total + _OVERLAP_BONUS * overlap + near - distance, Pair(i, j, found)))
    return _one_to_one(candidates)


def _one_to_one(candidates: list[tuple[float, Pair]]) -> list[Pair]:
    said, gold, chosen = set[int](), set[int](), []
    for _, candidate in sorted(candidates, key=lambda item: -item[0]):
        if candidate.said not in said and candidate.gold not in gold:
            said.add(candidate.said)
            gold.add(candidate.gold)
            chosen.append(candidate)
    return chosen


def _likeness(said: Sequence[Actor] | Sequence[Place], gold: Sequence[Actor] | Sequence[Place]) -> float:
    return Rates(len(matches(forms(said), forms(gold))), len(said), len(gold)).f1


def _shared(said: Event, gold: Event) -> int:
    """Count the roles in which the two name one entity at least in common."""
    roles = ((said.sources, gold.sources), (said.targets, gold.targets), (said.places, gold.places))
    return sum(bool(matches(forms(ours), forms(theirs))) for ours, theirs in roles)
