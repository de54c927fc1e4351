"""Whom words mean that only point at a speaker: «a-t-elle ajouté», «précise l'officier», «selon l'organisation».

Whoever may be meant and stands before in the paragraph is rated by a few signs; the best rated is meant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Token

from nlp.mentions import has_capital, is_name, is_people
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_roles import ACTOR_NOUNS, GROUPS, PEOPLE
from nlp.saying import CLITICS
from nlp.speakers import agrees, is_pointer
from nlp.verbs import tense

_SINGULAR = frozenset({"il", "elle", "lui", "-il", "-elle", "-t-il", "-t-elle", "t-il", "t-elle"})
_PLURAL = frozenset({"ils", "elles", "eux", "-ils", "-elles", "-t-ils", "-t-elles", "t-ils", "t-elles"})
_OWN = frozenset({"son", "sa", "ses", "leur", "leurs"})
_DEFINITE = frozenset({"le", "la", "les", "l'", "l’", "ce", "cet", "cette", "ces", "leur", "son", "sa"})
_AFTER = frozenset({"nmod", "amod", "appos", "acl", "acl:relcl"})
_PERSONS = PEOPLE - GROUPS
_BODIES = (GROUPS | words.DOCUMENTS) - PEOPLE


class Standing(Protocol):
    """Who stands in a sentence: the word for him, the sentence's number, whether a verb of saying makes him speak."""

    @property
    def word(self) -> Token: ...
    @property
    def sentence(self) -> int: ...
    @property
    def stage(self) -> bool: ...
    @property
    def name(self) -> str: ...


_One = TypeVar("_One", bound=Standing)


def is_bare(word: Token) -> bool:
    """Tell «l'officier», «le texte», «le chef de l'État»: a definite common noun that nothing describes."""
    if word.lower_ == "premier" and word.i + 2 < len(word.doc) and word.nbor().lemma_ == "ministre":
        return not _is_described(word.nbor())
    if is_demonym(word):
        return True
    if word.text != "ONG" and (word.pos_ != "NOUN" or is_name(word)):
        return False
    article = next((child for child in word.children if child.dep_ == "det"), None)
    if article is None or article.lower_ not in _DEFINITE:
        return False
    if _ends_phrase(word):
        return True
    after = [child for child in word.children if child.dep_ in _AFTER and child.i > word.i]
    return not after or (len(after) == 1 and (word.lower_, after[0].lower_) in words.OFFICES)


def is_demonym(word: Token) -> bool:
    """Tell «le Japonais», «la Suissesse»."""
    if not _DEMONYM.fullmatch(word.text) or word.lower_ in words.NO_DEMONYMS or word.i == word.sent.start:
        return False
    return word.nbor(-1).lower_ in ("le", "la", "l'", "l’")


_DEMONYM = re.compile(r"[A-ZÉÎ]\w+(?:ais|aise|ois|oise|ien|ienne|ain|aine|esse|éen|éenne)")


def _ends_phrase(word: Token) -> bool:
    """Tell a noun before a mark that no name follows, or before a verb; the parser hangs far words on it."""
    following = word.doc[word.i + 1 : word.i + 4]
    if not len(following) or following[0].sent.start != word.sent.start:
        return True
    if following[0].pos_ in ("VERB", "AUX"):
        return "Fin" in following[0].morph.get("VerbForm", [])
    return bool(following[0].text in ",;:.)" and not any(map(is_name, following[1:])))


def _is_described(noun: Token) -> bool:
    """Tell «ministre turc», «ministre, Untel» by the words that follow."""
    following = noun.doc[noun.i + 1 : noun.i + 3]
    near = following[0] if len(following) else noun
    return near.pos_ in ("ADJ", "PROPN", "ADP") or (near.text == "," and len(following) == 2 and is_name(following[1]))


def points(word: Token) -> bool:
    """Tell a word that may only point at a speaker: a pronoun, «la même source», a bare «l'officier»."""
    return word.lower_ in CLITICS or is_pointer(word) or is_bare(word)


