"""What the examples say of lemmas and collocates: counts of events and of other proposals, each article apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from nlp.training.trigger_examples import Example
from nlp.trigger_clause import Features
from nlp.trigger_collocates import ANY, Weights, evidence, topic, weight
from nlp.trigger_model import memory

Seen = dict[str, tuple[float, float]]
_LEAST = 2  # proposals with a collocate from which its weight counts
_weight = cache(weight)  # of a few thousand pairs of counts


@dataclass(slots=True)
class Counts:
    """How often lemmas («lemma TYPE») and collocates (by type) were events, and how often they were proposed."""

    events: Counter[str] = field(default_factory=Counter)
    proposals: Counter[str] = field(default_factory=Counter)
    collocates: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def add(self, example: Example) -> None:
        """Count an example's proposals."""
        for proposal, value in zip(example.proposals, example.labels, strict=True):
            self.proposals[proposal.key] += 1
            self.events[proposal.key] += int(value)
            around = example.collocates[proposal.token]
            keys = [f"{slot}\t{word}" for slot, words in around.items() for word in words]
            for key in keys:
                entry = self.collocates.setdefault(key, {})
                for type_ in (proposal.type.value, ANY):
                    entry.setdefault(type_, [0.0, 0.0])[int(value)] += 1
            for key in example.words:
                self.collocates.setdefault(key, {}).setdefault(proposal.type.value, [0.0, 0.0])[int(value)] += 1

    def update(self, other: Counts) -> None:
        """Add another's counts."""
        self.events.update(other.events)
        self.proposals.update(other.proposals)
        for key, types in other.collocates.items():
            entry = self.collocates.setdefault(key, {})
            for type_, (none, event) in types.items():
                cell = entry.setdefault(type_, [0.0, 0.0])
                cell[0] += none
                cell[1] += event

    def seen(self) -> Seen:
        """Give, for each lemma and type, its events and its proposals."""
        return {key: (float(self.events[key]), float(n)) for key, n in self.proposals.items()}

    def weights(self) -> Weights:
        """Weigh all collocates."""
        weighed = {
            key: {type_: _weight(event, none) for type_, (none, event) in types.items() if none + event >= _LEAST}
            for key, types in self.collocates.items()
        }
        return {key: entry for key, entry in weighed.items() if entry}

    def weights_without(self, own: Counts) -> Weights:
        """Weigh the collocates of an article among the counts as if it were not: only those, only its own types."""
        weighed = {}
        for key, types in own.collocates.items():
            whole, entry = self.collocates[key], {}
            for type_, (none, event) in types.items():
                all_none, all_event = whole[type_]
                if all_none + all_event - none - event >= _LEAST:
                    entry[type_] = _weight(all_event - event, all_none - none)
            if entry:
                weighed[key] = entry
        return weighed


def count(examples: Iterable[Example]) -> list[Counts]:
    """Count the proposals of each example; a lead's counts are those of its article, which stands before it."""
    counts = list[Counts]()
    for example in examples:
        if example.lead:
            counts.append(counts[-1])
        else:
            counts.append(Counts())
            counts[-1].add(example)
    return counts


def total(parts: Sequence[Counts]) -> Counts:
    """Sum counts up, each once."""
    counts = Counts()
    for part in {id(part): part for part in parts}.values():
        counts.update(part)
    return counts


def rows(example: Example, all_: Counts, weights: Weights, own: Counts | None = None) -> list[Features]:
    """Describe an example's proposals by all counts and their weights.

    Its `own` counts, given where it is among them, are taken away lest memory be overrated.
    """
    if own is not None:
        weights = all_.weights_without(own)
    about = topic(example.words, weights)
    lines = []
    for proposal in example.proposals:
        events, sightings = all_.events[proposal.key], all_.proposals[proposal.key]
        if own:
            events, sightings = events - own.events[proposal.key], sightings - own.proposals[proposal.key]
        said = evidence(example.collocates[proposal.token], proposal.type.value, weights)
        known = memory(float(events), float(sightings))
        lines.append(proposal.features | known | said | about.get(proposal.type.value, {}))
    return lines
