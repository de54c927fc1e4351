"""What a small neural network makes of a word and of those around it: the type of event that it names, or none.

The trees sum up what was seen with each word; the network places words that are used alike side by side (an embedding
each, shared by all the slots a word may stand in) and so knows something of words seldom seen. One hidden layer reads
the slots, the words of the sentence, the neighbourhood and the article, and what the lexicon holds of the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from nlp.schema import EventType
from nlp.trigger_clause import Features
from nlp.trigger_features import Proposal

TYPES = tuple(EventType)
"""The network's answers after the first, which is none."""

UNKNOWN = 0  # row of the embedding for a key not in the vocabulary
_NAMELESS = "NAME"
_BESIDE = (-4, -3, -2, -1, 1, 2, 3, 4)
_AROUND = 7  # words on each side that make the neighbourhood
_OBLIQUES = 3
_LEXICAL = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_LOOK_UP = ("conj", "xcomp", "advcl")
_ABSENT = "-"
_AT_ONCE = 1_000  # words judged at once: their inputs weigh 8 kB each, and a text of one noun has thousands of them

Floats = NDArray[np.float32]
LogChances = NDArray[np.float64]
"""The log-probability of none and of each type, a row for each word viewed."""


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """The words of a text that may name an event, as the network sees them.

    For each of `tokens`, in text order: `slots`, a key for each slot; `spans`, first and after-last place of its
    sentence and of its neighbourhood in `words`, the keys of the text's lexical words; `support`, what the lexicon
    holds for each type, then whether it is proposed.
    """

    tokens: list[int]
    slots: list[tuple[str, ...]]
    words: list[str]
    spans: NDArray[np.int64]
    support: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The vocabulary (key to row), an embedding a row, and the weights of the hidden layer and of the answers."""

    vocabulary: Mapping[str, int]
    embeddings: Floats
    hidden: Floats
    hidden_bias: Floats
    answers: Floats
    answers_bias: Floats

    def log_chances(self, views: Views) -> LogChances:
        """Judge the words viewed."""
        beside = np.hstack([self._means(views), views.support])
        parts = range(0, len(views.tokens), _AT_ONCE)
        odds = [self._odds(views.slots[start : start + _AT_ONCE], beside[start : start + _AT_ONCE]) for start in parts]
        rows = np.concatenate(odds).astype(np.float64)
        rows -= rows.max(axis=1, keepdims=True)
        chances: LogChances = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
        return chances

    def _odds(self, slots: Sequence[tuple[str, ...]], beside: Floats) -> Floats:
        find = self.vocabulary.get
        keys = np.array([[find(key, UNKNOWN) for key in of_word] for of_word in slots])
        inputs = np.hstack([self.embeddings[keys].reshape(len(keys), -1), beside])
        odds: Floats = np.maximum(inputs @ self.hidden + self.hidden_bias, 0.0) @ self.answers + self.answers_bias
        return odds

    def _means(self, views: Views) -> Floats:
        """Average the known words of each view's sentence, of its neighbourhood, and of the article."""
        rows = np.array([self.vocabulary.get(word, UNKNOWN) for word in views.words], dtype=np.int64)
        known = (rows != UNKNOWN)[:, None]
        vectors = np.where(known, self.embeddings[rows], 0.0).astype(np.float64)
        sums = np.vstack([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0)])
        counts = np.concatenate([[0], np.cumsum(known)])
        spans = np.concatenate([views.spans, np.broadcast_to([[0, len(rows)]], (len(views.tokens), 1, 2))], axis=1)
        start, end = spans[:, :, 0], spans[:, :, 1]
        means = (sums[end] - sums[start]) / np.maximum(counts[end] - counts[start], 1)[:, :, None]
        return np.asarray(means.reshape(len(means), -1), dtype=np.float32)


