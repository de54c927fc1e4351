"""Did what: the words of a parsed text that name an event, each with its PLOVER type and mode.

The lexicon proposes (`nlp.trigger_lexicon`), a logistic regression trained on the gold judges each proposal by its
clause and its article (`nlp.trigger_features`), and one event is kept for each thing told.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from nlp.schema import EventType
from nlp.trigger_features import Features, Proposal, propose
from nlp.trigger_lexicon import TriggerLexicon, load_lexicon
from nlp.trigger_modes import choose_mode

MODEL = Path(__file__).parent / "model" / "triggers.json"
_PRIOR_RATE = 0.15  # share of proposals that are events, counted as two sightings of a lemma never seen
_PRIOR_COUNT = 2.0


class TriggerModelMissing(Exception):
    """The trigger weights {path} cannot be read; make them: python -m nlp.training triggers --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event: its index in the Doc, PLOVER type and mode, probability, and what spoke for it.

    `reason` is a code: `verb`, `pronominal`, `noun` or `locution`.
    """

    token: int
    type: EventType
    mode: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class TriggerModel:
    """The lexicon with the learned weights, and how often each lemma was an event of a type among the examples."""

    lexicon: TriggerLexicon
    bias: float
    threshold: float
    weights: Mapping[str, float] = field(repr=False)
    seen: Mapping[str, tuple[float, float]] = field(repr=False)

    def probability(self, proposal: Proposal) -> float:
        """Judge a proposal, from 0 to 1."""
        features = proposal.features | memory(*self.seen.get(f"{proposal.lemma} {proposal.type}", (0.0, 0.0)))
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items() if value)
        return 1.0 / (1.0 + math.exp(-score))


def memory(events: float, sightings: float) -> Features:
    """Describe how a lemma fared among the examples: `events` of its `sightings` were events of the type."""
    return {
        "lemma_rate": (events + _PRIOR_RATE * _PRIOR_COUNT) / (sightings + _PRIOR_COUNT),
        "lemma_events": min(events, 5.0),
        "lemma_others": min(sightings - events, 8.0),
        "lemma_seen": float(sightings > 0),
    }


def find_triggers(doc: Doc, model: TriggerModel | None = None) -> list[Trigger]:
    """Find the events a text tells, in text order, one trigger each.

    Raises TriggerModelMissing where no model is given and the shipped weights are not there.
    """
    model = model or load_triggers()
    proposals = propose(doc, model.lexicon)
    return select(doc, [(model.probability(p), p) for p in proposals], model.threshold)


def select(doc: Doc, judged: list[tuple[float, Proposal]], threshold: float) -> list[Trigger]:
    """Keep each word's most probable type where it reaches the threshold."""
    best: dict[int, tuple[float, Proposal]] = {}
    for probability, proposal in judged:
        if probability >= threshold and probability > best.get(proposal.token, (0.0, proposal))[0]:
            best[proposal.token] = (probability, proposal)
    return [
        Trigger(token, p.type, choose_mode(doc[token], p), round(probability, 4), p.reason)
        for token, (probability, p) in sorted(best.items())
    ]


@cache
def load_triggers(path: Path = MODEL) -> TriggerModel:
    """Read the shipped weights once."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TriggerModelMissing(path) from error
    seen = {key: (float(events), float(sightings)) for key, (events, sightings) in data["seen"].items()}
    return TriggerModel(load_lexicon(), data["bias"], data["threshold"], data["weights"], seen)
