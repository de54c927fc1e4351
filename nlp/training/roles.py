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
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp import pipeline
from nlp.actors import ActorList
from nlp.coreference import Cast
from nlp.names import fold
from nlp.role_features import features_of, scene_around
from nlp.role_rules import state_test
from nlp.roles import Bars, RoleModel, Weighed, chain_of, choose, gather
from nlp.schema import Actor, EventType

FOLDS = tuple(f"train-{n}.jsonl" for n in range(1, 6))
REGULARISATION = 0.3  # inverse strength, best of 0.1, 0.3, 1 in cross-validation
RAREST = 3  # a feature seen less often is left out
SMALLEST = 0.01  # a weight below it is not shipped
FIRST = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
FURTHER = (0.5, 0.6, 0.7, 0.8)
JOINED = (0.1, 0.15, 0.2, 0.3, 0.4)

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A gold event with its candidates: features, actor, and label (0 neither, 1 source, 2 target)."""

    event: Record
    rows: list[list[str]]
    actors: list[Actor]
    chains: list[int]
    labels: list[int]
    fold: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of train-1..5.jsonl")
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for roles.json.gz")
    parser.add_argument("--model", type=Path, default=None, help="folder of the French pipeline (default: shipped)")


def run(options: argparse.Namespace) -> None:
    """Cross-validate by file, print the figures, and write the weights learned from all files."""
    examples = read_examples(options.gold, options.model)
    held_out: list[list[Weighed]] = [[] for _ in examples]
    for number in range(len(FOLDS)):
        model = fit([example for example in examples if example.fold != number])
        for index, example in enumerate(examples):
            if example.fold == number:
                held_out[index] = weighed(example, model)
    bars = {side: best_bars(examples, held_out, side) for side in ("sources", "targets")}
    for side, (figure, bar) in bars.items():
        print(f"cross-validated {side}: mean slot F1 {figure:.1%} at {bar}")
    write(fit(examples), bars["sources"][1], bars["targets"][1], options.out / "roles.json.gz")


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label the candidates of every event."""
    reader, actors = pipeline.load(model), ActorList.load()
    is_state = state_test(actors)
    examples = []
    for number, name in enumerate(FOLDS):
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            doc = reader.parse(article["text"])
            cast = Cast(doc, actors)
            for event in article["events"]:
                span = doc.char_span(event["trigger"]["start"], event["trigger"]["end"], alignment_mode="expand")
                if span is None:
                    continue
                scene = scene_around(doc, span.end - 1, EventType(event["type"]), event["mode"], is_state)
                known = [(c, actor) for c in scene.candidates if (actor := cast.actor(c.head, "")) is not None]
                rows = [features_of(scene, candidate) for candidate, _ in known]
                labels = [label(actor, event) for _, actor in known]
                chains = [chain_of(doc[candidate.head]) for candidate, _ in known]
                examples.append(Example(event, rows, [actor for _, actor in known], chains, labels, number))
    return examples


def label(actor: Actor, event: Record) -> int:
    """Say which side of a gold event an actor is on."""
    for number, side in ((1, "sources"), (2, "targets")):
        if any(same(actor, other) for other in event[side]):
            return number
    return 0


def same(actor: Actor, gold: Record) -> bool:
    """Tell whether a form of the actor is a form of the gold's."""
    return same_forms([actor.name, *actor.also], [gold["name"], *gold["also"]])


def same_forms(ours: list[str], gold: list[str]) -> bool:
    """Tell whether two lists of names share one, or one that is at least half of the other's words."""
    for mine in (set(fold(form).split()) for form in ours):
        for other in (set(fold(form).split()) for form in gold):
            small, large = sorted((mine, other), key=len)
            if small and small <= large and len(small) * 2 >= len(large) and max(map(len, small)) > 1:
                return True
    return False


def fit(examples: list[Example]) -> RoleModel:
    """Learn the weights; what is left is the weight of each role against neither."""
    rows = [dict.fromkeys(row, 1.0) for example in examples for row in example.rows]
    labels = [value for example in examples for value in example.labels]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    kept = np.asarray(matrix.sum(axis=0)).ravel() >= RAREST
    regression = LogisticRegression(C=REGULARISATION, max_iter=200, random_state=0)
    regression.fit(matrix[:, kept], labels)
    names = vectorizer.get_feature_names_out()[kept]
    against = regression.coef_[1:] - regression.coef_[0]
    bias = regression.intercept_[1:] - regression.intercept_[0]
    weights = {str(n): (float(s), float(t)) for n, s, t in zip(names, *against, strict=True)}
    constant = weights.get("bias", (0.0, 0.0))
    weights["bias"] = (constant[0] + float(bias[0]), constant[1] + float(bias[1]))
    return RoleModel({n: w for n, w in weights.items() if max(map(abs, w)) >= SMALLEST})


def weighed(example: Example, model: RoleModel) -> list[Weighed]:
    """Weigh the actors of an example as `nlp.roles` does."""
    best: dict[str, Weighed] = {}
    for actor, row, chain in zip(example.actors, example.rows, example.chains, strict=True):
        gather(best, Weighed(actor, *model.probabilities(row), chain))
    return list(best.values())


def best_bars(examples: list[Example], held_out: list[list[Weighed]], side: str) -> tuple[float, Bars]:
    """Find the bars with the best mean slot F1 of one side."""
    found = []
    for first in FIRST:
        for further, joined in itertools.product(FURTHER, JOINED):
            bars = Bars(first, further, joined)
            model = RoleModel({}, source=bars, target=bars)
            scores = [
                slot_f1(getattr(choose(w, model), side), example.event[side])
                for example, w in zip(examples, held_out, strict=True)
            ]
            found.append((float(np.mean(scores)), bars))
    return max(found, key=lambda row: row[0])


def slot_f1(ours: tuple[Actor, ...], gold: list[Record]) -> float:
    """Give the F1 of one side of one event; two empty sides agree."""
    if not ours and not gold:
        return 1.0
    left, hits = list(gold), 0
    for actor in ours:
        match = next((other for other in left if same(actor, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return 2 * hits / (len(ours) + len(gold))


def write(model: RoleModel, source: Bars, target: Bars, path: Path) -> None:
    """Write the weights as `nlp.roles.load_roles` reads them; the same weights give the same bytes."""
    data = {
        "source": [source.first, source.further, source.joined],
        "target": [target.first, target.further, target.joined],
        "weights": {name: [round(w, 3) for w in pair] for name, pair in sorted(model.weights.items())},
    }
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))
