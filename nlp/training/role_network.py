"""Fit the network of sources and targets: which of the words around an event, «nobody» among them, is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from nlp.role_network import SIDES, Floats, Network

HIDDEN = 64
RAREST = 6  # a feature seen less often is left out
EPOCHS = 6
BATCH = 64  # events
RATE = 3e-3
DECAY = 1.0  # of weights at a step, times the rate
DROPPED = 0.3  # share of features, and of hidden numbers, left out at each step
FIRST, SECOND = 0.9, 0.99  # how much of the means of slopes and of their squares is kept (Adam)


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of an event, of its candidates (the first is «nobody»), and which are right.

    `right` has a row for source and one for target; a row without any right candidate teaches nothing.
    """

    shared: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Table:
    """All candidates of all choices, a row each: their features, those they share included, and what is right."""

    own: csr_matrix
    shared: csr_matrix
    right: Floats
    starts: NDArray[np.int64]


class _Learner:
    """The parameters while they are learned, with the means that Adam keeps."""

    def __init__(self, features: int, steps: int, random: np.random.Generator) -> None:
        self.table: Floats = np.zeros((features, HIDDEN + SIDES), dtype=np.float32)
        self.table[:, :HIDDEN] = random.normal(0, 0.05, (features, HIDDEN))
        self.bias: Floats = np.zeros(HIDDEN, dtype=np.float32)
        self.answers: Floats = random.normal(0, 0.1, (HIDDEN, SIDES)).astype(np.float32)
        self._all = (self.table, self.bias, self.answers)
        self._means = [(np.zeros_like(values), np.zeros_like(values)) for values in self._all]
        self._step, self._steps, self._random = 0, steps, random

    def learn(self, own: csr_matrix, shared: csr_matrix, right: Floats, starts: NDArray[np.int64]) -> None:
        """Take one step down the slope of a batch; `starts` are the first rows of its choices."""
        own, shared = self._thinned(own), self._thinned(shared)
        group = np.repeat(np.arange(len(starts)), np.diff([*starts, own.shape[0]]))
        sums = own @ self.table
        sums[:, :HIDDEN] += (shared @ self.table[:, :HIDDEN])[group] + self.bias
        kept = (self._random.random(sums[:, :HIDDEN].shape) >= DROPPED).astype(np.float32) / (1 - DROPPED)
        hidden = np.maximum(sums[:, :HIDDEN], 0.0) * kept
        scores = hidden @ self.answers + sums[:, HIDDEN:]
        slope = _slope(scores, right, starts, group) / len(starts)
        back = (slope @ self.answers.T) * kept * (sums[:, :HIDDEN] > 0)
        wide = np.hstack([back, slope]).astype(np.float32)
        table = own.T.tocsr() @ wide
        table[:, :HIDDEN] += shared.T.tocsr() @ np.add.reduceat(back, starts, axis=0).astype(np.float32)
        self._descend((table, back.sum(axis=0), hidden.T @ slope))

    def _thinned(self, matrix: csr_matrix) -> csr_matrix:
        kept = (self._random.random(len(matrix.data)) >= DROPPED).astype(np.float32) / (1 - DROPPED)
        return csr_matrix((matrix.data * kept, matrix.indices, matrix.indptr), shape=matrix.shape)

    def _descend(self, slopes: Sequence[Floats]) -> None:
        self._step += 1
        rate = RATE * (1 - self._step / self._steps)
        for values, slope, (mean, square) in zip(self._all, slopes, self._means, strict=True):
            mean += (1 - FIRST) * (slope - mean)
            square += (1 - SECOND) * (slope * slope - square)
            scale = np.sqrt(square / (1 - SECOND**self._step)) + 1e-8
            decay = DECAY * values if values is self.table else 0.0
            values -= (rate * (mean / (1 - FIRST**self._step) / scale + decay)).astype(np.float32)


def _slope(scores: Floats, right: Floats, starts: NDArray[np.int64], group: NDArray[np.int64]) -> Floats:
    """Give the slope of the log-loss of the right candidates' chances (softmax over each choice)."""
    powers = np.exp(scores - np.maximum.reduceat(scores, starts, axis=0)[group])
    chances = powers / np.add.reduceat(powers, starts, axis=0)[group]
    hits = np.add.reduceat(chances * right, starts, axis=0)
    taught = np.add.reduceat(right, starts, axis=0) > 0
    slope: Floats = ((chances - chances * right / (hits + 1e-9)[group]) * taught[group]).astype(np.float32)
    return slope


def fit(choices: Sequence[Choice], seed: int = 0) -> Network:
    """Learn from choices; the same choices in the same order give the same network."""
    counts = Counter(f for c in choices for row in c.rows for f in row)
    counts.update(f for choice in choices for f in choice.shared for _ in choice.rows)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    vocabulary = {name: number for number, name in enumerate(names, start=1)}
    table = _laid_out(choices, vocabulary)
    sizes = np.diff([*table.starts, table.own.shape[0]])
    random = np.random.default_rng(seed)
    learner = _Learner(len(names) + 1, EPOCHS * -(-len(choices) // BATCH), random)
    for _ in range(EPOCHS):
        order = random.permutation(len(choices))
        for batch in (order[start : start + BATCH] for start in range(0, len(order), BATCH)):
            rows = np.concatenate([np.arange(table.starts[i], table.starts[i] + sizes[i]) for i in batch])
            starts = np.cumsum([0, *sizes[batch]])[:-1]
            learner.learn(table.own[rows], table.shared[batch], table.right[rows], starts)
    learner.table[0] = 0.0
    return Network(vocabulary, learner.table, learner.bias, learner.answers)


def _laid_out(choices: Sequence[Choice], vocabulary: dict[str, int]) -> _Table:
    own = _matrix([row for choice in choices for row in choice.rows], vocabulary)
    shared = _matrix([choice.shared for choice in choices], vocabulary)
    right = np.concatenate([choice.right.T for choice in choices]).astype(np.float32)
    starts = np.cumsum([0, *(len(choice.rows) for choice in choices)])[:-1]
    return _Table(own, shared, right, starts)


def _matrix(rows: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> csr_matrix:
    known = [[vocabulary[name] for name in row if name in vocabulary] for row in rows]
    starts = np.cumsum([0, *map(len, known)])
    places = np.fromiter(chain.from_iterable(known), dtype=np.int32, count=int(starts[-1]))
    ones = np.ones(len(places), dtype=np.float32)
    return csr_matrix((ones, places, starts), shape=(len(rows), len(vocabulary) + 1))
