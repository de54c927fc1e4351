"""Fit weights by which one of several candidates, «none» among them, is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

PENALTY = 4.0  # on squared weights, best of 0.5, 1, 2, 4, 8 in cross-validation over roles
RAREST = 3  # a feature seen less often is left out
SMALLEST = 0.02  # a weight below it is not shipped
STEPS = 150


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates as lists of features, the first for «none», and which of them are right (one at least)."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit(choices: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """Give the weights that make the right candidates of each choice likeliest (softmax over its candidates)."""
    usable = [choice for choice in choices if any(choice.right)]
    matrix, names = _matrix(usable)
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
        slope = matrix.T @ (chances - hits / total[group]) + penalty * weights
        return float(-np.log(total).sum() + penalty / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return {name: float(w) for name, w in zip(names, found.x, strict=True) if abs(w) >= SMALLEST}


def _matrix(choices: Sequence[Choice]) -> tuple[csr_matrix, list[str]]:
    """Lay all candidates out, a row each, a column for each feature that is not too rare; and name the columns."""
    counts = Counter(name for choice in choices for row in choice.rows for name in set(row))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: number for number, name in enumerate(names)}
    rows = [sorted({columns[name] for name in row if name in columns}) for choice in choices for row in choice.rows]
    starts = np.cumsum([0, *map(len, rows)])
    places = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(starts[-1]))
    return csr_matrix((np.ones(len(places)), places, starts), shape=(len(rows), len(names))), names
