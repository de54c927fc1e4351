"""The sentences of a text and the clauses of its words, each described once for all events and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp.dates_grammar import any_of, plain
from nlp.patterns import fr_dates as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.verbs import governor, heads, is_predicate, tense

_HOUR = re.compile(rf"\b(?:{any_of(words.SAME_DAY)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a word: its predicate, how it hangs on the clause above, how deep it lies, its tense."""

    verb: Token
    relation: str
    depth: int
    tense: str


def clause_of(word: Token) -> Clause:
    """Describe the clause that a word stands in; a conjunct counts as the clause that it is joined to."""
    verb = governor(word)
    chain = [above for above in heads(verb) if is_predicate(above)]
    relation = next((above.dep_ for above in (verb, *chain) if above.dep_ != "conj"), "conj")
    below = [above for above in chain if above.dep_ not in ("conj", "parataxis")]
    return Clause(verb, relation, min(max(len(below) - 1, 0), 3), tense(verb))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its root, its predicates, an hour told in it («dans la soirée»), how many verbs of saying it has.

    `lemmas` are those of all words, `telling` those of nouns and verbs, `nouns` those of nouns and names.
    """

    root: Token
    predicates: tuple[Token, ...]
    hour: str | None
    reports: int
    pluperfect: bool
    lemmas: frozenset[str]
    telling: tuple[str, ...]
    nouns: frozenset[str]


class Passages:
    """The sentences of a text, each described when it is first asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._passages: dict[int, Passage] = {}
        self._tenses: dict[int, str] = {}

    def tense(self, verb: Token) -> str:
        """Name the tense of a verb group, as `nlp.verbs.tense` does."""
        found = self._tenses.get(verb.i)
        if found is None:
            found = self._tenses[verb.i] = tense(verb)
        return found

    def passage(self, sentence: Span) -> Passage:
        """Describe a sentence."""
        found = self._passages.get(sentence.start)
        if found is None:
            found = self._passages[sentence.start] = self._read(sentence)
        return found

    def _read(self, sentence: Span) -> Passage:
        predicates = tuple(word for word in sentence if is_predicate(word))
        hour = _HOUR.search(plain(sentence.text))
        lemmas = [(word.pos_, word.lemma_.lower()) for word in sentence]
        return Passage(
            sentence.root,
            predicates,
            hour.group().lower() if hour else None,
            sum(word.pos_ == "VERB" and word.lemma_ in REPORTING_VERBS for word in sentence),
            any(self.tense(verb) == "pluperfect" for verb in predicates),
            frozenset(lemma for _, lemma in lemmas),
            tuple(lemma for pos, lemma in lemmas if pos in ("NOUN", "VERB")),
            frozenset(lemma for pos, lemma in lemmas if pos in ("NOUN", "PROPN")),
        )


def passages_of(doc: Doc) -> Passages:
    """Give the passages of a text, kept with the Doc."""
    known: Passages | None = doc.user_data.get("passages")
    if known is None:
        known = doc.user_data["passages"] = Passages(doc)
    return known


_OPENINGS = frozenset(
    {"puis", "ensuite", "enfin", "auparavant", "déjà", "depuis", "alors", "parallèlement", "aussi", "plus", "peu"}
    | {"aussitôt", "avant", "après", "selon", "pour", "à", "dans", "en", "au", "de", "le", "la", "les", "il", "elle"}
    | {"ils", "elles", "ce", "cette", "sur", "l'", "un", "une", "des", "son", "sa", "ses", "leur", "mais", "et", "or"}
)


def opening(word: Token) -> str:
    """Name the word that opens a sentence, or its part of speech where it is none of the common ones."""
    lower = word.lower_.replace("’", "'")
    return f"@{lower}" if lower in _OPENINGS else word.pos_
