"""Did what: the words of a parsed text that name an event, each with its PLOVER type and mode.

The lexicon proposes (`nlp.trigger_lexicon`), and so do words that annotated articles showed as triggers
(`nlp.trigger_learned`). A model trained on those articles judges each proposal by its clause and its article
(`nlp.trigger_features`), by the words it stands with (`nlp.trigger_collocates`), then beside its rivals
(`nlp.trigger_context`), so that one event is kept for each thing told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from nlp.patterns.fr_triggers import CAUSAL, TOLL_VERBS
from nlp.schema import EventType
from nlp.trigger_clause import Features
from nlp.trigger_collocates import Weights, article_words, evidence, surroundings, topic
from nlp.trigger_context import context_features
from nlp.trigger_features import Proposal, propose
from nlp.trigger_learned import Learned, LearnedLexicon
from nlp.trigger_lexicon import TriggerLexicon, load_lexicon
from nlp.trigger_modes import ModeWeights, choose_mode, load_modes
from nlp.trigger_syntax import objects
from nlp.trigger_trees import Forest

MODEL = Path(__file__).parent / "model" / "triggers.npz"
# Of 88 annotated articles off topic 13 gave an event in cross-validation, with these bounds 2; of 5,032 true events
# found in the others ten are lost.
_ARTICLE = 120  # words; a flash of few words has few likely events anyway
_NEARLY = 0.7  # share of a verb's probability that its noun must have to name the event instead
_FLASH = 40  # words; a text no longer than that is a flash
_FLASH_ODDS = 1.6  # log(1 / 0.2), one event a sentence for a fifth of one
_SURE = 0.7
_EXPECTED = 4.7  # events, the sum of the probabilities
_PRIOR_RATE = 0.15  # share of proposals that are events, counted as two sightings of a lemma never seen
_PRIOR_COUNT = 2.0


class TriggerModelMissing(Exception):  # noqa: N818 named as its remedy is told
    """The trigger model {path} cannot be read; make it: python -m nlp.training triggers --out nlp/model"""

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


@dataclass(frozen=True, slots=True, eq=False)
class TriggerModel:
    """The lexicon with what was learned: `first` judges a proposal by its clause, `second` beside its rivals.

    `seen` is how often a lemma was an event of a type among the examples, and how often it was proposed; `learned`
    the types of words beyond the lexicon; `weights` what the collocates say. `calibration` is the slope and the
    intercept that make of a judgement's log-odds those of an event being right.
    """

    lexicon: TriggerLexicon
    first: Forest
    second: Forest
    threshold: float
    seen: Mapping[str, tuple[float, float]] = field(repr=False)
    learned: Learned = field(default_factory=dict, repr=False)
    weights: Weights = field(default_factory=dict, repr=False)
    calibration: tuple[float, float] = (1.0, 0.0)

    @property
    def words(self) -> LearnedLexicon:
        """What proposes: the lexicon and the words learned."""
        return LearnedLexicon(self.lexicon, self.learned)

    def probabilities(self, doc: Doc, proposals: Sequence[Proposal]) -> list[float]:
        """Judge the proposals of a text, each from 0 to 1."""
        if not proposals:
            return []
        around, about = surroundings(doc, proposals), topic(article_words(doc), self.weights)
        rows = [
            p.features
            | memory(*self.seen.get(p.key, (0.0, 0.0)))
            | evidence(around[p.token], p.type.value, self.weights)
            | about.get(p.type.value, {})
            for p in proposals
        ]
        odds = self.first.log_odds(rows).tolist()
        return chances(self.second.log_odds(context_features(doc, proposals, odds)) + _flash(len(doc)))

    def confidence(self, probability: float) -> float:
        """Say how likely an event judged so is right, as measured on articles that the judge had not seen."""
        slope, intercept = self.calibration
        held = min(max(probability, 1e-4), 1 - 1e-4)
        return 1.0 / (1.0 + exp(-(slope * log(held / (1 - held)) + intercept)))


def _flash(words: int) -> float:
    """Give the log-odds by which events of a short text are likelier than those of the first sentences learned from.

    The openings of articles tell a fifth of an event each; a flash of one sentence that somebody forwards tells one.
    """
    return _FLASH_ODDS * min(max((_ARTICLE - words) / (_ARTICLE - _FLASH), 0.0), 1.0)


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


def find_triggers(doc: Doc, model: TriggerModel | None = None) -> list[Trigger]:
    """Find the events a text tells, in text order, one trigger each.

    Raises TriggerModelMissing where no model is given and the shipped one is not there.
    """
    model = model or load_triggers()
    proposals = propose(doc, model.words)
    judged = list(zip(model.probabilities(doc, proposals), proposals, strict=True))
    if _tells_nothing(doc, [probability for probability, _ in judged]):
        return []
    found = select(doc, judged, model.threshold, load_modes())
    return [replace(trigger, confidence=round(model.confidence(trigger.confidence), 4)) for trigger in found]


def _tells_nothing(doc: Doc, probabilities: Sequence[float]) -> bool:
    """Is this a whole article in which no event is sure and few are likely, as in one off topic?"""
    unsure = max(probabilities, default=0.0) < _SURE and sum(probabilities) < _EXPECTED
    return unsure and len(doc) >= _ARTICLE


def select(
    doc: Doc, judged: list[tuple[float, Proposal]], threshold: float, modes: ModeWeights | None = None
) -> list[Trigger]:
    """Keep each word's most probable type where it reaches the threshold, and one trigger for a locution.

    Without weights of modes the rules alone choose them.
    """
    best: dict[int, tuple[float, Proposal]] = {}
    for probability, proposal in judged:
        if probability >= threshold and probability > best.get(proposal.token, (0.0, proposal))[0]:
            best[proposal.token] = (probability, proposal)
    verbs = _locution_verbs(best)
    for token in [t for t in best if t in verbs or _is_of_another(doc[t], best)]:
        del best[token]
    return [
        Trigger(token, p.type, choose_mode(doc, p, modes or {}), round(probability, 4), p.reason)
        for token, (probability, p) in sorted(best.items())
    ]


def _is_of_another(word: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    return _carries_event(word, best) or _tells_the_toll(word, best) or _is_weaker_object(word, best)


def _tells_the_toll(verb: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this the participle that counts the dead of the attack it hangs on («a bombardé le camp, tuant six»)?"""
    if best[verb.i][1].type is not EventType.ASSAULT or best[verb.i][1].lemma not in TOLL_VERBS:
        return False
    participle = verb.lower_.endswith("ant") and verb.dep_.split(":")[0] in ("advcl", "acl", "conj", "xcomp")
    return participle and any(a.i in best and best[a.i][1].type is EventType.ASSAULT for a in verb.ancestors)


