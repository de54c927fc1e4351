"""The words of questions as tags: a phrase asks what happened, names a type, leads to a place, or tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from rapidfuzz import fuzz, process

from bot import arabic
from bot.words import ar, en, fr
from bot.words.common import is_common
from nlp.names import fold
from nlp.patterns.fr_triggers import IRREGULAR_PARTICIPLES
from nlp.schema import EventType
from nlp.trigger_lexicon import load_lexicon

WORDS: dict[str, ModuleType] = {"fr": fr, "en": en, "ar": ar}
TAGS = (
    *("SILENT", "PEOPLE", "OF", "BETWEEN", "ABOUT", "WHERE", "AGAINST", "BY", "PASSIVE", "ACCORDING", "SAYS", "DO"),
    *("ACTIVE", "WHAT", "WHO", "TIMES", "THINGS", "DEAD", "HOW_MANY", "HAPPENED", "PLANNED", "DENIED", "OCCURRED"),
    *("REASONS", "NAMELESS", "ARTICLES", "TOWNS", "MAP", "CHART", "EXCEPT", "RANKED", "WHICH_PLACE"),
)
LONGEST = 8  # words of a phrase
_SHORTEST_TYPO = 6  # letters: below, one letter more or less is another word
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")  # «frape» is a «frappe»
_ALIKE = 88.0  # per cent: one wrong letter in six
_SURE = 3  # the strength of a word of the reader's lexicon that nearly always tells the event

Kind = tuple[EventType, str | None]


@dataclass(slots=True)
class Tag:
    """What a phrase says: its tags, the type and mode of event it names, whether as a verb, whether as a noun."""

    tags: set[str] = field(default_factory=set)
    kind: Kind | None = None
    is_verb: bool = False
    is_noun: bool = False


class Vocabulary:
    """The phrases of one language by their folded words; `verb_first`: the doer stands behind what he does.

    `victims` gives, for those who suffer by what they are, what French articles call them.
    """

    def __init__(self, lang: str) -> None:
        words = WORDS[lang]
        self.phrases: dict[tuple[str, ...], Tag] = {}
        self.verb_first = lang == "ar"
        forms = {"fr": _french_forms, "ar": _arabic_forms}.get(lang, _english_forms)
        if lang == "fr":
            self._add_lexicon(set(words.NOT_TYPES.split()))
        for name, verbs in words.VERBS.items():
            for verb in verbs.split():
                for form in forms(verb):
                    self._name(form, read_kind(name), is_verb=True)
        for name, phrases in words.FORMS.items():
            for phrase in listed(phrases):
                self._name(phrase, read_kind(name))
        for tag in TAGS:
            for phrase in listed(getattr(words, tag)):
                self.phrases.setdefault(tuple(self._folded(phrase).split()), Tag()).tags.add(tag)
        self.victims: dict[tuple[str, ...], str] = {}
        for name, phrases in words.VICTIMS.items():
            for phrase in listed(phrases):
                folded = tuple(self._folded(phrase).split())
                self.phrases.setdefault(folded, Tag()).tags |= {"PEOPLE", "VICTIMS"}
                self.victims[folded] = name
        self.words = frozenset(word for phrase in self.phrases for word in phrase)
        self.patient = {read_kind(name) for name in listed(words.PATIENT)}
        self._words = sorted(word for word in self.words if len(word) >= _SHORTEST_TYPO)
        self._undoubled = {
            short: phrase[0]
            for phrase, tag in self.phrases.items()
            if len(phrase) == 1 and tag.is_noun and len(short := _DOUBLED.sub(r"\1", phrase[0])) == _SHORTEST_TYPO - 1
            and short != phrase[0] and not is_common(short)
        }  # fmt: skip

    def at(self, words: list[str], index: int) -> tuple[int, Tag] | None:
        """Give the longest phrase that begins at a word: the index after it and what it says."""
        for length in range(min(LONGEST, len(words) - index), 0, -1):
            tag = self.phrases.get(tuple(words[index : index + length]))
            if tag:
                return index + length, tag
        return None

    def mended(self, word: str) -> str | None:
        """Give the word that a misspelt one stands for, None where none is that near."""
        if len(word) < _SHORTEST_TYPO:
            return self._undoubled.get(word)
        best = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return best[0] if best else None

    def _name(self, phrase: str, kind: Kind, *, is_verb: bool = False) -> None:
        tag = self.phrases.setdefault(tuple(self._folded(phrase).split()), Tag())
        tag.is_verb, tag.is_noun = tag.is_verb or is_verb, tag.is_noun or not is_verb
        tag.kind = kind

    def _folded(self, phrase: str) -> str:
        """The phrase by its key: the lists of Arabic are written as people write."""
        return arabic.key(phrase) if self.verb_first else phrase

    def _add_lexicon(self, left_out: set[str]) -> None:
        """Take the words of the reader's lexicon that nearly always tell one type, with its mode if it is one."""
        kinds: dict[str, set[Kind]] = {}
        verbs: set[str] = set()
        for (sort, lemma), entries in load_lexicon().words.items():
            for entry in entries:
                if entry.strength == _SURE and not entry.condition and fold(lemma) not in left_out:
                    forms = _french_forms(lemma) if sort != "N" else (fold(lemma), _plural(fold(lemma)))
                    for form in forms:
                        kinds.setdefault(form, set()).add((entry.type, entry.mode))
                        verbs |= {form} if sort != "N" else set()
        for form, found in kinds.items():
            types = {kind for kind, _ in found}
            modes = {mode for _, mode in found}
            if len(types) == 1 and form not in left_out:
                self._name(form, (types.pop(), modes.pop() if len(modes) == 1 else None), is_verb=form in verbs)


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of a language, made at its first use."""
    return Vocabulary(lang)


def listed(text: str) -> Iterator[str]:
    """Give the phrases of a list with commas."""
    yield from (phrase.strip() for phrase in re.sub(r"\s+", " ", text).split(",") if phrase.strip())


def read_kind(name: str) -> Kind:
    """«ASSAULT.aerial» -> type and mode."""
    type_name, _, mode = name.partition(".")
    return EventType(type_name), mode or None


def _plural(noun: str) -> str:
    return noun if noun.endswith(("s", "x", "z")) else noun + ("x" if noun.endswith(("au", "eu")) else "s")


_FIRST = ("er", "e", "es", "ent", "ee", "ees", "ait", "aient", "erent", "era", "eront", "ant", "ez", "ons")
_SECOND = ("ir", "it", "issent", "i", "ie", "is", "ies", "irent", "ira", "iront", "issait", "issant")


def _french_forms(verb: str) -> Iterable[str]:
    """Give the folded forms of a French verb that questions use."""
    lemma = fold(verb)
    participles = [fold(stem) for stem in IRREGULAR_PARTICIPLES.get(verb, ())]
    forms = [lemma, *(stem + ending for stem in participles for ending in ("", "s", "e", "es"))]
    if lemma.endswith("er"):
        stem = lemma[:-2]
        bases = {stem, stem + "e"} if stem.endswith("g") else {stem}
        forms += [base + ending for base in bases for ending in _FIRST]
    elif lemma.endswith("ir") and not lemma.endswith(("enir", "oir", "courir", "ouvrir", "offrir")):
        forms += [lemma[:-2] + ending for ending in _SECOND]
    elif lemma.endswith("re"):
        forms += [lemma[:-2], lemma[:-2] + "ent", lemma[:-2] + "ait"]
    return forms


def _arabic_forms(verb: str) -> Iterable[str]:
    """Give the forms of an Arabic verb from its third person of the past: he, she, they, and the same of the present.

    «اطلق سراح»: what stands behind the verb stands behind each form.
    """
    base, blank, rest = verb.partition(" ")
    stem = base.removeprefix("ا") if len(base) > 3 else base
    last = base + "ت" if not base.endswith("ى") else base[:-1] + "ت"
    for form in (base, last, base + "وا", base + "ه", base + "ها", last + "ه", last + "ها"):
        yield form + blank + rest
    for person in "يت":
        yield from (person + stem + ending + blank + rest for ending in ("", "ون", "ه", "ها"))


def _english_forms(verb: str) -> Iterable[str]:
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", verb) else stem
    yield verb
    yield re.sub(r"([^aeiou])y$", r"\1ie", verb) + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    for base in {stem, doubled}:
        yield from (base + "ed", base + "ing")
