"""Train the chooser of event triggers on the gold articles: `python -m nlp.training triggers --gold DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler
from spacy.tokens import Doc

from nlp import pipeline
from nlp.trigger_features import Features, Proposal, propose
from nlp.trigger_lexicon import load_lexicon
from nlp.triggers import memory, select

FOLDS = tuple(f"train-{n}.jsonl" for n in range(1, 6))
REGULARISATION = 0.3  # inverse strength, best of 0.1, 0.2, 0.3, 0.5, 1 in cross-validation
RAREST = 8  # a feature seen with fewer proposals is left out
_NEAR = 0.5  # weight of an unlabelled proposal whose sentence tells an event of its type
_STAND_IN = 0.7  # weight of a proposal that stands in for a trigger the lexicon lacks


@dataclass(slots=True)
class Example:
    """An article read: its proposals, which of them are events (0 or 1), how much each counts, and its fold."""

    article: dict[str, Any]
    doc: Doc
    proposals: list[Proposal]
    labels: list[float]
    weights: list[float]
    fold: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights over feature names as `nlp.triggers.TriggerModel` takes them."""

    bias: float
    weights: dict[str, float]
    seen: dict[str, tuple[float, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of train-1..5.jsonl")
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for triggers.json")
    parser.add_argument(
        "--model", type=Path, default=None, help="folder of the French pipeline (default: the shipped one)"
    )


def run(options: argparse.Namespace) -> None:
    """Cross-validate by file, print the figures, and write the weights learned from all files."""
    examples = read_examples(options.gold, options.model)
    judged = cross_validate(examples)
    threshold, figures = best_threshold(examples, judged)
    print(
        "cross-validated: " + "  ".join(f"{name} {value:.1%}" for name, value in figures.items()), f"at {threshold:.2f}"
    )
    fit = fit_weights(examples)
    data = {
        "bias": round(fit.bias, 5),
        "threshold": round(threshold, 3),
        "cross_validation": {name: round(value, 4) for name, value in figures.items()},
        "weights": {name: round(w, 5) for name, w in sorted(fit.weights.items()) if abs(w) > 1e-4},
        "seen": {key: [round(n, 2) for n in counts] for key, counts in sorted(fit.seen.items())},
    }
    text = json.dumps(data, ensure_ascii=False, indent=0)
    (options.out / "triggers.json").write_text(text + "\n", encoding="utf-8")


def read_examples(gold: Path, model: Path | None) -> list[Example]:
    """Parse the gold articles and label what the lexicon proposes."""
    reader, lexicon = pipeline.load(model), load_lexicon()
    examples = []
    for fold, name in enumerate(FOLDS):
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            doc = reader.parse(article["text"])
            proposals = propose(doc, lexicon)
            labels, weights = label(doc, proposals, article["events"])
            examples.append(Example(article, doc, proposals, labels, weights, fold))
    return examples


def label(doc: Doc, proposals: list[Proposal], events: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Mark the proposals that are gold events of the same type; where none is, the best one of the sentence stands in."""
    labels, weights = [0.0] * len(proposals), [1.0] * len(proposals)
    for event in events:
        start, end = event["trigger"]["start"], event["trigger"]["end"]
        span = doc.char_span(start, end, alignment_mode="expand")
        same = [i for i, p in enumerate(proposals) if p.type.value == event["type"]]
        exact = [i for i in same if span.start <= proposals[i].token < span.end]
        near = [i for i in same if doc[proposals[i].token].sent == span.sent]
        chosen, weight = exact, 1.0
        if not exact and near:
            best = max(near, key=lambda i: (proposals[i].features["support"], -abs(proposals[i].token - span.start)))
            chosen, weight = [best], _STAND_IN
        for i in chosen:
            labels[i], weights[i] = 1.0, weight
        for i in near:
            if not labels[i]:
                weights[i] = _NEAR
    return labels, weights


def _sightings(examples: list[Example]) -> tuple[Counter[str], Counter[str]]:
    events, seen = Counter[str](), Counter[str]()
    for example in examples:
        for proposal, value in zip(example.proposals, example.labels, strict=True):
            key = f"{proposal.lemma} {proposal.type}"
            seen[key] += 1
            events[key] += value  # type: ignore[assignment]
    return events, seen


def _rows(example: Example, events: Counter[str], seen: Counter[str]) -> list[Features]:
    keys = [f"{p.lemma} {p.type}" for p in example.proposals]
    return [p.features | memory(events[k], seen[k]) for p, k in zip(example.proposals, keys, strict=True)]


def fit_weights(examples: list[Example]) -> Fit:
    """Fit the regression; a lemma's own article never counts among its sightings, so that memory is not trusted blindly."""
    events, seen = _sightings(examples)
    rows: list[Features] = []
    for example in examples:
        own_events, own_seen = _sightings([example])
        others = (
            Counter({k: events[k] - own_events[k] for k in own_seen}),
            Counter({k: seen[k] - own_seen[k] for k in own_seen}),
        )
        rows += _rows(example, *others)
    vectorizer, scaler = DictVectorizer(), MaxAbsScaler()
    matrix = vectorizer.fit_transform(rows)
    kept = np.asarray((matrix != 0).sum(axis=0)).ravel() >= RAREST
    scaled = scaler.fit_transform(matrix[:, kept])
    labels = [value for example in examples for value in example.labels]
    weights = [value for example in examples for value in example.weights]
    regression = LogisticRegression(C=REGULARISATION, max_iter=3000, random_state=0)
    regression.fit(scaled, labels, sample_weight=weights)
    names = vectorizer.get_feature_names_out()[kept]
    learned = dict(zip(names.tolist(), (regression.coef_[0] / scaler.scale_).tolist(), strict=True))
    return Fit(float(regression.intercept_[0]), learned, {k: (float(events[k]), float(n)) for k, n in seen.items()})


def judge(fit: Fit, example: Example) -> list[float]:
    """Give the probability of each proposal of an article."""
    events = Counter({k: v[0] for k, v in fit.seen.items()})
    seen = Counter({k: v[1] for k, v in fit.seen.items()})
    rows = _rows(example, events, seen)  # type: ignore[arg-type]
    scores = [fit.bias + sum(fit.weights.get(n, 0.0) * v for n, v in row.items()) for row in rows]
    return [float(1 / (1 + np.exp(-s))) for s in scores]


def cross_validate(examples: list[Example]) -> list[list[float]]:
    """Judge each article by weights learned from the other files."""
    judged: list[list[float]] = [[] for _ in examples]
    for fold in range(len(FOLDS)):
        fit = fit_weights([e for e in examples if e.fold != fold])
        for index, example in enumerate(examples):
            if example.fold == fold:
                judged[index] = judge(fit, example)
    return judged


def best_threshold(examples: list[Example], judged: list[list[float]]) -> tuple[float, dict[str, float]]:
    """Find the threshold of the best F1 of events found with their type."""
    scored = [(detection(examples, judged, t), float(t)) for t in np.arange(0.16, 0.6, 0.02)]
    figures, threshold = max(scored, key=lambda pair: pair[0]["f1"])
    return threshold, figures


def detection(examples: list[Example], judged: list[list[float]], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of events of the right type in the right sentence, each gold event found once."""
    right = found = wanted = modes = 0
    for example, probabilities in zip(examples, judged, strict=True):
        triggers = select(example.doc, list(zip(probabilities, example.proposals, strict=True)), threshold)
        bounds = _sentence_bounds(example.article["text"])
        left = [(e["type"], _sentence(bounds, e["trigger"]["start"]), e["mode"]) for e in example.article["events"]]
        found, wanted = found + len(triggers), wanted + len(left)
        for trigger in triggers:
            here = (trigger.type.value, _sentence(bounds, example.doc[trigger.token].idx))
            match = next((gold for gold in left if gold[:2] == here), None)
            if match:
                left.remove(match)
                right += 1
                modes += match[2] == trigger.mode
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "mode": modes / max(1, right)}


def _sentence_bounds(text: str) -> list[int]:
    ends = [m.end() for m in re.finditer(r"(?<=[.!?…»])\s+(?=[A-ZÀ-Ý«\"“(])|\n+", text)]
    return [0, *ends]


def _sentence(bounds: list[int], position: int) -> int:
    return sum(start <= position for start in bounds)