def may_mean(pointer: Token, speaker: Token) -> bool:
    """Compare number, and for pronouns gender, of a word that points and a speaker."""
    if pointer.pos_ != "NOUN":
        return agrees(pointer, speaker) and _has_form_of(pointer, speaker)
    mine, other = pointer.morph.get("Number", []), speaker.morph.get("Number", [])
    if not (speaker.pos_ != "NOUN" or not mine or not other or mine == other):
        return False
    return not _are_unlike(pointer, speaker)


def _has_form_of(pronoun: Token, name: Token) -> bool:
    """Compare a pronoun with a name by its article («la Sûreté») and its kind: one person, one state is not «ils»."""
    article = next((child.lower_ for child in name.children if child.dep_ == "det" and child.i < name.i), "")
    if pronoun.lower_ in _PLURAL:
        return name.pos_ == "NOUN" or (name.ent_type_ not in ("PER", "LOC") and article not in ("le", "la", "l'"))
    if name.pos_ == "NOUN" or name.ent_type_ == "PER" or pronoun.lower_ not in _SINGULAR:
        return True
    return article not in (("le", "un", "les") if "elle" in pronoun.lower_ else ("la", "une", "les"))


def _are_unlike(pointer: Token, speaker: Token) -> bool:
    """Tell «l'officier» from a body, «le service» from a person."""
    person = speaker.ent_type_ == "PER" or (speaker.lemma_ in _PERSONS and speaker.pos_ == "NOUN")
    if pointer.lemma_ in _BODIES and pointer.lemma_ not in words.DOCUMENTS:
        return person
    return pointer.lemma_ in _PERSONS and not person and (is_name(speaker) or speaker.lemma_ in GROUPS)


def meant_by(pointer: Token, sentence: int, standing: Sequence[_One], opens: int) -> _One | None:
    """Give who is meant, of those who stand before in the paragraph; `opens` is the paragraph's first sentence."""
    able = [one for one in standing if one.word.i < pointer.i and _is_able(one) and may_mean(pointer, one.word)]
    rated = [(sum(_signs(pointer, sentence, one, opens)), one.word.i, one) for one in able]
    best = max(rated, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] > _BAR else None


_BAR = -2.0


def _is_able(one: Standing) -> bool:
    word = one.word
    return not one.stage or is_somebody(word) or one.name[:1].isupper()


def is_somebody(word: Token) -> bool:
    """Tell a name or a noun for people, bodies or media."""
    return is_name(word) or is_people(word) or word.lemma_ in _ABLE


_ABLE = ACTOR_NOUNS | words.MEDIA | words.SPEAKERS


def _signs(pointer: Token, sentence: int, one: Standing, opens: int) -> Iterator[float]:
    """Rate how likely somebody is meant: near, speaking already, the active subject of his sentence, known by name."""
    word, gap = one.word, sentence - one.sentence
    article = next((child.lower_ for child in word.children if child.dep_ == "det" and child.i < word.i), "")
    yield -0.7 * gap
    if not one.stage:
        yield 3.0 if is_somebody(word) else 0.0
    elif gap == 0:
        yield -3.0
    if word.dep_ == "nsubj" and word.head.dep_ == "ROOT":
        yield 2.0
    elif word.dep_ == "nsubj:pass" and word.head.dep_ == "ROOT":
        yield 1.0
    elif word.dep_ not in ("nsubj", "ROOT") and one.stage:
        yield -1.0
    if word.ent_type_ == "PER" or (word.pos_ == "NOUN" and word.lemma_ in _PERSONS and one.name[:1].isupper()):
        yield 1.5
    elif word.ent_type_ == "LOC":
        yield -1.0
    elif has_capital(word):
        yield 1.0
    if one.stage and is_bare(word) and not one.name[:1].isupper():
        yield -1.0
    if one.stage and article in _OWN and not one.name[:1].isupper():
        yield -1.5
    if one.stage and tense(word.head).startswith("conditional"):
        yield -1.5
    if one.sentence == opens:
        yield 0.5
    if pointer.lemma_ in words.DOCUMENTS and one.stage and article in ("un", "une", "des", "") and not is_name(word):
        yield -2.0
