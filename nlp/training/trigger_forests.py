"""Fit the two judges of triggers: boosted trees beside a linear model over the clause, then trees over the rivals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from nlp.training.trigger_counts import Counts, rows
from nlp.training.trigger_examples import Example
from nlp.trigger_clause import Features
from nlp.trigger_model import beside_rivals
from nlp.trigger_network import LogChances
from nlp.trigger_trees import Forest

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
RAREST = 30  # a feature seen with fewer proposals is left out


def fit_first(examples: Sequence[Example], counts: Sequence[Counts], all_: Counts) -> Forest:
    """Learn to judge by the clause; what an article says itself is not among its sightings and weights."""
    lines = (row for example, own in zip(examples, counts, strict=True) for row in rows(example, all_, {}, own))
    return _fit(examples, lines, FIRST, linear=True)


def fit_second(examples: Sequence[Example], odds: Sequence[list[float]], held: Sequence[LogChances | None]) -> Forest:
    """Learn to judge beside the rivals of the article."""
    lines = (
        row for example, first, by in zip(examples, odds, held, strict=True) for row in lines_of(example, first, by)
    )
    return _fit(examples, lines, SECOND, linear=False)


def lines_of(example: Example, first: list[float], held: LogChances | None) -> list[Features]:
    """Describe an article's proposals to the second judge."""
    return beside_rivals(example.doc, example.proposals, first, example.views, held)


def _fit(examples: Sequence[Example], lines: Iterable[Features], boosting: dict[str, Any], *, linear: bool) -> Forest:
    # The lines are taken one by one: as dictionaries side by side they would fill gigabytes.
    vectorizer = DictVectorizer(dtype=np.float32)
    sparse = vectorizer.fit_transform(lines)
    kept = np.asarray((sparse != 0).sum(axis=0)).ravel() >= RAREST
    sparse = sparse[:, kept]
    columns = {name: i for i, name in enumerate(vectorizer.get_feature_names_out()[kept].tolist())}
    labels = np.array([value for example in examples for value in example.labels])
    weights = np.array([value for example in examples for value in example.weights])
    booster = HistGradientBoostingClassifier(**boosting, random_state=0)
    booster.fit(sparse.astype(np.float64).toarray(), labels, sample_weight=weights)
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
