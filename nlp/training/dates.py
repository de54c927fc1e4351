"""Fit the weights by which `nlp.dates_choice` gives an event its date.

    python -m nlp.training dates --gold ../shared/gold

Reads the annotated articles, prints the share of right dates under five-fold cross-validation by article, apart for
the gold, for our own articles and for those retold from wires, and writes `nlp/patterns/fr_date_weights.py`.
"""

import argparse
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nlp.dates import date_mentions
from nlp.dates_choice import candidates
from nlp.pipeline import FrenchPipeline, load
from nlp.plain_doc import plain
from nlp.schema import EventType
from nlp.training import listwise
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_date_weights.py"
_RARE = 80
"""Candidates that must have a feature: a bar of 40 tells no more in cross-validation."""
_PENALTY = 10.0  # on squared weights: best of 2, 4, 8, 10, 12, 16 in cross-validation, gold and retold alike
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


def examples(gold_folder: Path, pipeline: FrenchPipeline) -> list[Example]:
    """Describe the candidates of every annotated event."""
    found = []
    for fold, row in annotated(gold_folder):
        doc = plain(pipeline.parse(row["text"]))
        mentions = date_mentions(row["text"], date.fromisoformat(row["published"]))
        for event, span in triggers_in(doc, row):
            gold = event["date"] and (event["date"]["start"], event["date"]["end"])
            choices = []
            for candidate in candidates(doc, span.root, mentions, EventType(event["type"])):
                when = candidate.mention and candidate.mention.when(candidate.direction)
                choices.append((candidate.features, (when and (str(when.start), str(when.end))) == gold))
            found.append(Example(fold, source_of(row), tuple(choices)))
    return found


def fit(train: list[Example], rarest: int = _RARE) -> Weights:
    """Fit a weight to each feature that `rarest` candidates have, by maximum likelihood over an event's candidates.

    Our own annotators leave more events undated than the gold's, each in another measure. So «none» gets a weight for
    each source beside those that all share, and only the shared ones are kept: they are then as the gold wants them.
    The retold dispatches date as the gold does, and get none.
    """
    counts = Counter(name for example in train for features, _ in example.rows for name in features)
    kept = {name for name, count in counts.items() if count >= rarest}
    choices = []
    for example in train:
        rows = [[name for name in features if name in kept] for features, _ in example.rows]
        rows[0] += _marks(example)
        choices.append(listwise.Choice(rows, [right for _, right in example.rows]))
    return {name: weight for name, weight in listwise.fit(choices, _PENALTY).items() if not name.startswith(_SOURCE)}


def _marks(example: Example) -> list[str]:
    if not example.source or example.source.startswith(RETOLD):
        return []
    own = next((name for name in example.rows[0][0] if name in _OWN), "")
    return [f"{_SOURCE}{example.source}", f"{_SOURCE}{own}"]


_OWN = frozenset(f"none:own={count}" for count in range(3))


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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = examples(options.gold, load())
    possible = sum(any(right for _, right in example.rows) for example in data) / len(data)
    print(f"right under cross-validation: {cross_validate(data)}; possible {possible:.1%}")
    write_weights(_TARGET, "dates", fit(data))


def write_weights(target: Path, module: str, weights: Weights) -> None:
    """Write fitted weights as a module of data."""
    lines = [f'    "{name}": {value:.2f},' for name, value in sorted(weights.items()) if abs(value) >= _SMALLEST]
    head = f'"""Weights of features, fitted to the project\'s own annotated articles by `nlp.training.{module}`."""\n'
    target.write_text("\n".join([head, "WEIGHTS: dict[str, float] = {", *lines, "}", ""]), encoding="utf-8")
