"""What stands around a word that may name an event: subject, object, clause, and the classes of their words."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from spacy.tokens import Token

from nlp.patterns.fr_roles import COUNTS
from nlp.patterns.fr_triggers import CLASSES

NOUN, NAME = "noun", "name"
_RELATIVES = frozenset({"que", "qu'", "qu’", "qui", "lequel", "laquelle", "lesquels", "lesquelles", "dont"})


def word_form(token: Token) -> str:
    """Give the word in lower case, accents composed."""
    return normalize("NFC", token.lower_)


def has_determiner(token: Token) -> bool:
    """Has the noun an article or the like?"""
    return any(c.dep_ == "det" for c in token.children)


def noun_lemmas(token: Token) -> tuple[str, ...]:
    """Give the forms under which a noun may stand in a word list: lemma, form, and form without its plural ending."""
    return _noun_forms(token.lemma_, token.lower_)


@lru_cache(maxsize=16_384)
def _noun_forms(lemma: str, lower: str) -> tuple[str, ...]:
    form = normalize("NFC", lower)
    return lemma.lower(), form, form[:-1] if form[-1:] in "sx" else form


def in_class(token: Token, name: str) -> bool:
    """Is the word in a class of fr_triggers.py?"""
    return name in classes_of(token)


def classes_of(token: Token) -> frozenset[str]:
    """Give the classes of fr_triggers.py that the word is in."""
    return _classes(noun_lemmas(token))


@lru_cache(maxsize=16_384)
def _classes(lemmas: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name, words in CLASSES.items() if any(lemma in words for lemma in lemmas))


def is_pronominal(token: Token) -> bool:
    """Has the verb a reflexive pronoun?"""
    return any(
        c.lower_ in ("se", "s'", "s’") or (c.dep_ == "expl" and c.lower_ in ("me", "te", "nous", "m'"))
        for c in token.children
    )


def objects(token: Token) -> list[Token]:
    """Give what a verb is done to: direct object, subject of the passive, or the noun a participle is hung on."""
    found = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
    if not found and token.dep_ in ("acl", "amod") and "Part" in token.morph.get("VerbForm", ["Part"]):
        found = [token.head]
    if not found and is_passive(token):
        found = [c for c in token.children if c.dep_ == "nsubj"]
    if not found and token.dep_ == "conj" and "Part" in token.morph.get("VerbForm", []) and not _has_auxiliary(token):
        found = [c for c in token.head.children if c.dep_ == "nsubj:pass"]
    found = [_antecedent(o, token) for o in found]
    return [conjunct for o in found for conjunct in (o, *(c for c in o.children if c.dep_ == "conj"))]


def subjects(token: Token) -> list[Token]:
    """Give the subject of a verb, or its agent in the passive."""
    passive = is_passive(token)
    found = [c for c in token.children if c.dep_ == "obl:agent" or (c.dep_ == "nsubj" and not passive)]
    if not found and token.dep_ in ("conj", "xcomp") and token.head != token and not passive:
        found = [c for c in token.head.children if c.dep_ == "nsubj"]
    return [_antecedent(s, token) for s in found]


def _has_auxiliary(token: Token) -> bool:
    return any(c.dep_.startswith("aux") for c in token.children)


def _antecedent(word: Token, verb: Token) -> Token:
    """Give the noun a relative pronoun stands for."""
    if word.pos_ != "PRON" or word.lower_ not in _RELATIVES:
        return word
    for clause_head in (verb, verb.head):
        if clause_head.dep_.startswith("acl"):
            return clause_head.head
    return word


def is_passive(token: Token) -> bool:
    """Is the verb in the passive (auxiliary «être» marked so, or a participle hung on a noun)?"""
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children)


def clause(token: Token) -> list[Token]:
    """Give the words within reach of a trigger: its dependents to the second level and those of its governor."""
    near = [d for c in token.children for d in (c, *c.children, *(g for d in c.children for g in d.children))]
    head = token.head
    if head != token:
        near += [
            head,
            *(c for c in head.children if c != token),
            *(d for c in head.children if c != token for d in c.children),
        ]
    return near


def condition_met(condition: str | None, token: Token) -> bool | None:
    """Check a condition of the lexicon at a token; None where there is none."""
    if condition is None:
        return None
    slot, _, names = condition.partition("=")
    if slot == "obj":
        words = objects(token)
    elif slot == "subj":
        words = subjects(token)
    elif slot == "of":
        words = [c for c in token.children if c.dep_ in ("nmod", "amod", "appos", "compound", "acl", "flat", "obl:arg")]
        words += [d for c in words for d in c.children]
    else:
        words = clause(token)
    return any(in_class(word, name) or _named_place(word, name) for word in words for name in names.split("|"))


def object_class(verb: Token, classes: frozenset[str]) -> str | None:
    """Tell by what the thing done to is in one of the classes: NOUN, NAME (of a place), or None where it is not.

    The parser takes a bare name after the verb, or after its day («a libéré mercredi Mossoul»), for an adjunct. Of
    «des dizaines de villages» the villages count.
    """
    names = [c for c in verb.children if c.dep_.startswith("obl") and c.i > verb.i]
    names += [c for day in names for c in day.children if day.pos_ == "NOUN"]
    bare = [w for w in names if w.pos_ == "PROPN" and not any(c.dep_ == "case" for c in w.children)]
    things = objects(verb)
    counted = [c for w in things if w.lemma_ in COUNTS for c in w.children if c.dep_ == "nmod"]
    if any(in_class(word, name) for word in (*things, *counted) for name in classes if word.pos_ == "NOUN"):
        return NOUN
    located = any(w.pos_ == "PROPN" and w.ent_type_ == "LOC" for w in (*things, *bare))
    return NAME if "place" in classes and located else None


def _named_place(word: Token, name: str) -> bool:
    return name == "place" and word.pos_ == "PROPN"
