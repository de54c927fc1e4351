"""Train who does an event and to whom on the gold articles: `python -m nlp.training roles --gold DIR --out DIR`."""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp import pipeline
from nlp.actors import ActorList
from nlp.choosing import Bars
from nlp.coreference import Cast
from nlp.evaluation.names import is_same
from nlp.names import fold
from nlp.role_features import scene_around
from nlp.role_rules import state_test
from nlp.roles import Balance, Lineup, RoleModel, choose, describe, weigh
from nlp.schema import Actor, EventType
from nlp.training import listwise
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in

NONE = (0.6, 0.8, 0.9, 1.0)
FURTHER = (0.5, 0.7, 0.8)
JOINED = (0.03, 0.06)
UNTUNED = Bars(NONE[0], FURTHER[0], JOINED[0])
SIDES = ("sources", "targets")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A gold event with its candidates, and the side that each is on (0 neither, 1 source, 2 target)."""

    event: Record
    lineup: Lineup
    labels: list[int]
    fold: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for roles.json.gz")
    parser.add_argument("--model", type=Path, default=None, help="folder of the French pipeline (default: shipped)")


def run(options: argparse.Namespace) -> None:
    """Cross-validate by file, print the figures, and write the weights learned from all files."""
    examples = read_examples(options.gold, options.model)
    held_out: list[Balance] = [Balance([], 1.0, 1.0) for _ in examples]
    for number in range(FOLDS):
        model = fit([example for example in examples if example.fold != number])
        for index, example in enumerate(examples):
            if example.fold == number:
                held_out[index] = weigh(example.lineup, model)
    bars = [best_bars(examples, held_out, side) for side in SIDES]
    for side, (mean, pooled, bar) in zip(SIDES, bars, strict=True):
        print(f"cross-validated {side}: mean slot F1 {mean:.1%}, F1 of names {pooled:.1%} at {bar}")
    write(fit(examples), bars[0][2], bars[1][2], options.out / "roles.json.gz")


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label the candidates of every event."""
    reader, actors = pipeline.load(model), ActorList.load()
    is_state = state_test(actors)
    examples = []
    for number, article in annotated(gold):
        doc = reader.parse(article["text"])
        cast = Cast(doc, actors)
        for event, span in triggers_in(doc, article):
            scene = scene_around(doc, span.end - 1, EventType(event["type"]), event["mode"], is_state)
            lineup = describe(scene, cast)
            examples.append(Example(event, lineup, [label(actor, event) for actor in lineup.actors], number))
    return examples


def label(actor: Actor, event: Record) -> int:
    """Say which side of a gold event an actor is on."""
    for number, side in ((1, "sources"), (2, "targets")):
        if any(same(actor, other) for other in event[side]):
            return number
    return 0


def same(actor: Actor, gold: Record) -> bool:
    """Tell whether a form of the actor is a form of the gold's, by the scorer's rule."""
    return is_same((actor.name, *actor.also), (gold["name"], *gold["also"]))


def same_forms(ours: list[str], gold: list[str]) -> bool:
    """Tell whether two lists of names share one, or one that is at least half of the other's words."""
    for mine in (set(fold(form).split()) for form in ours):
        for other in (set(fold(form).split()) for form in gold):
            small, large = sorted((mine, other), key=len)
            if small and small <= large and len(small) * 2 >= len(large) and max(map(len, small)) > 1:
                return True
    return False


def fit(examples: list[Example]) -> RoleModel:
    """Learn the weights of both sides."""
    source, target = (listwise.fit([c for e in examples if (c := _choice(e, side))]) for side in SIDES)
    return RoleModel(source, target, UNTUNED, UNTUNED)


def _choice(example: Example, side: str) -> listwise.Choice | None:
    """Say which candidates are right, «nobody» where the gold has nobody; None where the right one is no candidate."""
    number = SIDES.index(side) + 1
    right = [value == number for value in example.labels]
    if example.event[side] and not any(right):
        return None
    return listwise.Choice([example.lineup.absence, *example.lineup.rows], [not any(right), *right])


def best_bars(examples: list[Example], held_out: list[Balance], side: str) -> tuple[float, float, Bars]:
    """Find the best bars of one side; give with them the mean slot F1 and the F1 over all names.

    Both count, the mean twice: a pair of events earns the one, the slot's own figure is the other.
    """
    found = []
    for none, further, joined in itertools.product(NONE, FURTHER, JOINED):
        bars = Bars(none, further, joined)
        model = RoleModel({}, {}, bars, bars)
        chosen = [getattr(choose(balance, model), side) for balance in held_out]
        counts = [
            (count_right(a, e.event[side]), len(a), len(e.event[side])) for a, e in zip(chosen, examples, strict=True)
        ]
        right, ours, gold = map(sum, zip(*counts, strict=True))
        mean = float(np.mean([1.0 if not o + g else 2 * r / (o + g) for r, o, g in counts]))
        found.append((mean, 2 * right / max(1, ours + gold), bars))
    return max(found, key=lambda row: 2 * row[0] + row[1])


def count_right(ours: tuple[Actor, ...], gold: list[Record]) -> int:
    """Count the actors that are right, each gold one used once."""
    left = list(gold)
    for actor in ours:
        match = next((other for other in left if same(actor, other)), None)
        if match is not None:
            left.remove(match)
    return len(gold) - len(left)


def write(model: RoleModel, source: Bars, target: Bars, path: Path) -> None:
    """Write the weights as `nlp.roles.load_roles` reads them; the same weights give the same bytes."""
    data = {
        "source_bars": [source.none, source.further, source.joined],
        "target_bars": [target.none, target.further, target.joined],
        "source": {name: round(weight, 3) for name, weight in sorted(model.source.items())},
        "target": {name: round(weight, 3) for name, weight in sorted(model.target.items())},
    }
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))
