"""Which words stand with a trigger, and what the annotated articles say of them: learned weights of evidence.

A weight of evidence is the log-odds that a proposal with the collocate is an event, less the log-odds of any
proposal (I. J. Good, Probability and the Weighing of Evidence, 1950); each slot sums them up for the trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log

from spacy.tokens import Doc, Span, Token

from nlp.trigger_clause import Features
from nlp.trigger_features import Proposal
from nlp.trigger_syntax import clause, objects, subjects

Collocates = Mapping[str, frozenset[str]]
Weights = Mapping[str, Mapping[str, float]]
"""Weights by collocate («slot<tab>word»), then by event type, ANY for events of whatever type."""

KnownWeights = Mapping[str, Sequence[Mapping[str, float]]]
"""The weights of a word's collocates that have any, by slot."""

ANY = "*"
ARTICLE = "article"  # slot of the words of the whole article
FRAME = "frame"  # the trigger's own lemma with a collocate: of the types only
_TELLING = 8  # words of an article that tell most
_RATE = 0.13  # share of proposals that are events
_STRENGTH = 2.0  # sightings that the share counts for
_LEXICAL = frozenset({"NOUN", "VERB", "ADJ"})
_GRAMMAR = frozenset({"det", "aux", "expl", "mark", "case"})
_MODIFIERS = frozenset({"amod", "acl", "advmod", "compound", "appos", "xcomp", "ccomp", "advcl"})
_WINDOW = (-2, -1, 1, 2)
_PREFIXES = ("re", "ré", "dé")


def sentence_words(sentence: Span) -> frozenset[str]:
    """List the lemmas of a sentence's nouns, verbs and adjectives."""
    return frozenset(t.lemma_.lower() for t in sentence if t.pos_ in _LEXICAL)


def collocates(token: Token, lemma: str, sentence: frozenset[str]) -> Collocates:
    """List the words around a token by slot: arguments, modifiers, governor, clause, sentence, neighbours, family.

    `lemma` is the trigger's own, as it is counted; `sentence` are the words of its sentence.
    """
    found: dict[str, set[str]] = {
        "object": {_word(o) for o in objects(token)},
        "subject": {_word(s) for s in subjects(token)},
        "clause": {c.lemma_.lower() for c in clause(token) if c.pos_ in _LEXICAL or c.pos_ == "ADV"},
        "sentence": set(sentence),
        "window": set(_neighbours(token)),
        "family": set(_family(lemma)),
    }
    frame = {f"o {word}" for word in found["object"]} or {"o -"}
    frame |= {f"s {word}" for word in found["subject"]}
    for child in token.children:
        relation = child.dep_.partition(":")[0]
        if relation in ("obl", "nmod"):
            case = next((c.lemma_.lower() for c in child.children if c.dep_ == "case"), "")
            words = {case, f"{case} {_word(child)}"}
            found.setdefault("oblique", set()).update(words)
        elif relation in _MODIFIERS:
            words = {f"{relation} {_word(child)}"}
            found.setdefault("modifier", set()).update(words)
        elif relation in _GRAMMAR:
            words = {f"{relation} {child.lower_}"}
            found.setdefault("function", set()).update(words)
        else:
            continue
        frame |= words
    if token.head != token:
        above = _word(token.head)
        found["governor"] = {above, f"{token.dep_.partition(':')[0]} {above}"}
        frame.add(f"h {above}")
    found[FRAME] = {f"{lemma} {words}" for words in frame}
    return {slot: frozenset(words) for slot, words in found.items() if words}


def article_words(doc: Doc) -> frozenset[str]:
    """List the lemmas of an article's nouns, verbs and adjectives: what it is about."""
    return frozenset(f"{ARTICLE}\t{t.lemma_.lower()}" for t in doc if t.pos_ in _LEXICAL)


def topic(words: Iterable[str], weights: Weights) -> dict[str, Features]:
    """Say for each event type how much the words of an article speak for it: mean of all, mean of the most telling.

    Summed exactly, as the words of a set stand in another order in every process.
    """
    values: dict[str, list[float]] = {}
    for word in words:
        for type_, value in weights.get(word, {}).items():
            values.setdefault(type_, []).append(value)
    return {
        type_: {
            "topic": fsum(said) / len(said),
            "topic_most": sum(sorted(said, reverse=True)[:_TELLING]) / min(_TELLING, len(said)),
        }
        for type_, said in values.items()
    }


def surroundings(doc: Doc, proposals: Iterable[Proposal]) -> dict[int, Collocates]:
    """Give the collocates of every proposed token by its index."""
    sentences: dict[int, frozenset[str]] = {}
    found: dict[int, Collocates] = {}
    for proposal in proposals:
        if proposal.token in found:
            continue
        token = doc[proposal.token]
        sentence = token.sent
        if sentence.start not in sentences:
            sentences[sentence.start] = sentence_words(sentence)
        found[proposal.token] = collocates(token, proposal.lemma, sentences[sentence.start])
    return found


def _word(token: Token) -> str:
    """Give a collocate's lemma; names and numbers stand for themselves as a class."""
    return token.pos_ if token.pos_ in ("PROPN", "NUM") else token.lemma_.lower()


def _neighbours(token: Token) -> Iterable[str]:
    doc = token.doc
    return (f"{step} {doc[token.i + step].lower_}" for step in _WINDOW if 0 <= token.i + step < len(doc))


def _family(lemma: str) -> Iterable[str]:
    """Give the beginnings that a lemma shares with its kin («bombarder», «bombardement»; «reprendre», «prendre»)."""
    plain = lemma.replace("-", "")
    yield from (plain[:4], plain[:5], plain[:6])
    if plain.startswith(_PREFIXES):
        yield plain[2:7]


def weight(events: float, others: float) -> float:
    """Weigh a collocate seen with so many proposals that are events, and so many that are none."""
    odds = log((events + _STRENGTH * _RATE) / (others + _STRENGTH * (1 - _RATE)))
    return odds - log(_RATE / (1 - _RATE))


def evidence(found: Collocates, type_: str, weights: Weights) -> Features:
    """Sum up what the collocates say for an event of a type, and for any event: sum, most and least by slot."""
    known = known_weights(found, weights)
    return evidence_for(known, type_) | evidence_for_any(known)


def known_weights(found: Collocates, weights: Weights) -> KnownWeights:
    """Look the collocates up, once for all types that their word may be an event of."""
    return {
        slot: known
        for slot, words in found.items()
        if (known := [entry for word in words if (entry := weights.get(f"{slot}\t{word}"))])
    }


def evidence_for(known: KnownWeights, type_: str) -> Features:
    """Sum up what they say for an event of a type."""
    features: Features = {}
    for slot, entries in known.items():
        _sum_up(features, slot, [entry[type_] for entry in entries if type_ in entry])
    return features


def evidence_for_any(known: KnownWeights) -> Features:
    """Sum up what they say for an event of whatever type."""
    features: Features = {}
    for slot, entries in known.items():
        if slot != FRAME:
            _sum_up(features, f"any_{slot}", [entry[ANY] for entry in entries if ANY in entry])
    return features


def _sum_up(features: Features, name: str, values: Sequence[float]) -> None:
    """Sums are exact, as the words of a set stand in another order in every process."""
    if values:
        features[f"evidence_{name}_sum"] = fsum(values)
        features[f"evidence_{name}_most"] = max(values)
        features[f"evidence_{name}_least"] = min(values)
