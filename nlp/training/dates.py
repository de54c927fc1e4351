"""Fit the network by which `nlp.dates_choice` gives an event its date.

    python -m nlp.training dates --gold ../shared/gold --out nlp/model

Reads the annotated articles, prints the share of right dates under five-fold cross-validation by article, apart for
the gold, for our own articles and for those retold from wires, and writes `dates.npz`.
"""

import argparse
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from sys import intern

import numpy as np

from nlp.dates import date_mentions
from nlp.dates_choice import MODEL, Choice, choice_of, likeliest
from nlp.pipeline import FrenchPipeline, load
from nlp.plain_doc import plain
from nlp.role_network import Network
from nlp.schema import EventType
from nlp.training import role_network
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.role_network import Plan
from nlp.training.weights import RETOLD, group_of, mark, source_of

PLAN = Plan(hidden=32, rarest=20, decay=0.5)


@dataclass(frozen=True, slots=True)
class Example:
    """The dates that an event may have and its annotated one, with its article's fold and source (empty: the gold)."""

    fold: int
    source: str
    choice: Choice
    right: tuple[bool, ...]


def examples(gold_folder: Path, pipeline: FrenchPipeline) -> list[Example]:
    """Describe the candidates of every annotated event."""
    found = []
    for fold, row in annotated(gold_folder):
        doc = plain(pipeline.parse(row["text"]))
        mentions = date_mentions(row["text"], date.fromisoformat(row["published"]))
        for event, span in triggers_in(doc, row):
            gold = event["date"] and (event["date"]["start"], event["date"]["end"])
            choice = choice_of(doc, span.root, mentions, EventType(event["type"]))
            right = tuple((c.when and (str(c.when.start), str(c.when.end))) == gold for c in choice.candidates)
            found.append(Example(fold, source_of(row), _interned(choice), right))
    return found


def _interned(choice: Choice) -> Choice:
    """Keep each feature once: there are 11 million of them, 200,000 different ones."""
    described = tuple(replace(one, features=tuple(map(intern, one.features))) for one in choice.candidates)
    return Choice(tuple(map(intern, choice.shared)), described)


def fit(train: list[Example]) -> Network:
    """Fit the network by maximum likelihood over an event's candidates.

    Our own annotators leave more events undated than the gold's, each in another measure. So «none» gets a weight for
    each source beside those that all share, and none of these marks is there when a text is read: it is then as the
    gold wants it. The retold dispatches date as the gold does, and get none.
    """
    choices = []
    for example in train:
        if any(example.right):
            none, *others = (candidate.features for candidate in example.choice.candidates)
            right = np.array([example.right])
            choices.append(role_network.Choice(example.choice.shared, [(*none, *_marks(example)), *others], right))
    return role_network.fit(choices, plan=PLAN)


def _marks(example: Example) -> list[str]:
    own = next((name for name in example.choice.candidates[0].features if name in _OWN), "")
    return [found for one in mark(example.source) for found in (one, f"@{own}")]


_OWN = frozenset(f"none:own={count}" for count in range(3))


def right_share(network: Network, test: list[Example]) -> tuple[int, int]:
    """Count the events whose likeliest date is right, and all events."""
    right = 0
    for example in test:
        best = likeliest(example.choice, network)
        right += any(ok for c, ok in zip(example.choice.candidates, example.right, strict=True) if c.days == best.days)
    return right, len(test)


def cross_validate(data: list[Example]) -> str:
    """Say the share of right choices by a network fitted to the other folds, for each kind of article."""
    counts = {"gold": [0, 0], "own": [0, 0], RETOLD: [0, 0]}
    for fold in range(FOLDS):
        network = fit([example for example in data if example.fold != fold])
        for name, count in counts.items():
            held = [example for example in data if example.fold == fold and group_of(example.source) == name]
            for place, value in enumerate(right_share(network, held)):
                count[place] += value
    return ", ".join(f"{name} {right / max(1, n):.1%} of {n}" for name, (right, n) in counts.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=MODEL.parent, help="folder of the network that is written")


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the network."""
    data = examples(options.gold, load())
    possible = sum(any(example.right) for example in data) / len(data)
    print(f"right under cross-validation: {cross_validate(data)}; possible {possible:.1%}")
    role_network.write(fit(data), options.out / MODEL.name)
