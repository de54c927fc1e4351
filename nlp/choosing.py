"""Choosing among candidates by learned weights: chances by softmax, with «none of them» as a candidate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat


@dataclass(frozen=True, slots=True)
class Bars:
    """What a candidate's chance must reach.

    `none`: the first one's, as a share of the chance of «none»; `further`: another's, and `joined`: another's that is
    coordinated with one taken, as shares of the first one's.
    """

    none: float
    further: float
    joined: float


def chances(weights: Mapping[str, float], absence: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Give the chance of «none» and then of each candidate, from their features; they sum to 1."""
    scores = [total(weights, row) for row in (absence, *rows)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Sum the weights of some features; one that was never learned weighs nothing."""
    return sum(map(weights.get, features, repeat(0.0)))
