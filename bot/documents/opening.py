"""Opening any document: its kind is told, its articles are taken out, archives and mails are opened one level down.

Runs in a process of its own (`bot.documents.process`), which bounds what is not bounded here: time and memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.documents.archive import files_of, opened
from bot.documents.drafts import Contents, Document, DocumentError, Draft, Flaw, Skipped
from bot.documents.kinds import Kind, kind_of
from bot.documents.mail import letter
from bot.documents.page import page_drafts
from bot.documents.pdf import pdf_drafts
from bot.documents.plain import text_drafts
from bot.documents.records import record_drafts
from bot.documents.word import PART, word_drafts

MOST_TEXT = 20_000_000
"""Characters of all articles of a document."""

_DEEPEST = 2  # a mail in an archive has its attachments opened; nothing below that is

_SIMPLE: dict[Kind, Callable[[Document], tuple[Draft, ...]]] = {
    Kind.TEXT: text_drafts,
    Kind.HTML: page_drafts,
    Kind.PDF: pdf_drafts,
    Kind.RECORDS: record_drafts,
}
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "AndroidManifest.xml", "META-INF/MANIFEST.MF"})
"""What stands in files that are ZIP files and yet no archives: tables, slides, books, programs."""

_FATAL = frozenset({Flaw.BOMB, Flaw.ENCRYPTED, Flaw.TOO_MANY, Flaw.TOO_HEAVY})
"""Flaws of a part that condemn the archive: to open the next part would be to go on with an attack, or in vain."""


def open_document(document: Document, depth: int = 0) -> Contents:
    """The articles of a document. Raises DocumentError; of several parts, those that give none are told as skipped."""
    try:
        return _opened(document, depth)
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # a damaged file trips its reader anywhere
        raise DocumentError(Flaw.BROKEN, type(error).__name__) from None


def _opened(document: Document, depth: int) -> Contents:
    kind = kind_of(document)
    if kind in _SIMPLE:
        return Contents(_SIMPLE[kind](document))
    if kind is Kind.MAIL:
        if depth >= _DEEPEST:
            raise DocumentError(Flaw.NESTED)
        own, attached, heading = letter(document)
        return _gathered(own, attached, heading, depth)
    with opened(document.content) as archive:
        names = frozenset(archive.namelist())
        if PART in names:
            return Contents(word_drafts(archive, document.url))
        if names & _OFFICE:
            raise DocumentError(Flaw.UNKNOWN)
        if depth:
            raise DocumentError(Flaw.NESTED)
        parts = (Document(name, content) for name, content in files_of(archive))
        return _gathered((), parts, None, depth)


def _gathered(own: tuple[Draft, ...], parts: Iterable[Document], heading: Draft | None, depth: int) -> Contents:
    """The articles of the parts after one's own; what a part doesn't tell of itself, the heading does."""
    drafts, skipped = list(own), []
    length = sum(len(draft.text) for draft in own)
    for part in parts:
        try:
            inner = open_document(part, depth + 1)
        except DocumentError as error:
            if error.flaw in _FATAL:
                raise
            skipped.append(Skipped(part.name, error.flaw))
            continue
        length += sum(len(draft.text) for draft in inner.drafts)
        if length > MOST_TEXT:
            raise DocumentError(Flaw.TOO_LARGE)
        drafts.extend(_headed(replace(draft, part=part.name), heading) for draft in inner.drafts)
        skipped.extend(inner.skipped)
    if not drafts and not skipped:
        raise DocumentError(Flaw.EMPTY)
    if not drafts and len(skipped) == 1:
        raise DocumentError(skipped[0].flaw)
    return Contents(tuple(drafts), tuple(skipped))


def _headed(draft: Draft, heading: Draft | None) -> Draft:
    if heading is None:
        return draft
    return replace(
        draft,
        published=draft.published or heading.published,
        publisher=draft.publisher or heading.publisher,
    )
