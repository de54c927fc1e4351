"""The learned judge of what may be an event's trigger, and the file that it is kept in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.schema import EventType
from nlp.trigger_clause import Features
from nlp.trigger_collocates import (
    Weights,
    article_words,
    evidence_for,
    evidence_for_any,
    known_weights,
    surroundings,
    topic,
)
from nlp.trigger_context import context_features
from nlp.trigger_features import Proposal
from nlp.trigger_learned import Learned, LearnedLexicon
from nlp.trigger_lexicon import TriggerLexicon, load_lexicon
from nlp.trigger_network import UNKNOWN, LogChances, Network, Views, agreed, network_features, view
from nlp.trigger_trees import Forest

MODEL = Path(__file__).parent / "model" / "triggers.npz"
ARTICLE = 120  # words from which a text is a whole article
_AT_ONCE = 300  # proposals described at once: 10 kB each, and a text of one word over and over has thousands
_FLASH = 40  # words; a text no longer than that is a flash
_FLASH_ODDS = 1.6  # log(1 / 0.2), one event a sentence for a fifth of one
_PRIOR_RATE = 0.15  # share of proposals that are events, counted as two sightings of a lemma never seen
_PRIOR_COUNT = 2.0


class TriggerModelMissing(Exception):  # noqa: N818 named as its remedy is told
    """The trigger model {path} cannot be read; make it: python -m nlp.training triggers --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True, eq=False)
class TriggerModel:
    """The lexicon with what was learned: `first` judges a proposal by its clause, `second` beside its rivals.

    `seen` is how often a lemma was an event of a type among the examples, and how often it was proposed; `learned`
    the types of words beyond the lexicon; `weights` what the collocates say; the `networks` agree on what words seldom
    seen are like. `calibration` is the slope and the intercept that make of a judgement's log-odds those of an event
    being right.
    """

    lexicon: TriggerLexicon
    first: Forest
    second: Forest
    threshold: float
    seen: Mapping[str, tuple[float, float]] = field(repr=False)
    learned: Learned = field(default_factory=dict, repr=False)
    weights: Weights = field(default_factory=dict, repr=False)
    calibration: tuple[float, float] = (1.0, 0.0)
    networks: tuple[Network, ...] = field(default=(), repr=False)

    @property
    def words(self) -> LearnedLexicon:
        """What proposes: the lexicon and the words learned."""
        return LearnedLexicon(self.lexicon, self.learned)

    def probabilities(self, doc: Doc, proposals: Sequence[Proposal]) -> list[float]:
        """Judge the proposals of a text, each from 0 to 1."""
        if not proposals:
            return []
        about = topic(article_words(doc), self.weights)
        odds: list[float] = []
        for start in range(0, len(proposals), _AT_ONCE):
            odds += self.first.log_odds(self._described(doc, proposals[start : start + _AT_ONCE], about)).tolist()
        views = view(doc, proposals)
        beside = beside_rivals(doc, proposals, odds, views, agreed([n.log_chances(views) for n in self.networks]))
        return chances(self.second.log_odds(beside) + _flash(len(doc)))

    def _described(self, doc: Doc, proposals: Sequence[Proposal], about: Mapping[str, Features]) -> list[Features]:
        """Describe proposals to the first judge, also by how their lemma fared and what stands with them.

        `about` is what the article's words say for each type.
        """
        around = surroundings(doc, proposals)
        known = {token: known_weights(found, self.weights) for token, found in around.items()}
        of_any = {token: evidence_for_any(weights) for token, weights in known.items()}
        return [
            p.features
            | memory(*self.seen.get(p.key, (0.0, 0.0)))
            | evidence_for(known[p.token], str(p.type))
            | of_any[p.token]
            | about.get(p.type, {})
            for p in proposals
        ]

    def confidence(self, probability: float) -> float:
        """Say how likely an event judged so is right, as measured on articles that the judge had not seen."""
        slope, intercept = self.calibration
        held = min(max(probability, 1e-4), 1 - 1e-4)
        return 1.0 / (1.0 + exp(-(slope * log(held / (1 - held)) + intercept)))


