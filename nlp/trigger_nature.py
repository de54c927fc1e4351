"""Harm that nobody does: a storm that strikes, a disease that kills, a train that hits a bus are no events."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.patterns import fr_nature as words
from nlp.patterns.fr_triggers import CAUSAL, CLASSES
from nlp.trigger_syntax import is_passive, is_pronominal, noun_lemmas, objects
from nlp.verbs import infinitive

_JOINED = 14  # words from a verb to one that shares its subject
_BEFORE = 3  # words before the subject's head that may name the force («un séisme de magnitude 7», «le cyclone Idai»)


def is_nobodys(word: Token) -> bool:
    """Tell a trigger whose doer is a disaster, a disease, an animal, or an accident (lists: `patterns.fr_nature`)."""
    if word.pos_ == "NOUN" and _is_fire(word):
        return not _is_somebodys(word) and (_bursts(word) or _is_bare_fire(word))
    if any(_is_force(doer) for doer in _doers(word)):
        return True
    if infinitive(word) in words.BEFALLING and any(_is_force(cause) for cause in _causes(word)):
        return True
    return _is_collision(word) or _is_crash(word) or _is_burst(word)


def _doers(verb: Token) -> Iterator[Token]:
    """Give the subject of a verb, or its agent; a gerund and a coordinated verb have that of their governor."""
    passive = is_passive(verb) and not is_pronominal(verb)
    found = [
        c
        for c in verb.children
        if c.dep_ == "obl:agent" or (not passive and c.dep_.startswith("nsubj") and not _has_case(c))
    ]
    if not found and verb.dep_ == "acl" and any(c.dep_ == "aux" for c in verb.children):
        found = [verb.head]  # a subject that the parse lost: only participles without auxiliary hang on nouns
    joined = verb.dep_.partition(":")[0] in ("conj", "advcl", "acl") and 0 < verb.i - verb.head.i < _JOINED
    if found or not joined or passive or verb.head.pos_ != "VERB" or "Fin" in verb.morph.get("VerbForm", []):
        yield from found
    elif any(c.dep_ == "mark" for c in verb.children) or is_passive(verb.head):
        return
    else:
        yield from (c for c in verb.head.children if c.dep_ == "nsubj" and not _has_case(c))


def _has_case(noun: Token) -> bool:
    return any(c.dep_ == "case" for c in noun.children)


def _causes(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_.startswith("obl") and any(c.dep_ == "case" and c.lower_ in CAUSAL for c in child.children):
            yield child
        elif child.lower_ in CAUSAL:  # the treebanks hang the noun on «lors»
            yield from (noun for noun in child.children if noun.pos_ == "NOUN")


def _is_force(noun: Token) -> bool:
    start = max(noun.sent.start, noun.i - _BEFORE)
    for word in reversed(noun.doc[start : noun.i + 1]):
        if word.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
            return False
        if word.pos_ in ("NOUN", "PROPN"):
            if _is_natural(word):
                return True
            if word.i == noun.i and word.pos_ == "NOUN" and word.lemma_ != "magnitude":
                return False
    return False


def _is_natural(noun: Token) -> bool:
    forms = set(noun_lemmas(noun))
    if forms & words.FORCES:
        return not _is_blow(noun)
    if forms & words.IMAGES:
        of = [set(noun_lemmas(c)) for c in noun.children if c.dep_ == "nmod" and c.pos_ == "NOUN"]
        natural = bool(of) and all(lemmas & words.OF_NATURE for lemmas in of)
        return natural or not (of or forms & words.ONLY_OF_NATURE)
    return _is_fire(noun) and _is_bare_fire(noun) and not _is_somebodys(noun)


def _is_blow(noun: Token) -> bool:
    """Tell «un virus informatique», «le tremblement de la bombe»: somebody's after all."""
    return any(c.lower_.startswith("informatique") or "weapon" in _classes(c) for c in noun.children)


def _classes(word: Token) -> set[str]:
    return {name for name in ("weapon", "bomb", "artillery") if set(noun_lemmas(word)) & CLASSES[name]}


def _is_fire(noun: Token) -> bool:
    return bool(set(noun_lemmas(noun)) & words.FIRES)


def _is_bare_fire(noun: Token) -> bool:
    """Tell «un incendie», «l'incendie de forêt» from «l'incendie du consulat», which somebody may have lit."""
    if not set(noun_lemmas(noun)) & {"incendie", "brasier"}:
        return _bursts(noun)
    if any(set(noun_lemmas(c)) & {"forêt", "brousse", "entrepôt", "usine"} for c in noun.children):
        return True
    return any(c.lower_ in ("un", "d'un") for c in noun.children) and not any(
        c.dep_.startswith(("nmod", "acl")) for c in noun.children
    )


def _bursts(noun: Token) -> bool:
    return any(set(noun_lemmas(c)) & words.BURSTING for c in noun.children)


def _is_somebodys(word: Token) -> bool:
    """Does the sentence tell of a weapon, of intent, or of who may have done it?"""
    return any(
        (w.i != word.i and set(noun_lemmas(w)) & words.DONE)
        or infinitive(w) in words.DONE
        or set(noun_lemmas(w)) & CLASSES["armed"]
        for w in word.sent
    )


def _is_collision(verb: Token) -> bool:
    """Tell «un train a percuté un bus» from «un camion a percuté la foule»."""
    if infinitive(verb) not in words.COLLIDING or verb.pos_ != "VERB":
        return False
    hit = [*objects(verb), *(c for c in verb.children if c.dep_.startswith("obl") and c.dep_ != "obl:agent")]
    struck = any(set(noun_lemmas(w)) & (words.VEHICLES | words.OBSTACLES) for w in hit)
    by = any(set(noun_lemmas(w)) & words.VEHICLES for w in _doers(verb))
    return struck and by and not _is_somebodys(verb)


def _is_crash(verb: Token) -> bool:
    """Tell «un hélicoptère s'est écrasé» from «un avion, touché par un missile, s'est écrasé»."""
    if infinitive(verb) != "écraser" or not is_pronominal(verb):
        return False
    return any(set(noun_lemmas(w)) & words.AIRCRAFT for w in _doers(verb)) and not _is_somebodys(verb)


def _is_burst(verb: Token) -> bool:
    """Tell «une chaudière a explosé» from «une voiture piégée a explosé»."""
    if infinitive(verb) not in ("exploser", "éclater", "sauter"):
        return False
    return any(set(noun_lemmas(w)) & words.BURSTING for w in _doers(verb)) and not _is_somebodys(verb)
