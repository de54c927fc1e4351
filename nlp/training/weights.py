"""Weights of features by which one of several candidates is chosen: fitted, cross-validated, written as data."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.training import listwise
from nlp.training.annotated import FOLDS

_RARE = 80
"""Candidates that must have a feature: a bar of 40 tells no more in cross-validation."""
_PENALTY = 10.0  # on squared weights
_SMALLEST = 0.05  # a weight below it is not shipped
RETOLD = "retold"  # begins the names of the files of dispatches retold from wires

_SOURCE = "@"
"""Begins a feature that tells the source of an article; such weights are fitted and not shipped."""

Weights = dict[str, float]
Row = tuple[tuple[str, ...], bool]
"""A candidate: its features, and whether it is the annotated one."""


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of an event, «none» first, with its article's fold and source (empty for the gold)."""

    fold: int
    source: str
    rows: tuple[Row, ...]


def source_of(article: dict[str, Any]) -> str:
    """Name the file of our own articles by an article's id; empty for the gold."""
    name = str(article["id"]).rsplit("-", 1)[0]
    return "" if name.startswith("train-") else name


def group_of(source: str) -> str:
    """Name the kind of article: the gold, our own, or our own retold from wires."""
    return "gold" if not source else RETOLD if source.startswith(RETOLD) else "own"


def fit(train: list[Example], rarest: int = _RARE) -> Weights:
    """Fit a weight to each feature that `rarest` candidates have, by maximum likelihood over an event's candidates.

    Our own annotators take the first candidate, «none», in another measure than the gold's: it gets a weight for each
    source beside those that all share, and only the shared ones are kept. The retold dispatches get none.
    """
    counts = Counter(name for example in train for features, _ in example.rows for name in features)
    kept = {name for name, count in counts.items() if count >= rarest}
    choices = []
    for example in train:
        rows = [[name for name in features if name in kept] for features, _ in example.rows]
        rows[0] += mark(example.source)
        choices.append(listwise.Choice(rows, [right for _, right in example.rows]))
    return {name: weight for name, weight in listwise.fit(choices, _PENALTY).items() if not name.startswith(_SOURCE)}


def mark(source: str) -> list[str]:
    """Give the feature that tells one of our own sources, the retold dispatches left out; empty for the gold."""
    return [f"{_SOURCE}{source}"] if group_of(source) == "own" else []


def right_share(weights: Weights, test: list[Example]) -> tuple[int, int]:
    """Count the events whose best candidate is right, and all events."""
    right = 0
    for example in test:
        best = max(example.rows, key=lambda row: sum(weights.get(name, 0.0) for name in row[0]))
        right += best[1]
    return right, len(test)


def cross_validate(data: list[Example], rarest: int = _RARE) -> str:
    """Say the share of right choices by weights fitted to the other folds, for each kind of article."""
    counts = {"gold": [0, 0], "own": [0, 0], RETOLD: [0, 0]}
    for fold in range(FOLDS):
        weights = fit([example for example in data if example.fold != fold], rarest)
        for name, count in counts.items():
            held = [example for example in data if example.fold == fold and group_of(example.source) == name]
            for place, value in enumerate(right_share(weights, held)):
                count[place] += value
    return ", ".join(f"{name} {right / max(1, n):.1%} of {n}" for name, (right, n) in counts.items())


def write_weights(target: Path, module: str, weights: Weights) -> None:
    """Write fitted weights as a module of data."""
    lines = [f'    "{name}": {value:.2f},' for name, value in sorted(weights.items()) if abs(value) >= _SMALLEST]
    head = f'"""Weights of features, fitted to the project\'s own annotated articles by `nlp.training.{module}`."""\n'
    target.write_text("\n".join([head, "WEIGHTS: dict[str, float] = {", *lines, "}", ""]), encoding="utf-8")