def _locution_verbs(best: Mapping[int, tuple[float, Proposal]]) -> set[int | None]:
    """Give the verbs of locutions whose nouns are kept as well («ouvert» of «ouvert le feu»)."""
    senses = ((noun, p.type, sense) for noun, (_, p) in best.items() for sense in p.senses)
    return {sense.verb for noun, type_, sense in senses if sense.verb != noun and sense.entry.type == type_}


def _carries_event(verb: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this a verb whose object («décréter un couvre-feu») or cause («tués dans une frappe») names the same event?

    A noun much less sure than its verb («une bombe a explosé») is no better name for the event.
    """
    if verb.pos_ != "VERB":
        return False
    probability, proposal = best[verb.i]
    nouns = [*objects(verb), *(_causes(verb) if proposal.type is EventType.ASSAULT else ())]
    named = (best[noun.i] for noun in nouns if noun.i in best and noun.i != verb.i)
    return any(other.type == proposal.type and chance >= _NEARLY * probability for chance, other in named)


def _is_weaker_object(noun: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this a noun that its verb, much surer, names the event for?"""
    verb = noun.head
    if noun.pos_ != "NOUN" or verb.i not in best or verb == noun or noun not in objects(verb):
        return False
    chance, proposal = best[noun.i]
    return best[verb.i][1].type == proposal.type and chance < _NEARLY * best[verb.i][0]


def _causes(verb: Token) -> list[Token]:
    """List the nouns by, in or during which something is done («par un tir», «dans l'explosion», «lors d'un raid»)."""
    found = []
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in CAUSAL:  # the treebanks hang the noun on «lors»
            found += [noun for noun in child.children if noun.pos_ == "NOUN"]
        elif child.dep_.startswith("obl") and child.pos_ == "NOUN":
            found += [child for case in child.children if case.dep_ == "case" and case.lower_ in CAUSAL]
    return found


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
    except (OSError, ValueError, KeyError) as error:
        raise TriggerModelMissing(path) from error
    seen = {str(key): (float(events), float(sightings)) for key, (events, sightings) in zip(keys, counts, strict=True)}
    return TriggerModel(load_lexicon(), first, second, threshold, seen, learned, weights, (slope, intercept))


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


def _part(arrays: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    prefix = f"{name}_"
    return {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
