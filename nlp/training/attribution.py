"""Fit the weights by which `nlp.attribution` decides whose report covers an event.

    python -m nlp.training attribution --gold ../shared/gold

Reads the annotated articles, prints precision, recall and F1 of the names under five-fold cross-validation by article,
and writes `nlp/patterns/fr_attribution_weights.py`.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from nlp.actors import ActorList
from nlp.attribution import BAR, attribution_from, describe
from nlp.coreference import Cast
from nlp.names import fold
from nlp.pipeline import FrenchPipeline, load
from nlp.reports import find_reports
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.dates import Example, fit, write_weights

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_attribution_weights.py"
_STRENGTH = 0.05  # of the penalty on large weights, best under cross-validation


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event: its article's fold, its reports' features and names, the annotated names' forms."""

    fold: int
    reports: tuple[tuple[tuple[str, ...], str], ...]
    gold: tuple[tuple[str, ...], ...]


def cases(gold_folder: Path, pipeline: FrenchPipeline, actors: ActorList) -> list[Case]:
    """Describe the reports around every annotated event."""
    found = []
    for number, row in annotated(gold_folder):
        doc = pipeline.parse(row["text"])
        cast = Cast(doc, actors)
        for event, span in triggers_in(doc, row):
            reports = []
            for report in find_reports(doc, span.root):
                named = attribution_from(doc, report, cast)
                if named:
                    features = tuple(describe(doc, span.root, report, EventType(event["type"])))
                    reports.append((features, named.name))
            gold = tuple(_forms(entry) for entry in event["attribution"])
            found.append(Case(number, tuple(reports), gold))
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
    """Turn each report into a choice between «nobody» and the report."""
    found: list[Example] = []
    for case in data:
        for features, name in case.reports:
            right = any(_same(name, forms) for forms in case.gold)
            found.append((case.fold, [((), not right), (features, right)]))
    return found


def score(weights: dict[str, float], data: list[Case], bar: float = 0.0) -> tuple[int, int, int]:
    """Count the right, the given and the annotated names."""
    right = given = wanted = 0
    for case in data:
        names = {n for features, n in case.reports if sum(weights.get(f, 0.0) for f in features) > bar}
        given, wanted = given + len(names), wanted + len(case.gold)
        right += sum(any(_same(name, forms) for forms in case.gold) for name in names)
    return right, given, wanted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = cases(options.gold, load(), ActorList.load())
    counts = []
    for fold_number in range(FOLDS):
        weights = fit(as_examples([case for case in data if case.fold != fold_number]), _STRENGTH)
        counts.append(score(weights, [case for case in data if case.fold == fold_number], BAR))
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / given, right / wanted
    both = 2 * precision * recall / (precision + recall)
    print(f"P {precision:.1%} R {recall:.1%} F1 {both:.1%} of {wanted} names under cross-validation")
    write_weights(_TARGET, "attribution", fit(as_examples(data), _STRENGTH))
