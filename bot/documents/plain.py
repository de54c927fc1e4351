"""Text out of bytes: Unicode by its marks, else by what fits, else Windows-1252, in which old newsrooms write."""

from __future__ import annotations

import codecs
import re

from bot.documents.drafts import LONGEST_TEXT, Document, DocumentError, Draft, Flaw

_LONGEST_BYTES = 4 * LONGEST_TEXT
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAID_WRONGLY = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}  # as browsers read it (WHATWG Encoding)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01  # share of a text


def text_drafts(document: Document) -> tuple[Draft, ...]:
    """The one article that a text is. Raises DocumentError."""
    if len(document.content) > _LONGEST_BYTES:
        raise DocumentError(Flaw.TOO_LARGE)
    text = decoded(document.content, document.charset).strip()
    if not text:
        raise DocumentError(Flaw.EMPTY)
    if len(text) > LONGEST_TEXT:
        raise DocumentError(Flaw.TOO_LARGE)
    return (Draft(text, url=document.url),)


def decoded(content: bytes, charset: str | None = None) -> str:
    """The text of bytes, `charset` being what is said of them. Raises DocumentError for what is no text."""
    text = _decoded(content, charset)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise DocumentError(Flaw.UNKNOWN)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, charset: str | None) -> str:
    try:
        for mark, name in _MARKS:
            if content.startswith(mark):
                return content.decode(name)
        if wide := _wide(content):
            return content.decode(wide)
    except UnicodeDecodeError as error:
        raise DocumentError(Flaw.ENCODING, f"byte {error.start}") from None
    # What is said may be wrong, UTF-8 that fits is never by chance.
    for name in ("utf-8", _known(charset), "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise DocumentError(Flaw.UNKNOWN if b"\0" in content else Flaw.ENCODING)


def _known(charset: str | None) -> str:
    """Python's name of a charset; Windows-1252 where it has none."""
    try:
        found = codecs.lookup(charset or "cp1252")
    except (LookupError, ValueError):
        return "cp1252"
    # Some codecs are no text encodings (zip, rot13).
    return _SAID_WRONGLY.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else "cp1252"


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every other byte is zero."""
    head = content[:1000]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if len(content) % 2 == 0 and max(odd, even) > len(head) * 0.3 and min(odd, even) <= len(head) * 0.02:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None
