"""Train who does an event and to whom on the gold articles: `python -m nlp.training roles --gold DIR --out DIR`."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from dataclasses import astuple, dataclass
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
from nlp.role_network import Network
from nlp.role_rules import state_test
from nlp.roles import Balance, Lineup, RoleModel, choose, describe, weigh
from nlp.schema import Actor, EventType
from nlp.training import role_network
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in

NONE = (0.45, 0.6, 0.8, 1.0)
FURTHER = (0.6, 0.7, 0.85)
JOINED = (0.003, 0.01)
UNTUNED = Bars(NONE[0], FURTHER[0], JOINED[0])
SIDES = ("sources", "targets")
NEAREST = ("gold", "retold")
_UNUSED = Network({}, np.zeros((1, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 2), np.float32))

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A gold event with its candidates, and the side that each is on (0 neither, 1 source, 2 target).

    `group` is `gold`, `retold` for our own retellings of wires, or `own` for the other dispatches of ours.
    """

    event: Record
    lineup: Lineup
    labels: list[int]
    fold: int
    group: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for roles.npz")
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
    for group in ("gold", "own", "retold"):
        chosen = [index for index, example in enumerate(examples) if example.group == group]
        own, held = [examples[index] for index in chosen], [held_out[index] for index in chosen]
        for side, bar in zip(SIDES, bars, strict=True):
            mean, pooled = figures(own, held, side, bar)
            print(f"cross-validated, {group}, {side}: mean slot F1 {mean:.1%}, F1 of names {pooled:.1%} at {bar}")
    write(fit(examples), bars[0], bars[1], options.out / "roles.npz")


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label the candidates of every event."""
    reader, actors = pipeline.load(model), ActorList.load()
    is_state = state_test(actors)
    golden = sum(1 for _ in annotated(gold, own=False))
    examples = []
    for position, (number, article) in enumerate(annotated(gold)):
        group = "gold" if position < golden else "retold" if article["id"].startswith("retold-") else "own"
        doc = reader.parse(article["text"])
        cast = Cast(doc, actors)
        for event, span in triggers_in(doc, article):
            scene = scene_around(doc, span.end - 1, EventType(event["type"]), event["mode"], is_state)
            lineup = describe(scene, cast)
            labels = [label(actor, event) for actor in lineup.actors]
            examples.append(Example(event, lineup, labels, number, group))
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
    """Learn who is on either side."""
    return RoleModel(role_network.fit([_choice(example) for example in examples]), UNTUNED, UNTUNED)


def _choice(example: Example) -> role_network.Choice:
    """Say which candidates are right, «nobody» where the gold has nobody; none where the right one is no candidate."""
    labels = np.array(example.labels, dtype=np.int64)
    right = np.zeros((len(SIDES), len(labels) + 1), dtype=bool)
    for number, side in enumerate(SIDES):
        right[number, 1:] = labels == number + 1
        right[number, 0] = not example.event[side] and not right[number].any()
    lineup = example.lineup
    return role_network.Choice(lineup.shared, [lineup.absence, *lineup.rows], right, lineup.vectors)


def best_bars(examples: list[Example], held_out: list[Balance], side: str) -> Bars:
    """Find the best bars of one side for the gold and for our retellings, which are most like it.

    In each of both groups, however large, the mean slot F1 counts twice and the F1 over all names once: a pair of
    events earns the one, the slot's own figure is the other.
    """
    pairs = list(zip(examples, held_out, strict=True))
    groups = [list(zip(*found, strict=True)) for name in NEAREST if (found := [p for p in pairs if p[0].group == name])]

    def worth(bars: Bars) -> float:
        found = [figures(events, balances, side, bars) for events, balances in groups]
        return sum(2 * mean + pooled for mean, pooled in found)

    return max((Bars(*values) for values in itertools.product(NONE, FURTHER, JOINED)), key=worth)


def figures(examples: Sequence[Example], held_out: Sequence[Balance], side: str, bars: Bars) -> tuple[float, float]:
    """Give the mean slot F1 of one side, and the F1 over all its names."""
    model = RoleModel(_UNUSED, bars, bars)
    chosen = [getattr(choose(balance, model), side) for balance in held_out]
    counts = [
        (count_right(a, e.event[side]), len(a), len(e.event[side])) for a, e in zip(chosen, examples, strict=True)
    ]
    right, ours, gold = map(sum, zip(*counts, strict=True))
    mean = float(np.mean([1.0 if not o + g else 2 * r / (o + g) for r, o, g in counts]))
    return mean, 2 * right / max(1, ours + gold)


def count_right(ours: tuple[Actor, ...], gold: list[Record]) -> int:
    """Count the actors that are right, each gold one used once."""
    left = list(gold)
    for actor in ours:
        match = next((other for other in left if same(actor, other)), None)
        if match is not None:
            left.remove(match)
    return len(gold) - len(left)


def write(model: RoleModel, source: Bars, target: Bars, path: Path) -> None:
    """Write the network as `nlp.roles.load_roles` reads it."""
    arrays: dict[str, Any] = dict(model.network.arrays)
    arrays |= {"source_bars": np.array(astuple(source)), "target_bars": np.array(astuple(target))}
    np.savez_compressed(path, **arrays)
