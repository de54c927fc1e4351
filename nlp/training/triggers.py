"""Train the chooser of event triggers on the annotated articles: `python -m nlp.training triggers --out DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from nlp.evaluation.pairing import Sentences
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold
from nlp.training.trigger_counts import Counts, count, rows, total
from nlp.training.trigger_examples import Example, read_examples
from nlp.trigger_clause import Features
from nlp.trigger_collocates import ANY, Weights
from nlp.trigger_context import context_features
from nlp.trigger_learned import Learned
from nlp.trigger_lexicon import load_lexicon
from nlp.trigger_trees import Forest
from nlp.triggers import Trigger, TriggerModel, chances, select

FIRST: dict[str, Any] = {  # the best of a few tries in cross-validation
    "max_iter": 160,
    "learning_rate": 0.08,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 20,
    "l2_regularization": 5.0,
    "max_features": 0.3,
}
SECOND: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.05,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
}
REGULARISATION = 0.3  # inverse strength of the linear half
RAREST = 12  # a feature seen with fewer proposals is left out
_THRESHOLDS = np.arange(0.16, 0.6, 0.02)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for triggers.npz")
    parser.add_argument(
        "--model", type=Path, default=None, help="folder of the French pipeline (default: the shipped one)"
    )


def run(options: argparse.Namespace) -> None:
    """Cross-validate, print the figures of the gold and of our own articles, and write the model learned from all."""
    examples, learned = read_examples(options.gold, options.model)
    counts = count(examples)
    odds = cross_validate_first(examples, counts)
    judged = cross_validate_second(examples, odds)
    threshold = best_threshold(examples, judged)
    for name, wanted in (("gold", True), ("own", False)):
        chosen = [i for i, example in enumerate(examples) if example.gold is wanted and not example.lead]
        figures = detection([examples[i] for i in chosen], [judged[i] for i in chosen], threshold)
        print(
            f"cross-validated, {name}", *(f"{k} {v:.1%}" for k, v in figures.items()), f"at {threshold:.2f}", flush=True
        )
    calibration = calibrate(examples, judged, threshold)
    print("calibration: slope {:.2f}, intercept {:.2f}".format(*calibration))
    write(options.out / "triggers.npz", fit(examples, counts, learned, odds, threshold, calibration))


def fit(
    examples: list[Example],
    counts: list[Counts],
    learned: Learned,
    odds: list[list[float]],
    threshold: float,
    calibration: tuple[float, float],
) -> TriggerModel:
    """Learn from all examples; `odds` are the first judgements by models that had not seen the article."""
    all_ = total(counts)
    first, second = fit_first(examples, counts, all_), fit_second(examples, odds)
    return TriggerModel(load_lexicon(), first, second, threshold, all_.seen(), learned, all_.weights(), calibration)


def fit_first(examples: Sequence[Example], counts: Sequence[Counts], all_: Counts) -> Forest:
    """Learn to judge by the clause; what an article says itself is not among its sightings and weights."""
    lines = [row for example, own in zip(examples, counts, strict=True) for row in rows(example, all_, {}, own)]
    return _fit(examples, lines, FIRST, linear=True)


def fit_second(examples: Sequence[Example], odds: Sequence[list[float]]) -> Forest:
    """Learn to judge beside the rivals of the article."""
    pairs = zip(examples, odds, strict=True)
    lines = [row for example, first in pairs for row in context_features(example.doc, example.proposals, first)]
    return _fit(examples, lines, SECOND, linear=False)


def _fit(examples: Sequence[Example], lines: list[Features], boosting: dict[str, Any], *, linear: bool) -> Forest:
    vectorizer = DictVectorizer(dtype=np.float32)
    sparse = vectorizer.fit_transform(lines)
    kept = np.asarray((sparse != 0).sum(axis=0)).ravel() >= RAREST
    sparse = sparse[:, kept]
    columns = {name: i for i, name in enumerate(vectorizer.get_feature_names_out()[kept].tolist())}
    labels = np.array([value for example in examples for value in example.labels])
    weights = np.array([value for example in examples for value in example.weights])
    booster = HistGradientBoostingClassifier(**boosting, random_state=0)
    booster.fit(sparse.toarray(), labels, sample_weight=weights)
    if not linear:
        return _forest(columns, booster, 1.0, np.zeros(len(columns)), 0.0)
    scaler = MaxAbsScaler()
    regression = LogisticRegression(C=REGULARISATION, max_iter=500, random_state=0)
    regression.fit(scaler.fit_transform(sparse), labels, sample_weight=weights)
    slope = regression.coef_[0] / scaler.scale_ / 2
    return _forest(columns, booster, 0.5, slope, float(regression.intercept_[0]) / 2)


def _forest(
    columns: dict[str, int], booster: HistGradientBoostingClassifier, share: float, slope: Any, intercept: float
) -> Forest:
    """Lay the booster's trees out in one table, their log-odds counting for a share beside a linear model."""
    trees = [tree.nodes for (tree,) in booster._predictors]  # scikit-learn has no public way to these nodes
    starts = np.cumsum([0, *(len(nodes) for nodes in trees)])
    nodes = np.concatenate(trees)
    offset = np.repeat(starts[:-1], [len(tree) for tree in trees])
    leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
    return Forest(
        columns,
        feature=nodes["feature_idx"].astype(np.int32),
        threshold=nodes["num_threshold"].astype(np.float32),
        left=np.where(leaf, own, nodes["left"] + offset).astype(np.int32),
        right=np.where(leaf, own, nodes["right"] + offset).astype(np.int32),
        value=np.where(leaf, nodes["value"] * share, 0.0).astype(np.float32),
        roots=starts[:-1].astype(np.int32),
        slope=np.asarray(slope, dtype=np.float32),
        depth=int(nodes["depth"].max()),
        base=float(booster._baseline_prediction.item()) * share + intercept,
    )


