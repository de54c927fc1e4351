"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """How much is right of what was `said` and of what there is (`gold`); the shares go from 0 to 1.

    Nothing said where there is nothing is perfect. `right` may be a fraction where things are right in part.
    """

    right: float
    said: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / self.said if self.said else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of what there is that was said."""
        return self.right / self.gold if self.gold else float(not self.said)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
