"""Train the network that says what type of event a word names (`nlp.trigger_network`), by Adam on its log-loss.

Words and slots are dropped at random while it learns (N. Srivastava et al., Dropout, 2014), so that no judgement hangs
on a single word; Adam is that of D. P. Kingma and J. Ba, 2015.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from nlp.trigger_network import TYPES, UNKNOWN, Floats, Network, Views

WIDTH = 64  # numbers in an embedding
HIDDEN = 192
EPOCHS = 6
BATCH = 128  # words
RATE = 1.5e-3  # of learning, falling to nothing
DROPPED_INPUTS = 0.375
DROPPED_HIDDEN = 0.5
DROPPED_KEYS = 0.1
DECAY = 1e-3
RAREST = 4  # articles and slots together; a key seen less often is unknown
_BAGS = 3

Parameters = dict[str, Floats]


@dataclass(slots=True)
class Adam:
    """Steps down the gradient, each weight at its own rate."""

    parameters: Parameters
    moments: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)
    steps: int = 0

    def step(self, gradients: Parameters, rate: float) -> None:
        """Move all parameters once."""
        self.steps += 1
        for name, gradient in gradients.items():
            first, second = self.moments.setdefault(name, (np.zeros_like(gradient), np.zeros_like(gradient)))
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient * gradient - second)
            size = np.sqrt(second / (1 - 0.999**self.steps)) + 1e-8
            self.parameters[name] -= rate * (first / (1 - 0.9**self.steps)) / size
            if not name.endswith("bias"):
                self.parameters[name] -= rate * DECAY * self.parameters[name]


@dataclass(frozen=True, slots=True, eq=False)
class _Inputs:
    """All words viewed: rows of their slots' keys, the shares of the keys in each bag, support, right answers."""

    keys: NDArray[np.int64]
    bags: list[Any]
    support: Floats
    answers: NDArray[np.int64]


def fit(views: Sequence[Views], answers: Sequence[Sequence[int]], seed: int = 0) -> Network:
    """Learn from texts viewed; `answers` tells for each word viewed 0 for none, or 1 + the place of its type."""
    vocabulary = _vocabulary(views)
    inputs = _inputs(views, answers, vocabulary)
    chance = np.random.default_rng(seed)
    width = WIDTH * (inputs.keys.shape[1] + _BAGS) + inputs.support.shape[1]
    start: dict[str, NDArray[np.float64]] = {
        "embeddings": chance.normal(0.0, 0.1, (len(vocabulary) + 1, WIDTH)),
        "hidden": chance.normal(0.0, np.sqrt(2.0 / width), (width, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "answers": chance.normal(0.0, np.sqrt(1.0 / HIDDEN), (HIDDEN, 1 + len(TYPES))),
        "answers_bias": np.zeros(1 + len(TYPES)),
    }
    parameters = {name: value.astype(np.float32) for name, value in start.items()}
    adam = Adam(parameters)
    steps = EPOCHS * len(range(0, len(inputs.answers), BATCH))
    for _ in range(EPOCHS):
        order = chance.permutation(len(inputs.answers))
        for place in range(0, len(order), BATCH):
            gradients = _gradients(parameters, inputs, order[place : place + BATCH], chance)
            adam.step(gradients, RATE * max(0.02, 1 - adam.steps / steps))
    # In half precision, as they are stored, so that a network judges the same before and after.
    stored = {name: value.astype(np.float16).astype(np.float32) for name, value in parameters.items()}
    return Network(vocabulary, **stored)


def _vocabulary(views: Sequence[Views]) -> dict[str, int]:
    """Number the keys that occur often enough, from 1."""
    counts: Counter[str] = Counter()
    for text in views:
        counts.update(set(text.words))
        for slots in text.slots:
            counts.update(set(slots))
    kept = sorted(key for key, count in counts.items() if count >= RAREST)
    return {key: row for row, key in enumerate(kept, UNKNOWN + 1)}


def _inputs(views: Sequence[Views], answers: Sequence[Sequence[int]], vocabulary: dict[str, int]) -> _Inputs:
    find = vocabulary.get
    keys = np.array([[find(key, UNKNOWN) for key in slots] for text in views for slots in text.slots])
    bags = []
    for bag in range(_BAGS):
        rows, ends = list[int](), [0]
        for text in views:
            known = [find(word, UNKNOWN) for word in text.words]
            for start, end in text.spans[:, bag].tolist() if bag < _BAGS - 1 else [(0, len(known))] * len(text.tokens):
                rows += [row for row in known[start:end] if row != UNKNOWN]
                ends.append(len(rows))
        shares = [1.0 / max(end - start, 1) for start, end in pairwise(ends) for _ in range(end - start)]
        matrix = (np.array(shares, dtype=np.float32), np.array(rows), np.array(ends))
        bags.append(sparse.csr_matrix(matrix, shape=(len(keys), len(vocabulary) + 1)))
    support = np.concatenate([text.support for text in views])
    return _Inputs(keys, bags, support, np.array([answer for text in answers for answer in text]))


def _gradients(
    parameters: Parameters, inputs: _Inputs, chosen: NDArray[np.int64], chance: np.random.Generator
) -> Parameters:
    """Give the gradient of the mean log-loss of a batch, words and weights dropped at random."""
    keys = np.where(chance.random((len(chosen), inputs.keys.shape[1])) < DROPPED_KEYS, UNKNOWN, inputs.keys[chosen])
    bags, embeddings = [bag[chosen] for bag in inputs.bags], parameters["embeddings"]
    parts = [embeddings[keys].reshape(len(keys), -1), *(bag @ embeddings for bag in bags), inputs.support[chosen]]
    read, read_mask = _dropped(np.hstack(parts), DROPPED_INPUTS, chance)
    hidden = np.maximum(read @ parameters["hidden"] + parameters["hidden_bias"], 0.0)
    kept, kept_mask = _dropped(hidden, DROPPED_HIDDEN, chance)
    odds = kept @ parameters["answers"] + parameters["answers_bias"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    error = odds / odds.sum(axis=1, keepdims=True)
    error[np.arange(len(error)), inputs.answers[chosen]] -= 1.0
    error /= len(error)
    back = (error @ parameters["answers"].T) * kept_mask * (hidden > 0)
    below = (back @ parameters["hidden"].T) * read_mask
    return {
        "embeddings": _to_embeddings(below, keys, bags, len(embeddings)),
        "hidden": read.T @ back,
        "hidden_bias": back.sum(axis=0),
        "answers": kept.T @ error,
        "answers_bias": error.sum(axis=0),
    }


def _dropped(values: Floats, share: float, chance: np.random.Generator) -> tuple[Floats, Floats]:
    mask = (chance.random(values.shape, dtype=np.float32) >= share).astype(np.float32) / np.float32(1 - share)
    return values * mask, mask


def _to_embeddings(below: Floats, keys: NDArray[np.int64], bags: list[Any], rows: int) -> Floats:
    """Gather what each embedding is to change by, from the slots and the bags it stood in."""
    slots = keys.shape[1]
    words = (np.ones(keys.size, dtype=np.float32), keys.ravel(), np.arange(keys.size + 1))
    found = sparse.csr_matrix(words, shape=(keys.size, rows)).T @ below[:, : slots * WIDTH].reshape(-1, WIDTH)
    for place, bag in enumerate(bags, slots):
        found += bag.T @ below[:, place * WIDTH : (place + 1) * WIDTH]
    return np.asarray(found, dtype=np.float32)
