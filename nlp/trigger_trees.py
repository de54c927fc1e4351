"""A learned judgement, the mean of decision trees and a linear model, read with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
_ROWS = 1_000  # judged at once: each takes some kB for every tree's place in it
_NOWHERE = -1  # column of a feature that the trees don't know
_TABLES = ("feature", "threshold", "left", "right", "value", "roots", "slope")


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid out in one table of nodes.

    `feature`, `threshold`, `left`, `right` and `value` have one row a node: a row of features goes left where its
    feature is at most the threshold; a leaf leads to itself. `roots` are the first nodes of the trees, `depth` the
    most steps to a leaf, `base` the log-odds before any tree. `columns` is the place of each feature by name, `slope`
    what each adds to the log-odds by itself, halved like the trees' values where both judge.
    """

    columns: Mapping[str, int]
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    roots: Ints
    slope: Floats
    depth: int
    base: float

    def log_odds(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Judge rows of named features; a name the trees don't know is passed over, one that is absent counts 0."""
        parts = [self._log_odds(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
        return np.concatenate([np.zeros(0), *parts])

    def _log_odds(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        matrix = self._matrix(rows)
        places = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        line, cells = np.arange(len(rows))[:, None] * len(self.columns), matrix.ravel()
        for _ in range(self.depth):
            goes_left = cells.take(line + self.feature.take(places)) <= self.threshold.take(places)
            places = np.where(goes_left, self.left.take(places), self.right.take(places))
        total: NDArray[np.float64] = (
            self.base + self.value.take(places).sum(axis=1, dtype=np.float64) + matrix @ self.slope.astype(np.float64)
        )
        return total

    def _matrix(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Lay the rows out in columns, at one stroke: setting each cell by itself would cost as much as ten."""
        places: list[int] = []
        values: list[float] = []
        for row in rows:
            places.extend(map(self.columns.get, row, repeat(_NOWHERE)))
            values.extend(row.values())
        lines = np.repeat(np.arange(len(rows)) * len(self.columns), [len(row) for row in rows])
        cells = np.array(places, dtype=np.int64)
        known = cells != _NOWHERE
        matrix = np.zeros((len(rows), len(self.columns)), dtype=np.float32)
        matrix.put((cells + lines)[known], np.array(values, dtype=np.float32)[known])
        return matrix

    @property
    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Everything as arrays, in the form that `from_arrays` reads."""
        return {
            "columns": np.array(list(self.columns)),
            **{name: getattr(self, name) for name in _TABLES},
            "depth": np.array(self.depth),
            "base": np.array(self.base),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Forest:
        """Build a forest from its arrays; raises KeyError where one is absent."""
        columns = {str(name): number for number, name in enumerate(arrays["columns"])}
        tables: dict[str, Any] = {name: arrays[name] for name in _TABLES}
        return cls(columns, **tables, depth=int(arrays["depth"].item()), base=float(arrays["base"].item()))
