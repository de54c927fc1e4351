"""What a document holds, as far as the document itself tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_TEXT = 1_000_000
"""Characters of one article; a long report has 200,000."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file or page as it came: its name, its bytes, what its sender said of its kind, its address on the web."""

    name: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a document tells it; None is what it does not tell.

    `lang` (ISO 639-1) is what a page says of itself, which templates often get wrong. `part` is the name of the file in
    an archive, or of what is attached to a mail.
    """

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    lang: str | None = None
    url: str | None = None
    part: str | None = None


class Flaw(StrEnum):
    """Why no article came out of a document; the catalogues have a text for each under `documents.<value>`."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    OLD_WORD = "old_word"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    BOMB = "bomb"
    ENTITIES = "entities"
    NO_ARTICLE = "no_article"
    NO_TEXT = "no_text"
    NO_RECORD = "no_record"
    TOO_MANY = "too_many"
    NESTED = "nested"


_REMEDIES = {
    Flaw.EMPTY: "the document is empty: send one with a text",
    Flaw.UNKNOWN: "a document of this kind is not read: send .txt, .html, .pdf, .docx, .eml, .zip or .jsonl",
    Flaw.OLD_WORD: "this is a Word file of the old kind: save it as .docx",
    Flaw.ENCODING: "the text is in an encoding that is not known: save it as UTF-8",
    Flaw.TOO_LARGE: "the document is too large: send the article alone",
    Flaw.TOO_HEAVY: "opening the document takes too much time or memory: send its text",
    Flaw.ENCRYPTED: "the document is locked by a password: send it without",
    Flaw.BROKEN: "the document is damaged: send it again, or its text",
    Flaw.BOMB: "the archive unpacks to far more than it seems to hold: pack the articles alone",
    Flaw.ENTITIES: "the document declares entities of its own, which no Word file needs: save it anew",
    Flaw.NO_ARTICLE: "there is no article on the page: send its text",
    Flaw.NO_TEXT: "the document holds pictures of its text only: send the text",
    Flaw.NO_RECORD: "the JSON holds no articles: see the form in README",
    Flaw.TOO_MANY: "the archive holds too many files: send it in parts",
    Flaw.NESTED: "archives are opened in no archive: unpack it first",
}


class DocumentError(Exception):
    """No article came out of a document; the message names the remedy, `flaw` the kind, `detail` the spot."""

    def __init__(self, flaw: Flaw, detail: str = "") -> None:
        super().__init__(flaw, detail)  # as given, so that it comes whole out of another process
        self.flaw = flaw
        self.detail = detail

    def __str__(self) -> str:
        return _REMEDIES[self.flaw] + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a document that gave no article: its name, and why."""

    name: str
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Contents:
    """The articles of a document in its order, and the parts that gave none."""

    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...] = ()
