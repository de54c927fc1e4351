"""Fit the weights by which `nlp.attribution` decides who reports an event.

    python -m nlp.training attribution --gold ../shared/gold

Reads the annotated articles, prints precision, recall and F1 of the names under five-fold cross-validation by article,
apart for the gold, for our own articles and for those retold from wires, and writes
`nlp/patterns/fr_attribution_weights.py`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from nlp.actors import ActorList
from nlp.attribution import choose
from nlp.attribution_features import NOBODY, candidates, describe
from nlp.coreference import Cast
from nlp.names import fold
from nlp.pipeline import load
from nlp.plain_doc import plain
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.dates import RETOLD, Example, Weights, fit, group_of, source_of, write_weights
from nlp.voices import conversation_of, is_same

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_attribution_weights.py"
_RARE = 25
"""Candidates that must have a feature: 1,300 weights tell as much in cross-validation as 3,000 from 8 on."""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event: its article's fold and source, the features and names of the speakers near it.

    `gold` holds the annotated names, each with its other forms.
    """

    fold: int
    source: str
    speakers: tuple[tuple[tuple[str, ...], str], ...]
    gold: tuple[tuple[str, ...], ...]

    def is_right(self, name: str) -> bool:
        """Tell whether a name is one of the annotated."""
        words = frozenset(fold(name).split())
        return any(is_same(words, frozenset(fold(form).split())) for forms in self.gold for form in forms)


def cases_of(number: int, row: dict[str, Any], doc: Doc, actors: ActorList) -> Iterator[Case]:
    """Describe the speakers around every annotated event of an article."""
    cast = Cast(doc, actors)
    talk = conversation_of(doc, cast, row["text"])
    for event, span in triggers_in(doc, row):
        kind = EventType(event["type"])
        speakers = tuple(
            (tuple(describe(talk, span.root, kind, speaker)), speaker.best.said.name)
            for speaker in candidates(talk, span.root)
        )
        yield Case(number, source_of(row), speakers, tuple(_forms(entry) for entry in event["attribution"]))


def _forms(entry: object) -> tuple[str, ...]:
    if isinstance(entry, dict):
        return (str(entry["name"]), *entry.get("also", []))
    return (str(entry),)


def as_examples(data: list[Case]) -> list[Example]:
    """Turn each event into a choice between «nobody» and the speakers; without those whose speaker is not found."""
    found = []
    for case in data:
        rows = [(features, case.is_right(name)) for features, name in case.speakers]
        if rows and (not case.gold or any(right for _, right in rows)):
            found.append(Example(case.fold, "", ((NOBODY, not case.gold), *rows)))
    return found


def score(weights: Weights, data: list[Case]) -> Counter[str]:
    """Count the right, the given and the annotated names."""
    counts: Counter[str] = Counter()
    for case in data:
        scores = [sum(weights.get(name, 0.0) for name in features) for features, _ in case.speakers]
        best = choose(scores, sum(weights.get(name, 0.0) for name in NOBODY))
        counts["wanted"] += len(case.gold)
        if best is not None:
            counts.update(given=1, right=int(case.is_right(case.speakers[best][1])))
    return counts


def cross_validate(data: list[Case]) -> Iterator[str]:
    """Say precision, recall and F1 by weights fitted to the other folds, for each kind of article."""
    counts: dict[str, Counter[str]] = {"gold": Counter(), "own": Counter(), RETOLD: Counter()}
    for number in range(FOLDS):
        weights = fit(as_examples([case for case in data if case.fold != number]), _RARE)
        for name, count in counts.items():
            count.update(score(weights, [c for c in data if c.fold == number and group_of(c.source) == name]))
    for name, count in counts.items():
        if not count["right"]:
            continue
        precision, recall = count["right"] / count["given"], count["right"] / count["wanted"]
        both = 2 * precision * recall / (precision + recall)
        yield f"{name}: P {precision:.1%} R {recall:.1%} F1 {both:.1%} of {count['wanted']} names, cross-validated"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    pipeline, actors = load(), ActorList.load()
    data = [
        case
        for number, row in annotated(options.gold)
        for case in cases_of(number, row, plain(pipeline.parse(row["text"])), actors)
    ]
    print(*cross_validate(data), sep="\n")
    write_weights(_TARGET, "attribution", fit(as_examples(data), _RARE))
