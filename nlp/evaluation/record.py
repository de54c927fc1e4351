"""An evaluation as a JSON object: the fields of the customer's scorer (`score_events.py --json`), and ours beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.evaluation.calibration import Calibration
from nlp.evaluation.errors import findings
from nlp.evaluation.figures import Evaluation, Figures, Judged
from nlp.evaluation.rates import Rates

Record = dict[str, Any]


def evaluation_to_record(result: Evaluation, articles: Sequence[Judged], said: Calibration | None) -> Record:
    """Give the figures as an object that `json.dumps` takes; rates are lists of precision, recall and F1.

    `pred` is the number of events extracted; `errors` counts them by kind; `calibration` is null where no confidence
    was said.
    """
    errors: dict[str, int] = {}
    for article in articles:
        for finding in findings(article):
            for error in finding.errors:
                errors[error] = errors.get(error, 0) + 1
    return {
        "articles": result.articles,
        **_figures(result.total),
        "untyped": _rates(result.untyped),
        "by_type": {kind.value: _figures(figures) for kind, figures in result.by_type.items()},
        "calibration": _calibration(said) if said else None,
        "off_topic": [a.gold.article.id for a in articles if a.gold.off_topic and a.said],
        "errors": dict(sorted(errors.items(), key=lambda item: -item[1])),
    }


def _figures(figures: Figures) -> Record:
    return {
        "gold": figures.gold,
        "pred": figures.said,
        "pairs": figures.pairs,
        "detect": _rates(figures.detect),
        **{name: _rates(rates) for name, rates in figures.names.items()},
        **figures.facts,
        "EVENT": _rates(figures.event),
    }


def _rates(rates: Rates) -> list[float]:
    return [rates.precision, rates.recall, rates.f1]


def _calibration(said: Calibration) -> Record:
    bins = [
        {"low": b.low, "high": b.high, "events": b.events, "right": b.right, "mean": round(b.mean, 4)}
        for b in said.bins
    ]
    return {"expected_error": said.expected_error, "bins": bins}
