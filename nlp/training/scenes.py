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
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp import pipeline
from nlp.actors import ActorList
from nlp.places import Gazetteer, PlaceMention, find_places
from nlp.scenes import Candidate, SceneModel, candidates, choose
from nlp.schema import EventType
from nlp.training.roles import FOLDS, same_forms

REGULARISATION = 0.3  # inverse strength, best of 0.1, 0.3, 1 in cross-validation
RAREST = 3  # a feature seen less often is left out
SMALLEST = 0.01  # a weight below it is not shipped
FIRST = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
FURTHER = (0.6, 0.7, 0.8, 0.9)
JOINED = (0.2, 0.3, 0.4, 0.5)

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A gold event with the places that could be its own, and whether each is."""

    event: Record
    candidates: list[Candidate]
    labels: list[int]
    fold: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of train-1..5.jsonl")
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for scenes.json.gz")
    parser.add_argument("--model", type=Path, default=None, help="folder of the French pipeline (default: shipped)")


def run(options: argparse.Namespace) -> None:
    """Cross-validate by file, print the figures, and write the weights learned from all files."""
    examples = read_examples(options.gold, options.model)
    held_out: list[list[tuple[float, Candidate]]] = [[] for _ in examples]
    for number in range(len(FOLDS)):
        weights = fit([example for example in examples if example.fold != number])
        model = SceneModel(weights)
        for index, example in enumerate(examples):
            if example.fold == number:
                held_out[index] = [(model.probability(c.features), c) for c in example.candidates]
    figure, bars = best_bars(examples, held_out)
    print(f"cross-validated places: mean slot F1 {figure:.1%} at {bars}")
    data = {"bars": bars, "weights": {n: round(w, 3) for n, w in sorted(fit(examples).items())}}
    path = options.out / "scenes.json.gz"
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label the places around every event."""
    reader, actors, gazetteer = pipeline.load(model), ActorList.load(), Gazetteer.load()
    examples = []
    for number, name in enumerate(FOLDS):
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            doc = reader.parse(article["text"])
            mentions = find_places(doc, gazetteer, actors)
            for event in article["events"]:
                span = doc.char_span(event["trigger"]["start"], event["trigger"]["end"], alignment_mode="expand")
                if span is None:
                    continue
                found = candidates(doc, span.end - 1, EventType(event["type"]), event["mode"], mentions)
                labels = [int(any(same(c.mention, place) for place in event["places"])) for c in found]
                examples.append(Example(event, found, labels, number))
    return examples


def same(mention: PlaceMention, place: Record) -> bool:
    """Tell whether a form of the mention is a form of the gold's place."""
    return same_forms([mention.name, *mention.also], [place["name"], *place["also"]])


def fit(examples: list[Example]) -> dict[str, float]:
    """Learn the weights."""
    rows = [dict.fromkeys(c.features, 1.0) for example in examples for c in example.candidates]
    labels = [value for example in examples for value in example.labels]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    kept = np.asarray(matrix.sum(axis=0)).ravel() >= RAREST
    regression = LogisticRegression(C=REGULARISATION, max_iter=300, random_state=0)
    regression.fit(matrix[:, kept], labels)
    names = vectorizer.get_feature_names_out()[kept]
    weights = {str(n): float(w) for n, w in zip(names, regression.coef_[0], strict=True)}
    weights["bias"] = weights.get("bias", 0.0) + float(regression.intercept_[0])
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}


def best_bars(
    examples: list[Example], held_out: list[list[tuple[float, Candidate]]]
) -> tuple[float, tuple[float, float, float]]:
    """Find the bars with the best mean slot F1."""
    found = []
    for bars in itertools.product(FIRST, FURTHER, JOINED):
        model = SceneModel({}, *bars)
        scores = [
            slot_f1(choose(w, model), example.event["places"]) for example, w in zip(examples, held_out, strict=True)
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
