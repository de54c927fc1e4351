"""Fit weights by which one of several candidates, «none» among them, is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.feature_extraction import DictVectorizer

PENALTY = 4.0  # on squared weights, best of 0.5, 1, 2, 4, 8 in cross-validation over roles
RAREST = 3  # a feature seen less often is left out
SMALLEST = 0.01  # a weight below it is not shipped
STEPS = 150


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates as lists of features, the first for «none», and which of them are right (one at least)."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Give the weights that make the right candidates of each choice likeliest (softmax over its candidates)."""
    usable = [choice for choice in choices if any(choice.right)]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(row, 1.0) for choice in usable for row in choice.rows]).tocsr()
    kept = np.asarray(matrix.sum(axis=0)).ravel() >= RAREST
    matrix = matrix[:, kept]
    sizes = np.array([len(choice.rows) for choice in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(usable)), sizes)
    right = np.array([value for choice in usable for value in choice.right], dtype=float)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chances = powers / np.add.reduceat(powers, starts)[group]
        hits = chances * right
        total = np.add.reduceat(hits, starts) + 1e-12
        slope = matrix.T @ (chances - hits / total[group]) + PENALTY * weights
        return float(-np.log(total).sum() + PENALTY / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    names = vectorizer.get_feature_names_out()[kept]
    return {str(n): float(w) for n, w in zip(names, found.x, strict=True) if abs(w) >= SMALLEST}
