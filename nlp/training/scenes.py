"""Train where events happen on the gold articles: `python -m nlp.training scenes --gold DIR --out DIR`."""

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
from nlp.places import Gazetteer, PlaceMention, find_places
from nlp.scene_features import Candidate, absence_of, candidates
from nlp.scenes import SceneModel, choose, weigh
from nlp.schema import EventType
from nlp.training import listwise
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.roles import same_forms

NONE = (0.7, 0.85, 1.0)
FURTHER = (0.7, 0.85, 1.0)
JOINED = (0.02,)

UNTUNED = Bars(NONE[0], FURTHER[0], JOINED[0])

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A gold event with the places that could be its own, and whether each is."""

    event: Record
    candidates: list[Candidate]
    absence: list[str]
    labels: list[bool]
    fold: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for scenes.json.gz")
    parser.add_argument("--model", type=Path, default=None, help="folder of the French pipeline (default: shipped)")


def run(options: argparse.Namespace) -> None:
    """Cross-validate by file, print the figures, and write the weights learned from all files."""
    examples = read_examples(options.gold, options.model)
    held_out: list[list[float]] = [[] for _ in examples]
    for number in range(FOLDS):
        model = SceneModel(fit([example for example in examples if example.fold != number]), UNTUNED)
        for index, example in enumerate(examples):
            if example.fold == number:
                held_out[index] = weigh(example.absence, example.candidates, model)
    figure, bars = best_bars(examples, held_out)
    print(f"cross-validated places: mean slot F1 {figure:.1%} at {bars}")
    weights = {name: round(weight, 3) for name, weight in sorted(fit(examples).items())}
    data = {"bars": [bars.none, bars.further, bars.joined], "weights": weights}
    path = options.out / "scenes.json.gz"
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label the places around every event."""
    reader, actors, gazetteer = pipeline.load(model), ActorList.load(), Gazetteer.load()
    examples = []
    for number, article in annotated(gold):
        doc = reader.parse(article["text"])
        mentions = find_places(doc, gazetteer, actors)
        for event, span in triggers_in(doc, article):
            index, kind, mode = span.end - 1, EventType(event["type"]), event["mode"]
            found = candidates(doc, index, kind, mode, mentions, article["text"])
            labels = [any(same(c.mention, place) for place in event["places"]) for c in found]
            examples.append(Example(event, found, absence_of(doc[index], kind, mode, found), labels, number))
    return examples


def same(mention: PlaceMention, place: Record) -> bool:
    """Tell whether a form of the mention is a form of the gold's place."""
    return same_forms([mention.name, *mention.also], [place["name"], *place["also"]])


def fit(examples: list[Example]) -> dict[str, float]:
    """Learn the weights; an event whose place is no candidate teaches nothing."""
    choices = [
        listwise.Choice([e.absence, *(c.features for c in e.candidates)], [not any(e.labels), *e.labels])
        for e in examples
        if any(e.labels) or not e.event["places"]
    ]
    return listwise.fit(choices)


def best_bars(examples: list[Example], held_out: list[list[float]]) -> tuple[float, Bars]:
    """Find the bars with the best mean slot F1."""
    found = []
    for none, further, joined in itertools.product(NONE, FURTHER, JOINED):
        bars = Bars(none, further, joined)
        scores = [
            slot_f1(choose(example.candidates, weights, bars), example.event["places"])
            for example, weights in zip(examples, held_out, strict=True)
        ]
        found.append((float(np.mean(scores)), bars))
    return max(found, key=lambda row: row[0])


def slot_f1(ours: list[Candidate], gold: list[Record]) -> float:
    """Give the F1 of the places of one event; two empty lists agree."""
    if not ours and not gold:
        return 1.0
    left, hits = list(gold), 0
    for candidate in ours:
        match = next((other for other in left if same(candidate.mention, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return 2 * hits / (len(ours) + len(gold))
