"""Of what kind a document is: by what it holds; by its name only where that tells nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from bot.documents.drafts import Document, DocumentError, Flaw


class Kind(StrEnum):
    """The kinds of documents that are opened; a Word file is a ZIP file until it is opened."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    MAIL = "mail"
    ZIP = "zip"
    RECORDS = "records"


_HEAD = 1024  # bytes that tell the kind; a PDF may begin so far down (ISO 32000-1, annex H)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Office files, and new ones under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of those (MS-OFFCRYPTO 2.3.4)
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\x7fELF", b"OggS",
           b"ID3\x03", b"{\\rtf", b"%!PS", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ")  # fmt: skip
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEADER = re.compile(rb"(?:from|to|date|subject|message-id|mime-version|received|return-path|delivered-to):", re.I)
_ENDINGS = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.HTML),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), Kind.RECORDS),
    ".eml": Kind.MAIL,
}
_TEXTS = ("", ".txt", ".text", ".md", ".pdf", ".docx", ".doc", ".zip")  # the last ones wrongly: it is text all the same
_TYPES = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "message/rfc822": Kind.MAIL}


def kind_of(document: Document) -> Kind:
    """Tell a document's kind. Raises DocumentError for what is empty or of no kind that is opened."""
    head = document.content[:_HEAD]
    if not document.content.strip():
        raise DocumentError(Flaw.EMPTY)
    if head.startswith(_OLE):
        raise DocumentError(Flaw.ENCRYPTED if _ENCRYPTED in document.content else Flaw.OLD_WORD)
    if head.startswith(_BINARY):
        raise DocumentError(Flaw.UNKNOWN)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if b"%PDF-" in head:
        return Kind.PDF
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Kind.HTML
    ending = PurePosixPath(document.name.lower()).suffix
    if (named := _ENDINGS.get(ending) or _TYPES.get(document.media_type or "")) is not None:
        return named
    if _is_mail(head):
        return Kind.MAIL
    if ending in _TEXTS or document.media_type == "text/plain":
        return Kind.TEXT
    raise DocumentError(Flaw.UNKNOWN)


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with headers of a mail: three that every mail has, before the first empty line."""
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    return sum(bool(_HEADER.match(line)) for line in headers) >= 3