def beside_rivals(
    doc: Doc, proposals: Sequence[Proposal], odds: Sequence[float], views: Views, held: LogChances | None
) -> list[Features]:
    """Describe each proposal to the second judge: its first judgement, its rivals, and what the networks hold of it."""
    rows = context_features(doc, proposals, odds)
    if held is None:
        return rows
    return [row | more for row, more in zip(rows, network_features(proposals, views, held), strict=True)]


def _flash(words: int) -> float:
    """Give the log-odds by which events of a short text are likelier than those of the first sentences learned from.

    The openings of articles tell a fifth of an event each; a flash of one sentence that somebody forwards tells one.
    """
    return _FLASH_ODDS * min(max((ARTICLE - words) / (ARTICLE - _FLASH), 0.0), 1.0)


def chances(log_odds: NDArray[np.float64]) -> list[float]:
    """Turn log-odds into probabilities."""
    return [float(p) for p in 1.0 / (1.0 + np.exp(-log_odds))]


def memory(events: float, sightings: float) -> Features:
    """Describe how a lemma fared among the examples: `events` of its `sightings` were events of the type."""
    return {
        "lemma_rate": (events + _PRIOR_RATE * _PRIOR_COUNT) / (sightings + _PRIOR_COUNT),
        "lemma_events": min(events, 5.0),
        "lemma_others": min(sightings - events, 8.0),
        "lemma_seen": float(sightings > 0),
    }


@cache
def load_triggers(path: Path = MODEL) -> TriggerModel:
    """Read the shipped model once."""
    try:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        first, second = (Forest.from_arrays(_part(arrays, name)) for name in ("first", "second"))
        keys, counts = arrays["seen_keys"], arrays["seen_counts"]
        threshold = float(arrays["threshold"])
        slope, intercept = (float(value) for value in arrays["calibration"])
        learned, weights = _read_learned(arrays["learned"]), _read_weights(arrays)
        networks = _read_networks(arrays)
    except (OSError, ValueError, KeyError) as error:
        raise TriggerModelMissing(path) from error
    seen = {str(key): (float(events), float(sightings)) for key, (events, sightings) in zip(keys, counts, strict=True)}
    calibration = (slope, intercept)
    return TriggerModel(load_lexicon(), first, second, threshold, seen, learned, weights, calibration, networks)


def _read_learned(rows: NDArray[Any]) -> Learned:
    learned: dict[tuple[str, str], dict[EventType, str | None]] = {}
    for kind, lemma, type_, mode in (str(row).split("\t") for row in rows):
        learned.setdefault((kind, lemma), {})[EventType(type_)] = mode or None
    return learned


def _read_weights(arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """Read the collocates' weights: each key with its run of types and values."""
    names = [str(name) for name in arrays["weight_types"]]
    types, values = arrays["weight_type"].tolist(), arrays["weight_value"].astype(np.float32).tolist()
    weights, start = {}, 0
    for key, end in zip(str(arrays["weight_keys"]).split("\n"), np.cumsum(arrays["weight_runs"]).tolist(), strict=True):
        weights[key] = {names[types[i]]: values[i] for i in range(start, end)}
        start = end
    return weights


def _read_networks(arrays: Mapping[str, NDArray[Any]]) -> tuple[Network, ...]:
    if "network_keys" not in arrays:
        return ()
    vocabulary = {key: row for row, key in enumerate(str(arrays["network_keys"]).split("\n"), UNKNOWN + 1)}
    parts = ("embeddings", "hidden", "hidden_bias", "answers", "answers_bias")
    members = zip(*(arrays[f"network_{part}"].astype(np.float32) for part in parts), strict=True)
    return tuple(Network(vocabulary, *member) for member in members)


def _part(arrays: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    prefix = f"{name}_"
    return {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
