"""Fit the weights by which `nlp.attribution` decides whose report covers an event.

    python -m nlp.training attribution --gold ../shared/gold

Reads the annotated articles, prints precision, recall and F1 of the names under five-fold cross-validation by article,
apart for the gold and for our own articles, and writes `nlp/patterns/fr_attribution_weights.py`.
"""

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nlp.actors import ActorList
from nlp.attribution import BAR, attribution_from, floors
from nlp.attribution_features import describe
from nlp.coreference import Cast
from nlp.names import fold
from nlp.pipeline import FrenchPipeline, load
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.dates import Example, Weights, fit, source_of, write_weights

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_attribution_weights.py"
_RARE = 8  # reports that must have a feature


@dataclass(frozen=True, slots=True)
class Heard:
    """A report that may cover an event: its features, the name it gives, how many sentences before it stands."""

    features: tuple[str, ...]
    name: str
    gap: int


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event: its article's fold and source, the reports around it, the annotated names' forms."""

    fold: int
    source: str
    reports: tuple[Heard, ...]
    gold: tuple[tuple[str, ...], ...]

    def is_right(self, name: str) -> bool:
        """Tell whether a name is one of the annotated."""
        return any(_same(name, forms) for forms in self.gold)


def cases(gold_folder: Path, pipeline: FrenchPipeline, actors: ActorList) -> list[Case]:
    """Describe the reports around every annotated event."""
    found = []
    for number, row in annotated(gold_folder):
        doc = pipeline.parse(row["text"])
        cast = Cast(doc, actors)
        for event, span in triggers_in(doc, row):
            reports = []
            for floor in floors(doc, span.root):
                named = attribution_from(doc, floor, cast)
                if named:
                    features = tuple(describe(doc, span.root, floor, EventType(event["type"])))
                    reports.append(Heard(features, named.name, floor.gap))
            gold = tuple(_forms(entry) for entry in event["attribution"])
            found.append(Case(number, source_of(row), tuple(reports), gold))
    return found


def _forms(entry: object) -> tuple[str, ...]:
    if isinstance(entry, dict):
        return (str(entry["name"]), *entry.get("also", []))
    return (str(entry),)


def _same(name: str, forms: tuple[str, ...]) -> bool:
    mine = set(fold(name).split())
    for form in forms:
        other = set(fold(form).split())
        small, large = sorted((mine, other), key=len)
        if small and small <= large and 2 * len(small) >= len(large):
            return True
    return False


def as_examples(data: list[Case]) -> list[Example]:
    """Turn each report into a choice between «nobody» and the report.

    A speaker whom the event's own sentence names too teaches nothing on reports that carry over.
    """
    found = []
    for case in data:
        near = any(not report.gap and case.is_right(report.name) for report in case.reports)
        for report in case.reports:
            right = case.is_right(report.name)
            if not (report.gap and near and right):
                found.append(Example(case.fold, "", (((), not right), (report.features, right))))
    return found


def score(weights: Weights, data: list[Case]) -> Counter[str]:
    """Count the right, the given and the annotated names."""
    counts: Counter[str] = Counter()
    for case in data:
        names = {r.name for r in case.reports if sum(weights.get(f, 0.0) for f in r.features) > BAR}
        counts.update(given=len(names), wanted=len(case.gold), right=sum(map(case.is_right, names)))
    return counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = cases(options.gold, load(), ActorList.load())
    counts: dict[str, Counter[str]] = {"gold": Counter(), "own": Counter()}
    for number in range(FOLDS):
        weights = fit(as_examples([case for case in data if case.fold != number]), _RARE)
        for name, count in counts.items():
            count.update(score(weights, [c for c in data if c.fold == number and (c.source == "") == (name == "gold")]))
    for name, count in counts.items():
        precision, recall = count["right"] / count["given"], count["right"] / count["wanted"]
        both = 2 * precision * recall / (precision + recall)
        print(f"{name}: P {precision:.1%} R {recall:.1%} F1 {both:.1%} of {count['wanted']} names, cross-validated")
    write_weights(_TARGET, "attribution", fit(as_examples(data), _RARE))
