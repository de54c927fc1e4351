"""Which words of a parsed text may name an event, and of which types: the trigger lexicon and its conditions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.patterns.fr_triggers import CLASSES, IRREGULAR_PARTICIPLES
from nlp.schema import MODES, EventType
from nlp.trigger_syntax import condition_met, has_determiner, is_pronominal, noun_lemmas, word_form

LEXICON = Path(__file__).parent / "patterns" / "fr_triggers.tsv"
_REACH = 7  # words between a locution's verb and its noun
_MISTAKEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "ADP", "X"})  # tags that a rare verb form is taken for
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_VERBAL = frozenset({"VERB", "AUX"})
_TELLING = _VERBAL | _MISTAKEN | _NOMINAL  # tags of words that may name an event by themselves


class LexiconError(ValueError):
    """Row {row} of the trigger lexicon cannot be read ({why}); mend nlp/patterns/fr_triggers.tsv."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(str(self.__doc__).format(row=row, why=why))


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of a lexicon word. `kind` is V, VR (pronominal), N or L (locution); `strength` 1 to 3."""

    kind: str
    type: EventType
    mode: str | None
    strength: int
    condition: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Sense:
    """An entry found at a token. `met` says whether its condition holds, None where it has none."""

    token: int
    entry: Entry
    met: bool | None
    verb: int | None = None


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """Entries by lemma, locutions by their last word, and the verb forms that a tagger takes for other words."""

    words: dict[tuple[str, str], tuple[Entry, ...]]
    locutions: dict[str, tuple[tuple[str, Entry], ...]]
    participles: dict[str, str]
    forms: dict[str, str]

    def senses(self, doc: Doc) -> list[Sense]:
        """List every sense of every word of the doc, in text order."""
        found: list[Sense] = []
        for token in doc:
            if token.is_space or token.is_punct:
                continue
            found += self._locutions_at(token)
            if token.pos_ in _TELLING:
                found += self._senses_at(token)
        return sorted(found, key=lambda sense: sense.token)

    def _senses_at(self, token: Token) -> Iterable[Sense]:
        verb = self.verb_lemma(token)
        if verb is not None:
            kinds = ("V", "VR") if is_pronominal(token) else ("V",)
            for kind in kinds:
                for entry in self.words.get((kind, verb), ()):
                    yield Sense(token.i, entry, condition_met(entry.condition, token))
        if token.pos_ in _NOMINAL:
            for lemma in noun_lemmas(token):
                entries = self.words.get(("N", lemma))
                if entries:
                    yield from (Sense(token.i, e, condition_met(e.condition, token)) for e in entries)
                    break

    def verb_lemma(self, token: Token) -> str | None:
        """Give the verb a token is a form of, also where the tagger took its participle for an adjective or a noun."""
        if token.pos_ in _VERBAL:
            lemma = token.lemma_.lower()
            if ("V", lemma) not in self.words and ("VR", lemma) not in self.words:
                return self.participles.get(word_form(token)) or self.forms.get(word_form(token), lemma)
            return lemma
        if token.pos_ not in _MISTAKEN:
            return None
        if token.pos_ in ("NOUN", "PROPN") and has_determiner(token):
            return None  # «l'armée», «le marché», «une entrée»
        form = word_form(token)
        if token.pos_ in ("ADJ", "NOUN") and form in self.participles:
            return self.participles[form]
        return self.forms.get(form)

    def _locutions_at(self, token: Token) -> Iterable[Sense]:
        """Give a locution at its last word, or at its verb where that alone may tell the same («bloquer»)."""
        for key in dict.fromkeys((token.lemma_.lower(), token.lower_)):
            for verb, entry in self.locutions.get(key, ()):
                governor = _governor(token, verb)
                if governor is None:
                    continue
                if self._names("V", (verb,), entry) and not self._names("N", noun_lemmas(token), entry, 3):
                    yield Sense(governor.i, entry, None, governor.i)
                else:
                    yield Sense(token.i, entry, None, governor.i)

    def _names(self, kind: str, lemmas: Iterable[str], entry: Entry, strength: int = 1) -> bool:
        """Does the lexicon hold one of the lemmas, that strongly at least, for the entry's type?"""
        entries = (other for lemma in lemmas for other in self.words.get((kind, lemma), ()))
        return any(other.type == entry.type and other.strength >= strength for other in entries)


