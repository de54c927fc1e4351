"""A parsed text as plain Python objects, which the steps of a reading ask half as dearly as spaCy's.

spaCy makes a new Token, decodes a new text and walks to a sentence's ends each time that it is asked. The classes here
hold what was asked before: the same names, the same values, one object a word. What they lack is asked of spaCy,
where it is a plain value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast, overload

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    IOB_STRINGS,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LENGTH,
    MORPH,
    POS,
    SENT_START,
    SPACY,
)
from spacy.morphology import Morphology
from spacy.parts_of_speech import NAMES as PARTS_OF_SPEECH
from spacy.tokens import Doc
from spacy.vocab import Vocab


def plain(doc: Doc) -> Doc:
    """Read a Doc out of spaCy, once and for all steps; a later change of the Doc does not reach it."""
    return cast(Doc, PlainDoc(doc))


_NUMBERS = [HEAD, IDX, LENGTH, POS, SPACY, ENT_IOB, IS_PUNCT, IS_SPACE, SENT_START]
_HASHES = [DEP, LEMMA, ENT_TYPE, MORPH]
_STARTS = {1: True, 0: None, -1: False}


def release(doc: Doc) -> None:
    """Let go of words that `plain` read, which hold each other: so their memory is free before the collector comes."""
    if isinstance(doc, PlainDoc):
        for token in doc.tokens:
            token.children = ()
            del token.head, token.sent
        doc.tokens.clear()
        doc.sents.clear()
        doc.user_data.clear()


class _Strings(dict[int, str]):
    """The texts that spaCy keeps by number, each decoded once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    def __missing__(self, number: int) -> str:
        text: str = self._strings[number]
        self[number] = text
        return text


class Morph(dict[str, list[str]]):
    """Morphological features by name; `get` and `str` as those of spaCy's MorphAnalysis."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        text = "" if text == Morphology.EMPTY_MORPH else text
        pairs = (feature.split("=", 1) for feature in text.split("|") if feature)
        super().__init__((name, values.split(",")) for name, values in pairs)
        self._text = text

    def __str__(self) -> str:
        return self._text


@lru_cache(maxsize=4_096)
def _morph(text: str) -> Morph:
    return Morph(text)


class PlainToken:
    """A word in its tree. One object for one word: tokens are the same where they are identical."""

    __slots__ = (
        *("children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start"),
        *("is_space", "lemma_", "lower_", "morph", "pos_", "sent", "text", "whitespace_"),
    )
    dep_: str
    ent_iob_: str
    ent_type_: str
    head: PlainToken
    is_punct: bool
    is_sent_start: bool | None
    is_space: bool
    lemma_: str
    morph: Morph
    pos_: str
    sent: PlainSpan
    whitespace_: str

    def __init__(self, doc: PlainDoc, i: int, idx: int, text: str) -> None:
        self.doc, self.i, self.idx, self.text = doc, i, idx, text
        self.lower_ = text.lower()
        self.children: Sequence[PlainToken] = ()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.doc.parsed[self.i], name)
        if value is not None and not isinstance(value, (str, int, float)):
            raise AttributeError(f"a word read out of spaCy has no {name!r}; add it to nlp/plain_doc.py")
        return value

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: PlainToken) -> bool:
        return self.i < other.i

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def lefts(self) -> Iterator[PlainToken]:
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> Iterator[PlainToken]:
        return (child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> Iterator[PlainToken]:
        """The word and all that hangs on it, in text order where no branches cross."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def ancestors(self) -> Iterator[PlainToken]:
        current = self
        while current.head is not current:
            current = current.head
            yield current

    def nbor(self, step: int = 1) -> PlainToken:
        """The word so many steps on; raises IndexError where the text ends before it."""
        if not 0 <= self.i + step < len(self.doc):
            raise IndexError(f"no word {step} steps from word {self.i}")
        return self.doc[self.i + step]


class PlainSpan:
    """Words `start` to `end` (exclusive) of a text."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: PlainDoc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[PlainToken]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, index: int) -> PlainToken: ...
    @overload
    def __getitem__(self, index: slice) -> PlainSpan: ...
    def __getitem__(self, index: int | slice) -> PlainToken | PlainSpan:
        if isinstance(index, slice):
            start, end = _bounds(index, len(self))
            return PlainSpan(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[self.start : self.end][index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PlainSpan):
            return NotImplemented
        return (self.doc, self.start, self.end, self.label_) == (other.doc, other.start, other.end, other.label_)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def text_with_ws(self) -> str:
        tokens = self.doc.tokens
        return self.text + (tokens[self.end - 1].whitespace_ if self.end > self.start else "")

    @property
    def start_char(self) -> int:
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> PlainSpan:
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> PlainToken:
        for token in self:
            if token.head is token:
                return token
        highest: int = self.doc.parsed[self.start : self.end].root.i
        return self.doc.tokens[highest]


class PlainDoc:
    """The words of a text with its sentences; `parsed` is the Doc that they were read out of."""

    def __init__(self, parsed: Doc) -> None:
        self.parsed: Any = parsed
        self.text: str = parsed.text
        self.vocab, self.user_data = parsed.vocab, parsed.user_data
        self.tensor: Any = parsed.tensor
        self.tokens: list[PlainToken] = []
        self._read_tokens()
        self.sents = [PlainSpan(self, sentence.start, sentence.end) for sentence in parsed.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def _read_tokens(self) -> None:
        table = self.parsed.to_array([*_NUMBERS, *_HASHES])
        numbers, hashes = table[:, : len(_NUMBERS)].astype(np.int64).T, table[:, len(_NUMBERS) :].T
        strings = _Strings(self.vocab)
        for i, row in enumerate(zip(*numbers[1:].tolist(), *hashes.tolist(), strict=True)):
            idx, length, pos, blank, iob, punct, space, start, dep, lemma, name, features = row
            token = PlainToken(self, i, idx, self.text[idx : idx + length])
            token.pos_, token.dep_, token.lemma_ = PARTS_OF_SPEECH[pos], strings[dep], strings[lemma]
            token.ent_iob_, token.ent_type_, token.whitespace_ = IOB_STRINGS[iob], strings[name], " " if blank else ""
            token.is_punct, token.is_space, token.is_sent_start = bool(punct), bool(space), _STARTS[start]
            token.morph = _morph(strings[features])
            self.tokens.append(token)
        children: dict[int, list[PlainToken]] = {}
        for token, steps in zip(self.tokens, numbers[0].tolist(), strict=True):
            token.head = self.tokens[token.i + steps]
            if steps:
                children.setdefault(token.i + steps, []).append(token)
        for i, found in children.items():
            self.tokens[i].children = found

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[PlainToken]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, index: int) -> PlainToken: ...
    @overload
    def __getitem__(self, index: slice) -> PlainSpan: ...
    def __getitem__(self, index: int | slice) -> PlainToken | PlainSpan:
        if isinstance(index, slice):
            return PlainSpan(self, *_bounds(index, len(self.tokens)))
        return self.tokens[index]

    @property
    def ents(self) -> tuple[PlainSpan, ...]:
        return tuple(PlainSpan(self, name.start, name.end, name.label_) for name in self.parsed.ents)

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> PlainSpan | None:
        """The words at these characters; None where they do not begin and end there (`strict`)."""
        found = self.parsed.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else PlainSpan(self, found.start, found.end)


def _bounds(index: slice, length: int) -> tuple[int, int]:
    """Give start and end as spaCy does: inside the text, and never backwards."""
    start, end, _ = index.indices(length)
    return start, max(start, end)
