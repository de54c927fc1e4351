"""The figures of an evaluation: those of the customer's scorer (`score_events.py`), and what it does not measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.evaluation.annotated import GoldArticle
from nlp.evaluation.pairing import Pair, Sentences, pair
from nlp.evaluation.rates import Rates
from nlp.evaluation.slots import FACTS, NAMES, hits, is_right, named
from nlp.schema import Event, EventType


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with the events said of it, and which of them stand for which annotated ones.

    `untyped` is how many would be paired if any type could pair with any.
    """

    gold: GoldArticle
    said: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    untyped: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How well events were found and their slots filled.

    `detect` counts pairs (right type at the right spot). The rates in `names` (source, target, place, attribution)
    count names over all events, those without a pair as misses or false alarms; `facts` (date, status, killed,
    wounded, mode) are shares of the pairs in which the slot is right, both empty included. In `event`, the headline, a
    pair earns the mean of its slots (type, source, target, place, date, status) instead of 1.

    Attribution, which the scorer leaves out, is counted as it counts places: a name said is right if it is the same
    name as one of the gold's in the same pair, by the scorer's rule of names and each used once.
    """

    gold: int
    said: int
    pairs: int
    detect: Rates
    names: Mapping[str, Rates]
    facts: Mapping[str, float]
    event: Rates


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of all articles and of each type that is there; `untyped` asks only whether there is an event."""

    articles: int
    total: Figures
    untyped: Rates
    by_type: Mapping[EventType, Figures]


def judge(gold: GoldArticle, said: Sequence[Event]) -> Judged:
    """Pair the events said of an article with the annotated ones."""
    sentences = Sentences(gold.article.text)
    pairs = pair(said, gold.events, sentences)
    untyped = pair(said, gold.events, sentences, typed=False)
    return Judged(gold, tuple(said), tuple(pairs), len(untyped))


def evaluate(articles: Sequence[Judged]) -> Evaluation:
    """Count over all articles."""
    total: Counter[str] = Counter()
    by_type: dict[EventType, Counter[str]] = defaultdict(Counter)
    for article in articles:
        total["untyped"] += article.untyped
        for event in article.gold.events:
            _add((total, by_type[event.type]), _size(event, "gold"))
        for event in article.said:
            _add((total, by_type[event.type]), _size(event, "said"))
        for found in article.pairs:
            said, gold = article.said[found.said], article.gold.events[found.gold]
            _add((total, by_type[gold.type]), _agreed(said, gold, found))
    order = sorted(by_type, key=lambda kind: (-by_type[kind]["gold"], kind))
    return Evaluation(
        len(articles),
        _figures(total),
        Rates(total["untyped"], total["said"], total["gold"]),
        {kind: _figures(by_type[kind]) for kind in order},
    )


def _add(tallies: Iterable[Counter[str]], counted: Mapping[str, float]) -> None:
    for tally in tallies:
        for key, value in counted.items():
            tally[key] += value  # type: ignore[assignment]  # soft agreement is a fraction


def _size(event: Event, side: str) -> dict[str, float]:
    return {side: 1, **{f"{slot} {side}": len(named(event, slot)) for slot in NAMES}}


def _agreed(said: Event, gold: Event, found: Pair) -> dict[str, float]:
    crossed = found.agreement.crossed
    names = {f"{slot} right": len(hits(said, gold, slot, crossed=crossed)) for slot in NAMES}
    facts = {slot: float(is_right(said, gold, slot)) for slot in FACTS}
    return {"pairs": 1, "soft": found.agreement.mean, **names, **facts}


def _figures(tally: Counter[str]) -> Figures:
    gold, said, pairs = tally["gold"], tally["said"], tally["pairs"]
    return Figures(
        gold=gold,
        said=said,
        pairs=pairs,
        detect=Rates(pairs, said, gold),
        names={s: Rates(tally[f"{s} right"], tally[f"{s} said"], tally[f"{s} gold"]) for s in NAMES},
        facts={slot: tally[slot] / pairs if pairs else 0.0 for slot in FACTS},
        event=Rates(tally["soft"], said, gold),
    )