def cross_validate_first(examples: list[Example], counts: list[Counts]) -> list[list[float]]:
    """Judge each article by the clause alone (log-odds), by a model learned from the other folds."""
    odds: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        others = [i for i, example in enumerate(examples) if example.fold != fold]
        all_ = total([counts[i] for i in others])
        forest, weights = fit_first([examples[i] for i in others], [counts[i] for i in others], all_), all_.weights()
        for index, example in enumerate(examples):
            if example.fold == fold and example.proposals:
                odds[index] = forest.log_odds(rows(example, all_, weights)).tolist()
        print(f"fold {fold + 1} of {FOLDS} judged", flush=True)
    return odds


def cross_validate_second(examples: list[Example], odds: list[list[float]]) -> list[list[float]]:
    """Give each article's probabilities beside the rivals, by a model learned from the other folds.

    The first judgements are given, so a first model that saw the article judged the others: a slight flattery.
    """
    judged: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        others = [i for i, e in enumerate(examples) if e.fold != fold]
        forest = fit_second([examples[i] for i in others], [odds[i] for i in others])
        for index, example in enumerate(examples):
            if example.fold == fold and example.proposals:
                judged[index] = chances(forest.log_odds(context_features(example.doc, example.proposals, odds[index])))
    return judged


def best_threshold(examples: list[Example], judged: list[list[float]]) -> float:
    """Find the threshold of the best F1 of events found with their type, gold and own articles counting alike.

    The lexicon was written with the gold's triggers in view, so the gold alone would set it for words all known.
    """
    halves = [[i for i, e in enumerate(examples) if e.gold is wanted and not e.lead] for wanted in (True, False)]

    def mean(threshold: float) -> float:
        figures = (detection([examples[i] for i in h], [judged[i] for i in h], threshold)["f1"] for h in halves if h)
        return sum(figures)

    return max((float(t) for t in _THRESHOLDS), key=mean)


def detection(examples: list[Example], judged: list[list[float]], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of events of the right type in the right sentence, each gold event found once."""
    right = found = wanted = modes = 0
    for example, probabilities in zip(examples, judged, strict=True):
        outcomes = _outcomes(example, probabilities, threshold)
        found, wanted = found + len(outcomes), wanted + len(example.article["events"])
        right += sum(match is not None for _, match in outcomes)
        modes += sum(match is not None and match["mode"] == trigger.mode for trigger, match in outcomes)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "mode": modes / max(1, right)}


def _outcomes(
    example: Example, probabilities: list[float], threshold: float
) -> list[tuple[Trigger, dict[str, Any] | None]]:
    """Pair the events found with those annotated: same type, same sentence, each annotated one once."""
    sentences = Sentences(example.article["text"])
    left = list(example.article["events"])
    outcomes = []
    for trigger in select(example.doc, list(zip(probabilities, example.proposals, strict=True)), threshold):
        here = sentences.number(example.doc[trigger.token].idx)
        same = (e for e in left if e["type"] == trigger.type.value and sentences.number(e["trigger"]["start"]) == here)
        match = next(same, None)
        if match is not None:
            left.remove(match)
        outcomes.append((trigger, match))
    return outcomes


def calibrate(examples: list[Example], judged: list[list[float]], threshold: float) -> tuple[float, float]:
    """Fit the log-odds of events being right to those judged (Platt scaling), on articles that no judge had seen."""
    pairs = [(example, chance) for example, chance in zip(examples, judged, strict=True) if not example.lead]
    outcomes = [outcome for example, chance in pairs for outcome in _outcomes(example, chance, threshold)]
    said = np.clip([trigger.confidence for trigger, _ in outcomes], 1e-4, 1 - 1e-4)
    right = [match is not None for _, match in outcomes]
    scale = LogisticRegression(C=1e6).fit(np.log(said / (1 - said)).reshape(-1, 1), right)
    return float(scale.coef_[0][0]), float(scale.intercept_[0])


def write(path: Path, model: TriggerModel) -> None:
    """Store a model in the form that `nlp.triggers.load_triggers` reads."""
    arrays: dict[str, Any] = {f"first_{name}": array for name, array in model.first.arrays.items()}
    arrays |= {f"second_{name}": array for name, array in model.second.arrays.items()}
    np.savez_compressed(
        path,
        threshold=np.array(model.threshold),
        calibration=np.array(model.calibration),
        seen_keys=np.array(list(model.seen)),
        seen_counts=np.array(list(model.seen.values()), dtype=np.float32),
        learned=np.array(
            [
                f"{kind}\t{lemma}\t{type_.value}\t{mode or ''}"
                for (kind, lemma), types in sorted(model.learned.items())
                for type_, mode in types.items()
            ]
        ),
        **_weight_arrays(model.weights),
        **arrays,
    )


def _weight_arrays(weights: Weights) -> dict[str, Any]:
    names = [ANY, *(type_.value for type_ in EventType)]
    keys = sorted(weights)
    entries = [sorted(weights[key].items()) for key in keys]
    return {
        "weight_types": np.array(names),
        "weight_keys": np.array("\n".join(keys)),
        "weight_runs": np.array([len(entry) for entry in entries], dtype=np.uint8),
        "weight_type": np.array([names.index(type_) for entry in entries for type_, _ in entry], dtype=np.uint8),
        "weight_value": np.array([value for entry in entries for _, value in entry], dtype=np.float16),
    }
