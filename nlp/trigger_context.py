"""How a proposed event stands among the others of its article: what lets one telling of each thing be kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.trigger_clause import Features
from nlp.trigger_features import Proposal

_NONE = -9.0  # log-odds of a rival that is not there, below any real one
_FAR = 40.0  # words; a rival farther away than this counts as this far
_LIKELY = 0.3  # probability from which a rival in the sentence counts as near
_KEPT = ("sentence", "off_topic", "support", "pos=NOUN", "det=def", "det=dem", "det=indef", "dep=conj", "obj", "subj")

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


def context_features(doc: Doc, proposals: Sequence[Proposal], first: Sequence[float]) -> list[Features]:
    """Describe each proposal by the first judgement (log-odds) of itself and of its rivals in the article."""
    if not proposals:
        return []
    sentence_of = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    odds = np.clip(np.array(first, dtype=np.float64), -9.0, 9.0)
    chances: Numbers = 1.0 / (1.0 + np.exp(-odds))
    tokens = np.array([p.token for p in proposals])
    sentences = np.array([sentence_of[p.token] for p in proposals])
    types = np.array([p.type.value for p in proposals])
    lemmas = np.array([p.lemma for p in proposals])
    rows = []
    for i, proposal in enumerate(proposals):
        same_word, same_type, near = tokens == tokens[i], types == types[i], sentences == sentences[i]
        before, after = tokens < tokens[i], tokens > tokens[i]
        same_lemma = same_type & (lemmas == lemmas[i])
        found: Features = {name: proposal.features.get(name, 0.0) for name in _KEPT}
        found |= {
            "odds": float(odds[i]),
            "odds_other_type": _most(odds, same_word & ~same_type),
            "odds_in_sentence": _most(odds, near & same_type & ~same_word),
            "odds_in_sentence_before": _most(odds, near & same_type & before),
            "odds_in_sentence_after": _most(odds, near & same_type & after),
            "odds_others_in_sentence": _most(odds, near & ~same_type & ~same_word),
            "odds_before": _most(odds, same_type & (sentences < sentences[i])),
            "odds_after": _most(odds, same_type & (sentences > sentences[i])),
            "odds_lemma_before": _most(odds, same_lemma & before & ~near),
            "odds_lemma_in_sentence": _most(odds, same_lemma & near & ~same_word),
            "odds_lemma_after": _most(odds, same_lemma & after),
            "odds_last_sentence": _most(odds, sentences == sentences[i] - 1),
            "odds_type_last_sentence": _most(odds, same_type & (sentences == sentences[i] - 1)),
            "events_of_word": float(chances[same_word].sum()),
            "events_in_sentence": float(chances[near & ~same_word].sum()),
            "events_of_type_before": float(chances[same_type & (sentences < sentences[i])].sum()),
            "events": float(chances.sum()),
            "events_per_word": 100.0 * float(chances.sum()) / len(doc),
            "distance": _distance(tokens[near & ~same_word & (chances > _LIKELY)], tokens[i]),
            f"type={proposal.type}": 1.0,
        }
        rows.append(found)
    return rows


def _most(odds: Numbers, chosen: Mask) -> float:
    return float(odds[chosen].max()) if chosen.any() else _NONE


def _distance(places: NDArray[np.int64], here: int) -> float:
    return min(float(np.abs(places - here).min()), _FAR) if len(places) else _FAR
