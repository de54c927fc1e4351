"""The text of a Word file (.docx): the paragraphs of its one document part, tables and text boxes among them.

A .docx is a ZIP file with one XML part for the text (ECMA-376), so the pictures and fonts beside it are never unpacked.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from bot.documents.archive import unpacked
from bot.documents.drafts import LONGEST_TEXT, DocumentError, Draft, Flaw

PART = "word/document.xml"
"""The name of the part that holds the text."""

_LARGEST_PART = 30_000_000  # bytes; the markup is about ten times the text
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GAPS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PROLOGUE = 4096  # bytes in which a declaration of entities would have to begin, and mostly ends


def word_drafts(archive: ZipFile, url: str | None) -> tuple[Draft, ...]:
    """The one article that a Word file is; `archive` must have PART. Raises DocumentError."""
    text = _text(unpacked(archive, archive.getinfo(PART), _LARGEST_PART)).strip()
    if not text:
        raise DocumentError(Flaw.NO_TEXT)
    return (Draft(text, url=url),)


def _text(part: bytes) -> str:
    """The paragraphs of a document part, read as a stream. Raises DocumentError."""
    from lxml import etree

    if b"<!DOCTYPE" in part[:_PROLOGUE] or b"<!ENTITY" in part or b"\0" in part[:_PROLOGUE]:
        raise DocumentError(Flaw.ENTITIES)  # Word writes UTF-8 without a document type
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    pieces: list[str] = []
    length = depth = 0
    try:
        for event, element in etree.iterparse(BytesIO(part), events=("start", "end"), **options):
            if element.tag == _FALLBACK:  # a text box once more, for older programs
                depth += 1 if event == "start" else -1
            if event == "start":
                continue
            piece = "" if depth else _piece(element.tag, element.text)
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_TEXT:
                raise DocumentError(Flaw.TOO_LARGE)
            element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise DocumentError(Flaw.BROKEN, f"line {error.lineno}") from None
    return "".join(pieces)


def _piece(tag: object, text: str | None) -> str:
    if tag == f"{_W}t":
        return text or ""
    if tag == f"{_W}p":
        return "\n"
    return _GAPS.get(str(tag), "")
