"""Who cannot be source or target by the words around, whatever else speaks for it."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.clauses import arguments_of, is_passive, preposition
from nlp.coordination import first_beside

_CLITICS = frozenset({"le", "la", "l'", "l’", "les", "leur", "lui"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_CHRISTENED = frozenset({"appeler", "baptiser", "dénommer", "intituler", "nommer", "surnommer"})
_BESIEGED = frozenset({"acculer", "assiéger", "cerner", "encercler"})
_OPENING, _CLOSING = frozenset({"«", "“", '"'}), frozenset({"»", "”", '"'})
_OF = frozenset({"de", "du", "des", "d'"})

Limits = tuple[frozenset[int], frozenset[int]]
"""The first joined words (token indexes) of who cannot be source, and of who cannot be target."""


def limits_of(trigger: Token) -> Limits:
    """Give who cannot be source and who cannot be target of the event that a word tells."""
    sources, targets = shared_clause(trigger)
    neither = _christened(trigger)
    return sources | _holders(trigger) | _besieged(trigger) | neither, targets | neither


def _holders(trigger: Token) -> frozenset[int]:
    """Out of whose hands something is taken («libéré des mains de X»)."""
    hands = [child for child in trigger.children if child.lemma_ == "main" and preposition(child) == "des"]
    held = [child for hand in hands for child in hand.children if child.dep_ == "nmod" and preposition(child) in _OF]
    return frozenset(first_beside(child) for child in held)


def _besieged(trigger: Token) -> frozenset[int]:
    """Who is surrounded («les rebelles, assiégés à Gao»): where a name says so, the besiegers are seldom told."""
    if trigger.lemma_ not in _BESIEGED or not is_passive(trigger):
        return frozenset()
    return frozenset(first_beside(argument.token) for argument in arguments_of(trigger).sufferers)


def _christened(trigger: Token) -> frozenset[int]:
    """The words that an operation or a group has for a name («opération baptisée « le prophète Mohammad »»)."""
    words: set[int] = set()
    inside = False
    for token in trigger.sent:
        before = token.nbor(-1) if token.i > token.sent.start else None
        if inside and token.text in _CLOSING:
            inside = False
        elif inside:
            words |= {token.i, first_beside(token)}
        elif token.text in _OPENING and before is not None and before.lemma_ in _CHRISTENED:
            inside = True
    return frozenset(words)


def shared_clause(trigger: Token) -> Limits:
    """Give the first words of who cannot be source and of who cannot be target («X a reçu Y et Z, et les a exhortés»).

    The second verb has the subject of the first, and its pronoun stands for somebody else than that subject.
    """
    verb = trigger.head
    nobody: frozenset[int] = frozenset()
    if trigger.dep_ != "conj" or trigger.pos_ != "VERB" or verb.pos_ != "VERB" or is_passive(trigger):
        return nobody, nobody
    own = {child.dep_ for child in trigger.children}
    pronoun = any(c.dep_ in {"obj", "iobj"} and c.lower_ in _CLITICS and c.i < trigger.i for c in trigger.children)
    if own & _SUBJECT or not pronoun or any(child.dep_ == "aux:pass" for child in verb.children):
        return nobody, nobody
    subjects = {first_beside(c) for c in verb.children if c.dep_ in _SUBJECT}
    others = {c for c in verb.children if c.dep_ in {"obj", "iobj"} or (c.dep_ == "obl" and preposition(c) == "avec")}
    return frozenset(first_beside(c) for c in others), frozenset(subjects)
