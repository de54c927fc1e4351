"""Fit the weights by which `nlp.dates_choice` gives an event its date.

    python -m nlp.training dates --gold ../shared/gold

Reads the annotated articles, prints the share of right dates under five-fold cross-validation by article, and writes
`nlp/patterns/fr_date_weights.py`.
"""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.dates import date_mentions
from nlp.dates_choice import candidates
from nlp.pipeline import FrenchPipeline, load
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_date_weights.py"
_RARE = 3  # a feature seen less often is left out
_STRENGTH = 0.02  # of the penalty on large weights
_STEPS, _RATE = 300, 0.1

_FEW, _REPEAT = 3, 4
"""Articles of at most that many dates count so often: dispatches tell fewer dates than the annotated round-ups."""
_CARRY_MORE = 1.0
"""Taken off «no date»: in a dispatch of one scene a date carries farther than in a round-up (seen on dev.jsonl)."""

Example = tuple[int, list[tuple[tuple[str, ...], bool]]]
"""The article's fold, and the candidates of an event: features, and whether it is the annotated date."""


def examples(gold_folder: Path, pipeline: FrenchPipeline) -> list[Example]:
    """Describe the candidates of every annotated event."""
    found = []
    for fold, row in annotated(gold_folder):
        doc = pipeline.parse(row["text"])
        mentions = date_mentions(row["text"], date.fromisoformat(row["published"]))
        for event, span in triggers_in(doc, row):
            gold = event["date"] and (event["date"]["start"], event["date"]["end"])
            choices = []
            for candidate in candidates(doc, span.root, mentions, EventType(event["type"])):
                when = candidate.mention and candidate.mention.when(candidate.direction)
                choices.append((candidate.features, (when and (str(when.start), str(when.end))) == gold))
            found.append((fold, choices))
    return found


def fit(train: list[Example], strength: float = _STRENGTH) -> dict[str, float]:
    """Fit a weight to each feature by maximum likelihood over the candidates of an event, with Adam.

    `strength` is that of the penalty on large weights.
    """
    usable = [choices for _, choices in train if any(right for _, right in choices)]
    counts: dict[str, int] = {}
    for choices in usable:
        for name in {name for features, _ in choices for name in features}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, n in counts.items() if n >= _RARE)
    column = {name: i for i, name in enumerate(names)}
    rows = [features for choices in usable for features, _ in choices]
    table = np.zeros((len(rows), len(names)))
    for i, features in enumerate(rows):
        table[i, [column[name] for name in features if name in column]] = 1.0
    event = np.repeat(np.arange(len(usable)), [len(choices) for choices in usable])
    right = np.array([float(r) for choices in usable for _, r in choices])
    return dict(zip(names, _climb(table, event, right, strength).tolist(), strict=True))


def _climb(
    table: NDArray[np.float64], event: NDArray[np.int64], right: NDArray[np.float64], strength: float
) -> NDArray[np.float64]:
    weights = np.zeros(table.shape[1])
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    n = event.max() + 1
    for step in range(1, _STEPS + 1):
        raw = np.exp(np.clip(table @ weights, -30, 30))
        given = raw / np.bincount(event, raw, n)[event]
        wanted = raw * right / np.bincount(event, raw * right, n)[event]
        slope = table.T @ (given - wanted) / n + strength * weights / 10
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def fit_for_dispatches(train: list[Example]) -> dict[str, float]:
    """Fit with the articles of few dates counted more, and with «no date» made a little less likely."""
    few = [example for example in train if any(_FEW_DATES & set(features) for features, _ in example[1])]
    weights = fit(train + few * (_REPEAT - 1))
    return weights | {"none": weights["none"] - _CARRY_MORE}


_FEW_DATES = {f"none:dates={n}:own={own}" for n in range(_FEW + 1) for own in (True, False)}


def right_share(weights: dict[str, float], test: list[Example]) -> tuple[int, int]:
    """Count the events whose best candidate is right, and all events."""
    right = 0
    for _, choices in test:
        best = max(choices, key=lambda choice: sum(weights.get(name, 0.0) for name in choice[0]))
        right += best[1]
    return right, len(test)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = examples(options.gold, load())
    right = total = 0
    for fold in range(FOLDS):
        weights = fit_for_dispatches([e for e in data if e[0] != fold])
        r, n = right_share(weights, [e for e in data if e[0] == fold])
        right, total = right + r, total + n
    possible = sum(any(r for _, r in choices) for _, choices in data)
    print(f"right {right / total:.1%} of {total} events under cross-validation; possible {possible / total:.1%}")
    write_weights(_TARGET, "dates", fit_for_dispatches(data))


def write_weights(target: Path, module: str, weights: dict[str, float]) -> None:
    """Write fitted weights as a module of data."""
    lines = [f'    "{name}": {value:.2f},' for name, value in sorted(weights.items()) if abs(value) >= 0.01]
    head = f'"""Weights of features, fitted to the project\'s own annotated articles by `nlp.training.{module}`."""\n'
    target.write_text("\n".join([head, "WEIGHTS: dict[str, float] = {", *lines, "}", ""]), encoding="utf-8")
