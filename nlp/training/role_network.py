"""Fit the networks that choose: which of the candidates around an event, «none of them» among them, is right.

For sources and targets as for dates and for who reports an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from nlp.role_network import Floats, Network, no_vectors

BATCH = 64  # events
RATE = 3e-3
DROPPED = 0.3  # share of features, and of hidden numbers, left out at each step
FIRST, SECOND = 0.9, 0.99  # how much of the means of slopes and of their squares is kept (Adam)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is learned: its width, the fewest times that a feature must be seen, the rounds.

    `decay` is the share, times the rate, by which weights shrink at a step.
    """

    hidden: int = 64
    rarest: int = 6
    epochs: int = 6
    decay: float = 1.0


ROLES = Plan()


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of an event, of its candidates (the first is «nobody»), and which are right.

    `right` has a row for each question, source and target or the date; one without any right candidate teaches nothing.
    """

    shared: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: NDArray[np.bool_]
    vectors: Floats = field(default_factory=no_vectors)


@dataclass(frozen=True, slots=True)
class _Table:
    """All candidates of all choices, a row each: their features, those they share included, and what is right."""

    own: csr_matrix
    shared: csr_matrix
    right: Floats
    vectors: Floats
    starts: NDArray[np.int64]


class _Learner:
    """The parameters while they are learned, with the means that Adam keeps."""

    def __init__(
        self, features: int, width: int, sides: int, steps: int, plan: Plan, random: np.random.Generator
    ) -> None:
        size = plan.hidden
        self.table: Floats = np.zeros((features, size + sides), dtype=np.float32)
        self.table[:, :size] = random.normal(0, 0.05, (features, size))
        self.bias: Floats = np.zeros(size, dtype=np.float32)
        self.answers: Floats = random.normal(0, 0.1, (size, sides)).astype(np.float32)
        self.lens: Floats = np.zeros((width, size + sides), dtype=np.float32)
        self.lens[:, :size] = random.normal(0, 0.05, (width, size))
        self._size, self._decay = size, plan.decay
        self._all = (self.table, self.bias, self.answers, self.lens)
        self._means = [(np.zeros_like(values), np.zeros_like(values)) for values in self._all]
        self._step, self._steps, self._random = 0, steps, random

    def learn(
        self, own: csr_matrix, shared: csr_matrix, right: Floats, vectors: Floats, starts: NDArray[np.int64]
    ) -> None:
        """Take one step down the slope of a batch; `starts` are the first rows of its choices."""
        size = self._size
        own, shared = self._thinned(own), self._thinned(shared)
        group = np.repeat(np.arange(len(starts)), np.diff([*starts, own.shape[0]]))
        sums = own @ self.table + vectors @ self.lens
        sums[:, :size] += (shared @ self.table[:, :size])[group] + self.bias
        kept = (self._random.random(sums[:, :size].shape) >= DROPPED).astype(np.float32) / (1 - DROPPED)
        hidden = np.maximum(sums[:, :size], 0.0) * kept
        scores = hidden @ self.answers + sums[:, size:]
        slope = _slope(scores, right, starts, group) / len(starts)
        back = (slope @ self.answers.T) * kept * (sums[:, :size] > 0)
        wide = np.hstack([back, slope]).astype(np.float32)
        table = own.T.tocsr() @ wide
        table[:, :size] += shared.T.tocsr() @ np.add.reduceat(back, starts, axis=0).astype(np.float32)
        self._descend((table, back.sum(axis=0), hidden.T @ slope, vectors.T @ wide))

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
            decay = self._decay * values if values is self.table or values is self.lens else 0.0
            values -= (rate * (mean / (1 - FIRST**self._step) / scale + decay)).astype(np.float32)


def _slope(scores: Floats, right: Floats, starts: NDArray[np.int64], group: NDArray[np.int64]) -> Floats:
    """Give the slope of the log-loss of the right candidates' chances (softmax over each choice)."""
    powers = np.exp(scores - np.maximum.reduceat(scores, starts, axis=0)[group])
    chances = powers / np.add.reduceat(powers, starts, axis=0)[group]
    hits = np.add.reduceat(chances * right, starts, axis=0)
    taught = np.add.reduceat(right, starts, axis=0) > 0
    slope: Floats = ((chances - chances * right / (hits + 1e-9)[group]) * taught[group]).astype(np.float32)
    return slope


def fit(choices: Sequence[Choice], seed: int = 0, plan: Plan = ROLES) -> Network:
    """Learn from choices; the same choices in the same order give the same network."""
    counts = Counter(f for c in choices for row in c.rows for f in row)
    counts.update(f for choice in choices for f in choice.shared for _ in choice.rows)
    names = sorted(name for name, count in counts.items() if count >= plan.rarest)
    vocabulary = {name: number for number, name in enumerate(names, start=1)}
    table = _laid_out(choices, vocabulary)
    sizes = np.diff([*table.starts, table.own.shape[0]])
    random = np.random.default_rng(seed)
    steps = plan.epochs * -(-len(choices) // BATCH)
    learner = _Learner(len(names) + 1, table.vectors.shape[1], table.right.shape[1], steps, plan, random)
    for _ in range(plan.epochs):
        order = random.permutation(len(choices))
        for batch in (order[start : start + BATCH] for start in range(0, len(order), BATCH)):
            rows = np.concatenate([np.arange(table.starts[i], table.starts[i] + sizes[i]) for i in batch])
            starts = np.cumsum([0, *sizes[batch]])[:-1]
            learner.learn(table.own[rows], table.shared[batch], table.right[rows], table.vectors[rows], starts)
    learner.table[0] = 0.0
    return Network(vocabulary, learner.table, learner.bias, learner.answers, learner.lens)


def write(network: Network, path: Path) -> None:
    """Write a network as `Network.from_arrays` reads it."""
    arrays: dict[str, Any] = dict(network.arrays)
    np.savez_compressed(path, **arrays)


def _laid_out(choices: Sequence[Choice], vocabulary: dict[str, int]) -> _Table:
    own = _matrix([row for choice in choices for row in choice.rows], vocabulary)
    shared = _matrix([choice.shared for choice in choices], vocabulary)
    right = np.concatenate([choice.right.T for choice in choices]).astype(np.float32)
    plain = any(not choice.vectors.size for choice in choices)
    vectors = np.zeros((len(right), 0), np.float32) if plain else np.concatenate([c.vectors for c in choices])
    starts = np.cumsum([0, *(len(choice.rows) for choice in choices)])[:-1]
    return _Table(own, shared, right, vectors, starts)


def _matrix(rows: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> csr_matrix:
    known = [[vocabulary[name] for name in row if name in vocabulary] for row in rows]
    starts = np.cumsum([0, *map(len, known)])
    places = np.fromiter(chain.from_iterable(known), dtype=np.int32, count=int(starts[-1]))
    ones = np.ones(len(places), dtype=np.float32)
    return csr_matrix((ones, places, starts), shape=(len(rows), len(vocabulary) + 1))