def view(doc: Doc, proposals: Sequence[Proposal]) -> Views:
    """View the words proposed, each once."""
    supports: dict[int, Floats] = {}
    for proposal in proposals:
        held = supports.setdefault(proposal.token, np.zeros(2 * len(TYPES), dtype=np.float32))
        place = TYPES.index(proposal.type)
        held[place] = (proposal.features["support"] + 1.0) / 3.0
        held[len(TYPES) + place] = 1.0
    keys = [_word(token) for token in doc]
    before = [0, *accumulate(int(token.pos_ in _LEXICAL) for token in doc)]
    spans = []
    for token in supports:
        sentence = doc[token].sent
        near = max(sentence.start, token - _AROUND), min(sentence.end, token + _AROUND + 1)
        spans.append([[before[sentence.start], before[sentence.end]], [before[near[0]], before[near[1]]]])
    return Views(
        list(supports),
        [tuple(_slots(doc[token], keys)) for token in supports],
        [key for key, token in zip(keys, doc, strict=True) if token.pos_ in _LEXICAL],
        np.array(spans, dtype=np.int64).reshape(-1, 2, 2),
        np.array(list(supports.values()), dtype=np.float32).reshape(-1, 2 * len(TYPES)),
    )


def agreed(judgements: Sequence[LogChances]) -> LogChances | None:
    """Average the probabilities that several networks give; None where there is no network."""
    if not judgements:
        return None
    chances: LogChances = np.log(np.mean([np.exp(judgement) for judgement in judgements], axis=0))
    return chances


def network_features(proposals: Sequence[Proposal], views: Views, log_chances: LogChances) -> list[Features]:
    """Say of each proposal what the network holds of its type, of none, and of the best other type."""
    place = {token: row for row, token in enumerate(views.tokens)}
    rows = []
    for proposal in proposals:
        chances, column = log_chances[place[proposal.token]], 1 + TYPES.index(proposal.type)
        own, none = float(chances[column]), float(chances[0])
        other = max(float(chances[1:column].max(initial=-np.inf)), float(chances[column + 1 :].max(initial=-np.inf)))
        rows.append({"net": own, "net_margin": own - none, "net_none": none, "net_over_others": own - other})
    return rows


def _word(token: Token) -> str:
    if token.pos_ == "PROPN":
        return f"<{token.ent_type_ or _NAMELESS}>"
    if token.pos_ == "NUM" or token.text[:1].isdigit():
        return "<NUM>"
    return str(token.lemma_.lower())


def _slots(token: Token, words: Sequence[str]) -> Iterable[str]:
    """Give the keys of the slots, always as many: words by themselves, all else with the name of the slot."""
    children = list(token.children)
    by_relation: dict[str, Token] = {}
    for child in children:
        by_relation.setdefault(_relation(child), child)
    subject, thing = _subject(token, by_relation), by_relation.get("obj")
    if thing is None and _relation(token) == "acl":
        thing = token.head
    yield words[token.i]
    yield f"s:{token.pos_}:{token.lower_[-3:]}"
    yield f"m:{token.pos_}:{token.morph}"
    yield f"d:{token.dep_}"
    yield words[token.head.i] if token.head != token else "d:none"
    for argument in (subject, thing):
        yield words[argument.i] if argument is not None else _ABSENT
    yield f"v:{subject.dep_ if subject is not None else _ABSENT}"
    yield from _obliques(children, words)
    yield f"t:{by_relation['det'].lower_ if 'det' in by_relation else _ABSENT}"
    yield words[by_relation["amod"].i] if "amod" in by_relation else _ABSENT
    yield "a:" + "_".join([c.lower_ for c in children if _relation(c) in ("aux", "advmod")][:2])
    governor = next((above for above in token.ancestors if above.pos_ == "VERB"), None)
    yield words[governor.i] if governor is not None else _ABSENT
    yield f"k:{by_relation['mark'].lower_ if 'mark' in by_relation else _ABSENT}"
    sentence = token.sent
    for step in _BESIDE:
        yield words[token.i + step] if sentence.start <= token.i + step < sentence.end else _ABSENT


def _relation(token: Token) -> str:
    return str(token.dep_.partition(":")[0])


def _subject(token: Token, by_relation: Mapping[str, Token]) -> Token | None:
    """Give the subject, or the one that a verb shares with what it hangs on."""
    found = by_relation.get("nsubj")
    if found is not None or _relation(token) not in _LOOK_UP:
        return found
    shared = (c for above in token.ancestors for c in above.children if _relation(c) == "nsubj")
    return next(shared, None)


def _obliques(children: Sequence[Token], words: Sequence[str]) -> Iterable[str]:
    found = [child for child in children if _relation(child) in ("obl", "nmod")][:_OBLIQUES]
    for child in found:
        yield "p:" + next((case.lower_ for case in child.children if _relation(case) == "case"), _ABSENT)
        yield words[child.i]
    for _ in range(_OBLIQUES - len(found)):
        yield f"p:{_ABSENT}"
        yield _ABSENT
