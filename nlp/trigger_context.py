"""How a proposed event stands among the others of its article: what lets one telling of each thing be kept.

Proposals stand in text order. Inside a sentence each is held against each other (a sentence has a bounded number of
words); beyond it only the best so far of a type or lemma is kept, so that the cost grows with the text's length alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.trigger_clause import Features
from nlp.trigger_features import Proposal

_NONE = -9.0  # log-odds of a rival that is not there, below any real one
_SHORT = 3  # letters; a shorter name does not tell two scenes apart
_FAR = 40.0  # words; a rival farther away than this counts as this far
_LIKELY = 0.3  # probability from which a rival in the sentence counts as near
_KEPT = ("sentence", "off_topic", "support", "pos=NOUN", "det=def", "det=dem", "det=indef", "dep=conj", "obj", "subj")

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The proposals of a sentence that has any: its number in the text, their log-odds, probabilities, its names."""

    number: int
    proposals: list[Proposal]
    odds: Numbers
    chances: Numbers
    names: frozenset[str]


@dataclass(slots=True)
class _Told:
    """What the sentences passed so far say of a type, and of a lemma as a type."""

    most: dict[Hashable, float] = field(default_factory=dict)
    sums: dict[Hashable, float] = field(default_factory=lambda: defaultdict(float))

    def odds(self, key: Hashable) -> float:
        return self.most.get(key, _NONE)

    def pass_by(self, sentence: _Sentence, names: Iterable[str] = ()) -> None:
        """Take a sentence in; under `names` too, where it is asked for by name later on."""
        known, odds, chances = self.most, sentence.odds.tolist(), sentence.chances.tolist()
        for proposal, own, chance in zip(sentence.proposals, odds, chances, strict=True):
            for key in (proposal.type, proposal.key, *((proposal.type, name) for name in names)):
                if own >= known.get(key, _NONE):
                    known[key] = own
            self.sums[proposal.type] += chance


def context_features(doc: Doc, proposals: Sequence[Proposal], first: Sequence[float]) -> list[Features]:
    """Describe each proposal by the first judgement (log-odds) of itself and of its rivals in the article."""
    if not proposals:
        return []
    odds = np.clip(np.array(first, dtype=np.float64), -9.0, 9.0)
    chances: Numbers = 1.0 / (1.0 + np.exp(-odds))
    sentences = list(_sentences(doc, proposals, odds, chances))
    whole = {"events": float(chances.sum()), "events_per_word": 100.0 * float(chances.sum()) / len(doc)}
    mass: dict[str, float] = defaultdict(float)
    for proposal, chance in zip(proposals, chances.tolist(), strict=True):
        mass[proposal.type] += chance
    whole |= {f"share_of={type_}": value / whole["events"] for type_, value in mass.items()}
    rows = [row | whole for sentence in sentences for row in _in_sentence(sentence)]
    described = zip(rows, proposals, chances.tolist(), _before(sentences), _after(sentences), strict=True)
    for row, proposal, chance, before, after in described:
        row |= before | after
        row["type_elsewhere"] = mass[proposal.type] - chance
        row["share_elsewhere"] = row["type_elsewhere"] / max(whole["events"] - chance, 0.1)
        row["odds_lemma_after"] = max(row["odds_lemma_after"], row.pop("odds_lemma_after_in_sentence"))
    return rows


def _sentences(doc: Doc, proposals: Sequence[Proposal], odds: Numbers, chances: Numbers) -> Iterable[_Sentence]:
    sentence_of = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    names = [frozenset(t.lower_ for t in s if t.pos_ == "PROPN" and len(t) > _SHORT) for s in doc.sents]
    start = 0
    for number, group in groupby(proposals, key=lambda proposal: sentence_of[proposal.token]):
        members = list(group)
        end = start + len(members)
        yield _Sentence(number, members, odds[start:end], chances[start:end], names[number])
        start = end


def _before(sentences: Sequence[_Sentence]) -> Iterable[Features]:
    """Describe each proposal by the sentences before its own."""
    told, last = _Told(), _Told()
    previous = -1
    for sentence in sentences:
        follows = sentence.number == previous + 1
        for proposal in sentence.proposals:
            yield {
                "odds_before": told.odds(proposal.type),
                "odds_lemma_before": told.odds(proposal.key),
                "odds_last_sentence": max(last.most.values(), default=_NONE) if follows else _NONE,
                "odds_type_last_sentence": last.odds(proposal.type) if follows else _NONE,
                "events_of_type_before": told.sums[proposal.type],
                "odds_before_same_name": max((told.odds((proposal.type, n)) for n in sentence.names), default=_NONE),
            }
        told.pass_by(sentence, sentence.names)
        last, previous = _Told(), sentence.number
        last.pass_by(sentence)


def _after(sentences: Sequence[_Sentence]) -> Iterable[Features]:
    """Describe each proposal by the sentences after its own."""
    told, found = _Told(), list[Features]()
    for sentence in reversed(sentences):
        for proposal in reversed(sentence.proposals):
            found.append({"odds_after": told.odds(proposal.type), "odds_lemma_after": told.odds(proposal.key)})
        told.pass_by(sentence)
    return reversed(found)


def _in_sentence(sentence: _Sentence) -> Iterable[Features]:
    """Describe each proposal by itself and by the others of its sentence."""
    tokens = np.array([p.token for p in sentence.proposals])
    same_word = tokens[:, None] == tokens
    same_type = _alike([p.type for p in sentence.proposals])
    same_lemma = _alike([p.key for p in sentence.proposals])
    before, after = tokens[:, None] > tokens, tokens[:, None] < tokens
    odds, chances = sentence.odds, sentence.chances
    columns = {
        "odds": odds,
        "odds_other_type": _most(odds, same_word & ~same_type),
        "odds_in_sentence": _most(odds, same_type & ~same_word),
        "odds_in_sentence_before": _most(odds, same_type & before),
        "odds_in_sentence_after": _most(odds, same_type & after),
        "odds_others_in_sentence": _most(odds, ~same_type & ~same_word),
        "odds_lemma_in_sentence": _most(odds, same_lemma & ~same_word),
        "odds_lemma_after_in_sentence": _most(odds, same_lemma & after),
        "events_of_word": np.where(same_word, chances, 0.0).sum(axis=1),
        "events_in_sentence": np.where(same_word, 0.0, chances).sum(axis=1),
        "distance": np.where(same_word | (chances <= _LIKELY), _FAR, np.abs(tokens[:, None] - tokens)).min(axis=1),
    }
    for place, proposal in enumerate(sentence.proposals):
        found: Features = {name: proposal.features.get(name, 0.0) for name in _KEPT}
        found |= {name: float(column[place]) for name, column in columns.items()}
        found[f"type={proposal.type}"] = 1.0
        yield found


def _alike(keys: Sequence[Hashable]) -> Mask:
    """Tell of each pair whether they are the same."""
    number = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    codes = np.array([number[key] for key in keys])
    same: Mask = codes[:, None] == codes
    return same


def _most(odds: Numbers, chosen: Mask) -> Numbers:
    """Give the highest odds among those chosen, row by row."""
    most: Numbers = np.where(chosen, odds, _NONE).max(axis=1)
    return most
