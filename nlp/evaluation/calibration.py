"""Whether a confidence means what it says: of the events said at 0.8, are 80 in 100 right?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.evaluation.figures import Judged

BINS = 10
"""Into how many equal parts the confidences from 0 to 1 are cut."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The events said with a confidence from `low` up to `high` (1.0 belongs to the last): how many, how many right."""

    low: float
    high: float
    events: int
    right: int
    mean: float

    @property
    def share_right(self) -> float:
        """The share that is right."""
        return self.right / self.events


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold an event, from low to high.

    `expected_error` is the expected calibration error: the gap between mean confidence and share right, averaged over
    the bins by their number of events (Naeini, Cooper and Hauskrecht 2015); 0 is perfect.
    """

    bins: tuple[Bin, ...]
    expected_error: float


def calibration(articles: Iterable[Judged]) -> Calibration:
    """Weigh the confidence of every event said; right is what has a pair (right type at the right spot)."""
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for article in articles:
        right = {found.said for found in article.pairs}
        for index, event in enumerate(article.said):
            by_bin[_bin(event.confidence)].append((event.confidence, index in right))
    bins = tuple(_filled(number, by_bin[number]) for number in sorted(by_bin))
    events = sum(item.events for item in bins)
    gaps = sum(item.events * abs(item.mean - item.share_right) for item in bins)
    return Calibration(bins, gaps / events if events else 0.0)


def _bin(confidence: float) -> int:
    # Rounded first: 0.7 * 10 is a hair above 7 and 0.29 * 100 below 29 in binary.
    return max(0, min(int(round(confidence * BINS, 6)), BINS - 1))


def _filled(number: int, events: Sequence[tuple[float, bool]]) -> Bin:
    mean = sum(confidence for confidence, _ in events) / len(events)
    return Bin(number / BINS, (number + 1) / BINS, len(events), sum(right for _, right in events), mean)
