"""The trigger lexicon with what annotated articles add to it: words seen as triggers of a type it does not list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from nlp.schema import EventType
from nlp.trigger_lexicon import Entry, Sense, TriggerLexicon
from nlp.trigger_syntax import noun_lemmas

Word = tuple[str, str]
"""Kind (V verb, N noun, A other) and lemma of a trigger word."""

Learned = Mapping[Word, Mapping[EventType, str | None]]
"""The types that words were seen to trigger, with a mode each."""


class Senses(Protocol):
    """What proposes triggers."""

    def senses(self, doc: Doc) -> list[Sense]:
        """List every sense of every word of the doc, in text order."""

    def verb_lemma(self, token: Token) -> str | None:
        """Give the verb a token is a form of."""


def word_of(token: Token, lexicon: TriggerLexicon) -> Word:
    """Give the word that a token is counted as."""
    verb = lexicon.verb_lemma(token)
    if verb is not None:
        return "V", verb
    return ("N" if token.pos_ in ("NOUN", "PROPN") else "A"), noun_lemmas(token)[0]


@dataclass(frozen=True, slots=True)
class LearnedLexicon:
    """The lexicon, and for the words it lists under other types or not at all, the types they were seen with."""

    listed: TriggerLexicon
    learned: Learned

    def senses(self, doc: Doc) -> list[Sense]:
        """List the listed senses and the learned ones beside them (strength 0), in text order."""
        found = self.listed.senses(doc)
        listed = {(sense.token, sense.entry.type) for sense in found}
        for token in doc:
            if token.is_space or token.is_punct:
                continue
            word = word_of(token, self.listed)
            kind = "V" if word[0] == "V" else "N"
            for type_, mode in self.learned.get(word, {}).items():
                if (token.i, type_) not in listed:
                    found.append(Sense(token.i, Entry(kind, type_, mode, 0, None, 0), None))
        return sorted(found, key=lambda sense: sense.token)

    def verb_lemma(self, token: Token) -> str | None:
        """Give the verb a token is a form of."""
        return self.listed.verb_lemma(token)