def _governor(token: Token, verb: str) -> Token | None:
    """Find the verb of a locution whose last word is `token`: an ancestor near by, or the nearest verb before it."""
    for ancestor in (token.head, token.head.head):
        if ancestor.lemma_ == verb and ancestor != token and abs(ancestor.i - token.i) <= 2 * _REACH:
            return ancestor
    for index in range(token.i - 1, max(token.sent.start, token.i - _REACH) - 1, -1):
        before = token.doc[index]
        if before.lemma_ == verb:
            return before
        if before.is_punct and before.text in ".;:":
            return None
    return None


@cache
def load_lexicon(path: Path = LEXICON) -> TriggerLexicon:
    """Read the lexicon once. Raises LexiconError for a row that names an unknown type, mode or class."""
    words: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    locutions: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry, lemmas = _row(number, line)
        for lemma in lemmas:
            if entry.kind == "L":
                verb, _, last = lemma.partition("+")
                locutions[last].append((verb, entry))
            else:
                words[entry.kind, lemma].append(entry)
    verbs = {lemma for kind, lemma in words if kind in ("V", "VR")}
    return TriggerLexicon(
        {key: tuple(entries) for key, entries in words.items()},
        {key: tuple(pairs) for key, pairs in locutions.items()},
        {form: verb for verb in sorted(verbs) for form in _participles(verb)},
        {form: verb for verb in sorted(verbs) for form in _finite_forms(verb)},
    )


def _row(number: int, line: str) -> tuple[Entry, list[str]]:
    cells = line.split("\t")
    if len(cells) != 6:
        raise LexiconError(number, f"{len(cells)} cells, not 6")
    kind, type_name, mode, strength, condition, lemmas = cells
    if type_name not in EventType.__members__:
        raise LexiconError(number, f"no type {type_name}")
    type_ = EventType(type_name)
    if mode != "-" and mode not in MODES[type_]:
        raise LexiconError(number, f"no mode {mode} of {type_name}")
    names = condition.partition("=")[2]
    if condition != "-" and not all(name in CLASSES for name in names.split("|")):
        raise LexiconError(number, f"no class {names}")
    entry = Entry(
        kind, type_, None if mode == "-" else mode, int(strength), None if condition == "-" else condition, number
    )
    return entry, lemmas.split()


def _participles(verb: str) -> Iterable[str]:
    """Give the past participle of a verb in its four forms."""
    if verb in IRREGULAR_PARTICIPLES:
        stems: tuple[str, ...] = IRREGULAR_PARTICIPLES[verb]
    elif verb.endswith("er"):
        stems = (verb[:-2] + "é",)
    elif verb.endswith("ir") and not verb.endswith(("enir", "courir")):
        stems = (verb[:-1],)
    else:
        return
    for stem in stems:
        yield stem
        yield stem if stem.endswith("s") else stem + "s"
        if not stem.endswith("e"):
            yield stem + "e"
            yield stem + "es"


def _finite_forms(verb: str) -> Iterable[str]:
    """Give the infinitive, and of a regular verb the forms of the third person and the present participle."""
    yield verb
    stem = verb[:-2]
    if verb.endswith("er"):
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        open_ = re.sub(r"é([^aeiouéèê]+)$", r"è\1", stem)
        open_ = re.sub(r"e([^aeiouéèê]|ch|vr)$", r"è\1", open_)
        for base in {stem, open_, re.sub(r"y$", "i", stem), stem + stem[-1:] if stem[-1:] in "lt" else stem}:
            yield from (base + ending for ending in ("e", "ent", "era", "eront", "erait", "eraient"))
        yield from (soft + ending for ending in ("a", "ait", "aient", "ant"))
        yield stem + "èrent"
    elif verb.endswith("ir") and not verb.endswith(("enir", "ourir", "vrir", "frir", "voir", "illir", "artir", "uir")):
        yield from (
            stem + ending for ending in ("it", "issent", "issait", "issaient", "issant", "irent", "ira", "iront")
        )
