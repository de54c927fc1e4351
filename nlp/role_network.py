"""What a small neural network makes of the words that may be source or target, beside each other and «nobody».

A feature is a text (`nlp.role_features`); each has an embedding and a weight of its own for either side. One hidden
layer sums the embeddings, so that the trigger's word, the way through the tree and the kind of noun qualify each other
also where they were never seen together. What the parser makes of a word beside its neighbours (`nlp.role_vectors`) is
summed with them: it tells of grammar that the one tree of the parse may have missed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 0  # row of a feature that was never learned: all zeros
SIDES = 2  # source, target

Floats = NDArray[np.float32]
NO_VECTORS: Floats = np.zeros((0, 0), dtype=np.float32)


def no_vectors() -> Floats:
    """Give the empty array of candidates without vectors."""
    return NO_VECTORS


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The vocabulary (feature to row), a row of numbers for each feature, and the weights of the answers.

    A row of `table` is an embedding, then the feature's own weight for source and for target; `bias` is added to the
    sum of the embeddings, `answers` has a column for source and one for target. `lens` turns a candidate's vector into
    numbers like those of a feature; it has no rows where candidates have no vectors.
    """

    vocabulary: Mapping[str, int]
    table: Floats
    bias: Floats
    answers: Floats
    lens: Floats = field(default_factory=no_vectors)

    def scores(
        self, shared: Sequence[str], rows: Sequence[Sequence[str]], vectors: Floats = NO_VECTORS
    ) -> NDArray[np.float64]:
        """Score rows of features as source and as target, an array (2, rows); `shared` features stand in each row.

        `vectors` has a row for each, or none.
        """
        size = len(self.bias)
        sums = self._sums(rows)
        if vectors.size and self.lens.size:
            sums += vectors @ self.lens
        sums[:, :size] += self._sums([shared])[0, :size] + self.bias
        scores = np.maximum(sums[:, :size], 0.0) @ self.answers + sums[:, size:]
        return scores.T.astype(np.float64)

    def _sums(self, rows: Sequence[Sequence[str]]) -> Floats:
        keys = np.fromiter(map(self.vocabulary.get, chain.from_iterable(rows), repeat(UNKNOWN)), dtype=np.int64)
        starts = np.cumsum([0, *map(len, rows)])
        sums: Floats = np.add.reduceat(self.table[keys], starts[:-1], axis=0)
        return sums

    def chances(
        self, shared: Sequence[str], rows: Sequence[Sequence[str]], vectors: Floats = NO_VECTORS
    ) -> NDArray[np.float64]:
        """Give each row's chance to be source and to be target, an array (2, rows); either side sums to 1."""
        scores = self.scores(shared, rows, vectors)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    @property
    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Everything as arrays of half precision, in the form that `from_arrays` reads."""
        return {
            "vocabulary": np.frombuffer("\n".join(self.vocabulary).encode(), dtype=np.uint8),
            "table": self.table.astype(np.float16),
            "bias": self.bias.astype(np.float16),
            "answers": self.answers.astype(np.float16),
            "lens": self.lens.astype(np.float16),
        }

    @classmethod
    def load(cls, path: Path, missing: Callable[[Path], Exception]) -> Network:
        """Read a network from its file; raises what `missing` makes of the path where it can't be read."""
        try:
            with np.load(path) as arrays:
                return cls.from_arrays(arrays)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise missing(path) from error

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Network:
        """Build a network from its arrays; raises KeyError where one is absent."""
        names = bytes(np.asarray(arrays["vocabulary"])).decode().split("\n")
        table, bias, answers = (arrays[name].astype(np.float32) for name in ("table", "bias", "answers"))
        lens = arrays["lens"].astype(np.float32) if "lens" in arrays else NO_VECTORS
        return cls({name: row for row, name in enumerate(names, start=1)}, table, bias, answers, lens)
