"""Closed rules on the types of a few words, after the learned judge, which has seen them too seldom."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from nlp.patterns import fr_amends as words
from nlp.patterns.fr_triggers import CLASSES
from nlp.schema import EventType
from nlp.trigger_syntax import is_passive, is_pronominal, noun_lemmas, objects, subjects
from nlp.verbs import infinitive, tense

_THING = 5  # words behind a verb among which its object stands, whatever the parse took it for
_NEAR = 7  # words from a negated intention to its infinitive


def amended(word: Token, kind: EventType) -> EventType | None:
    """Give the type of the event that a trigger taken for `kind` tells, None where it tells none."""
    verb = infinitive(word) if word.pos_ != "NOUN" else word.lemma_
    if kind is EventType.RETREAT and verb in words.FREEING and _is_rescue(word):
        return EventType.AID
    if verb == "livrer" and kind is EventType.RETREAT:
        return _of_handing(word)
    if verb == "exclure" and kind is EventType.SANCTION and _over_infinitive(word):
        return EventType.REJECT
    idle = (
        (verb == "stationner" and word.dep_.startswith(("acl", "amod")) and tense(word) != "present")
        or (verb == "concentrer" and _is_any(objects(word), words.NO_FORCES))
        or (verb == "intercepter" and kind is EventType.COERCE and _is_any(_phrases(objects(word)), words.PROJECTILES))
        or (verb == "assurer" and kind in (EventType.AGREE, EventType.SUPPORT) and _is_aside(word))
    )
    return None if idle else kind


def _is_any(tokens: Iterable[Token], among: frozenset[str]) -> bool:
    return any(not among.isdisjoint(noun_lemmas(w)) for w in tokens)


def _phrases(nouns: Iterable[Token]) -> list[Token]:
    """Give the nouns with what hangs on them, for numbers that the parse made heads."""
    return [w for noun in nouns for w in (noun, *noun.children)]


def _is_rescue(word: Token) -> bool:
    """Tell «l'armée a libéré les otages» from «le groupe a libéré deux otages», which is a release.

    So is what soldiers free from others' hands, and anyone freed «lors d'un raid»; what was bargained is a release.
    """
    if _is_any(word.sent, words.BARGAINED):
        return False
    freed = objects(word) if word.pos_ != "NOUN" else [c for c in word.children if c.dep_ == "nmod"]
    held = _is_any(freed, words.HELD) or any(_is_held(w) for w in freed) or _from_hands(word)
    doers = subjects(word) if word.pos_ != "NOUN" else [c for c in word.children if c.dep_ == "obl:agent"]
    phrases = [w for doer in doers for w in (doer, *doer.children) if w.pos_ in ("NOUN", "PROPN")]
    if held and doers and _is_any(doers, words.RESCUERS) and not _is_any(phrases, CLASSES["armed"] - {"groupe"}):
        return True
    return held and _by_force(word)


def _is_held(noun: Token) -> bool:
    """Tell «des femmes détenues par Boko Haram», «les marins enlevés»; a police's own prisoners are not."""
    return any(
        infinitive(c) in words.HOLDING and any(d.dep_ == "obl:agent" for d in c.children)
        for c in noun.children
        if c.dep_.startswith(("acl", "amod"))
    )


def _from_hands(word: Token) -> bool:
    after = [w.lower_ for w in word.doc[word.i + 1 : min(word.sent.end, word.i + 10)]]
    return any(two in (["des", "mains"], ["aux", "mains"], ["des", "griffes"]) for two in _pairs(after))


def _pairs(found: list[str]) -> list[list[str]]:
    return [found[i : i + 2] for i in range(len(found) - 1)]


def _by_force(word: Token) -> bool:
    """Tell «lors d'une opération», «dans un assaut» behind or before the verb."""
    for child in word.children:
        under = [child, *child.children]
        if child.dep_.startswith(("obl", "advmod", "nmod")) and _is_any(under, words.BY_FORCE):
            return True
    return False


def _of_handing(word: Token) -> EventType | None:
    """Tell «s'est livré à la police» from «s'est livré à un exercice», a state's «livrer des chars» from rebels'."""
    if is_pronominal(word):
        to = [c for c in word.children if c.dep_.startswith(("obl", "iobj", "obj")) and c.pos_ == "NOUN"]
        idle = any(any(d.lower_ in ("un", "une", "des") for d in c.children) for c in to) and not _is_any(
            to, words.RESCUERS
        )
        return None if idle else EventType.RETREAT
    after = word.doc[word.i + 1 : min(word.sent.end, word.i + _THING)]
    given = not is_passive(word) and _is_any(after, words.HARDWARE)
    return EventType.AID if given and _is_any(subjects(word), CLASSES["state"]) else EventType.RETREAT


def _over_infinitive(word: Token) -> bool:
    """Tell «exclut de retirer ses troupes»; «n'exclut pas de» refuses nothing."""
    after = word.doc[word.i + 1 : min(word.sent.end, word.i + 4)]
    before = word.doc[max(word.sent.start, word.i - 3) : word.i]
    under = len(after) > 1 and any(
        w.lower_ in ("de", "d'", "d’") and tense(w.nbor()) == "infinitive" for w in after[:-1]
    )
    return under and not any(w.lower_ in ("n'", "n’", "ne") for w in before)


def _is_aside(verb: Token) -> bool:
    """Tell «…, a assuré le ministre», «…, assure-t-il»: it says who says so, and promises nothing."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].pos_ in ("AUX", "PRON"):
        start -= 1
    inverted = any(w.lower_.startswith(("-t-", "-il", "-elle")) for w in verb.doc[start : verb.i + 2])
    inverted = inverted or any(c.dep_.startswith("nsubj") and c.i > verb.i for c in verb.children)
    marked = start > verb.sent.start and verb.doc[start - 1].text in (",", "»", "”", '"')
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 3)]
    told = any(w.lower_ in ("que", "qu'", "qu’") for w in after)
    return inverted and marked and not told and not _is_any(verb.sent, words.BACKING)


def is_unwanted(word: Token) -> bool:
    """Tell the infinitive of «n'envisage pas de retirer ses soldats», «n'a pas l'intention de»: nothing is planned."""
    if word.pos_ == "NOUN" and word.dep_ == "obj":
        word = word.head
    if tense(word) != "infinitive":
        return False
    for near in reversed(word.doc[max(word.sent.start, word.i - _NEAR) : word.i]):
        if near.text in ",;:«»" or near.lower_ in ("qui", "que", "qu'", "qu’"):
            return False
        if near.lemma_ in words.INTENT or (near.pos_ in ("VERB", "AUX") and infinitive(near) in words.INTENDING):
            around = [w.lower_ for w in word.doc[max(word.sent.start, near.i - 4) : near.i + 3]]
            denies = {"pas", "plus", "nullement", "jamais", "aucune", "aucunement"}
            return not denies.isdisjoint(around) and not {"ne", "n'", "n’"}.isdisjoint(around)
        if near.lower_ == "exclut" or infinitive(near) == "exclure":
            return _over_infinitive(near)
        if near.pos_ == "VERB" and near.i != word.i - 1:
            return False
    return False
