"""Who stands beside whom: phrases joined by «et», «ou» or «ni», and helpers, as far as the parse can be believed."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.clauses import feature, preposition
from nlp.patterns.fr_roles import HELPING, INSTRUMENTS, JOINING

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"})
_ALIKE = (frozenset({"de", "du", "des", "d'", "de l'"}), frozenset({"à", "au", "aux", "à l'"}))
_INSIDE = frozenset({"appos", "nmod", "flat"})
_NEAR = 3  # words between a noun and what belongs to it
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_BEFORE_NOUN = frozenset({"det", "amod", "nummod", "cc"})


def first_beside(token: Token) -> int:
    """Give the first of the words that a word is certainly joined with or helps, itself where there is none.

    The parser's `conj` also ties a date that opens a sentence to its subject, or one clause to the next: such a pair
    has no «et», another preposition, or a comma before «et».
    """
    before = _partner(token)
    while before is not None:
        token, before = before, _partner(before)
    return token.i


def _partner(token: Token) -> Token | None:
    if token.pos_ not in _NOMINAL:
        return None
    head = token.head
    if token.dep_ == "conj" and head.i < token.i:
        if head.pos_ == "VERB":
            return _object_before(token)
        return head if head.pos_ in _NOMINAL and _is_joined(token) else None
    if token.dep_ in _INSIDE:
        return head if _is_named_by(token) else None
    if token.dep_ == "obl:agent":
        return _helped(head) if token.lemma_ not in INSTRUMENTS else None
    return _other_subject(token) if token.dep_ in _SUBJECT else None


def _is_joined(token: Token) -> bool:
    head = token.head
    if not _fits(preposition(token), preposition(head)):
        return False
    if _joint(token) is not None:
        return True
    later = (child for child in head.children if child.dep_ == "conj" and child.i > token.i)
    return any(_joint(child) is not None for child in later)


def _fits(case: str, first: str) -> bool:
    return not case or case == first or any(case in alike and first in alike for alike in _ALIKE)


def _joint(token: Token) -> Token | None:
    """Give the «et» right before the phrase of a word; with a comma before it a new clause begins."""
    found = next((c for c in token.children if c.dep_ == "cc" and c.i < token.i and c.lower_ in JOINING), None)
    return found if found is not None and found.nbor(-1).text != "," else None


def _object_before(token: Token) -> Token | None:
    """Find the object before «et un gendarme» in «ont tué deux soldats et un gendarme», where it hangs on the verb."""
    joint = _joint(token)
    if joint is None or preposition(token) or any(child.dep_ in {"obj", "nsubj", "obl"} for child in token.children):
        return None
    objects = [child for child in token.head.children if child.dep_ in {"obj", "nsubj:pass"} and child.i < joint.i]
    return objects[-1] if objects and joint.i - objects[-1].i <= _NEAR else None


def _is_named_by(token: Token) -> bool:
    """Tell whether a name stands in the phrase of its head («le général X») or in a list of names («X, Y et Z»)."""
    head = token.head
    if preposition(token) or head.i > token.i or head.pos_ not in {"NOUN", "PROPN"} or token.pos_ != "PROPN":
        return False
    if token.nbor(-1).text != ",":
        return head.pos_ == "NOUN" and token.i - head.i <= _NEAR
    return head.pos_ == "PROPN" and any(c.dep_ == "conj" and c.i > token.i and _joint(c) for c in head.children)


def _other_subject(token: Token) -> Token | None:
    """Find the phrase that «L'armée et la police ont arrêté» begins with, read as another subject or as the root."""
    start = min([token.i, *(child.i for child in token.children if child.i < token.i and child.dep_ in _BEFORE_NOUN)])
    joint = token.doc[start if token.doc[start].dep_ == "cc" else start - 1]
    if joint.lower_ not in JOINING or joint.i <= token.sent.start or joint.nbor(-1).text == ",":
        return None
    verb = token.head
    for child in verb.children:
        if child.dep_ in _SUBJECT and child.i < joint.i and not child.i < verb.i < joint.i:
            return child
    first = verb.head
    is_root = verb.dep_ == "conj" and first.i < joint.i and first.pos_ in {"NOUN", "PROPN"}
    return first if is_root and _is_plural(verb) else None


def _is_plural(verb: Token) -> bool:
    words = (verb, *(child for child in verb.children if child.dep_.startswith("aux")))
    return any(feature(word, "Number", "Plur") for word in words)


def _helped(verb: Token) -> Token | None:
    """Give whom a helper stands beside: «l'armée, appuyée par X», «appuyée par X, l'armée a pris»."""
    if verb.lemma_ not in HELPING:
        return None
    if verb.dep_ in {"acl", "amod"}:
        return verb.head if verb.head.pos_ in _NOMINAL else None
    if verb.dep_ != "advcl":
        return None
    return next((child for child in verb.head.children if child.dep_ in _SUBJECT), None)
