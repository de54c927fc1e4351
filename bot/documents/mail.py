"""The articles of a mail (.eml): its text, and the documents attached to it; sender and date are those of the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from bot.documents.drafts import Document, DocumentError, Draft, Flaw
from bot.documents.page import article_of
from bot.documents.plain import decoded

LONGEST_MAIL = 25_000_000
"""Bytes, packed for the post: what mail servers take."""

MOST_ATTACHMENTS = 50
_MOST_PARTS = 500  # lines that may divide a mail; thousands keep the parser busy for minutes
_SHORTEST_BODY = 60  # characters; less is a greeting around what is attached


def letter(document: Document) -> tuple[tuple[Draft, ...], Iterator[Document], Draft]:
    """The article of the mail's own text (or none), what is attached to it, and what the mail says of both.

    Raises DocumentError.
    """
    if len(document.content) > LONGEST_MAIL:
        raise DocumentError(Flaw.TOO_LARGE)
    if document.content.count(b"\n--") > _MOST_PARTS:
        raise DocumentError(Flaw.TOO_MANY)
    message = BytesParser(policy=policy.default).parsebytes(document.content)
    assert isinstance(message, EmailMessage)
    heading = Draft("", _line(message, "subject"), _sent(message), _sender(message))
    body = _body(message)
    own = (Draft(body, heading.title, heading.published, heading.publisher),) if len(body) >= _SHORTEST_BODY else ()
    return own, _attached(message), heading


def _body(message: EmailMessage) -> str:
    """The mail's own text: the plain part, else the HTML part without its tags."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    text = decoded(payload, part.get_content_charset())
    return text.strip() if part.get_content_subtype() != "html" else _untagged(text)


def _untagged(source: str) -> str:
    from trafilatura import html2txt

    try:
        return article_of(source).text
    except DocumentError:
        return str(html2txt(source)).strip()


def _attached(message: EmailMessage) -> Iterator[Document]:
    """What is attached, one at a time. Raises DocumentError."""
    for number, part in enumerate(message.iter_attachments()):
        if number >= MOST_ATTACHMENTS:
            raise DocumentError(Flaw.TOO_MANY)
        if part.get_content_maintype() in ("image", "audio", "video"):
            continue  # logos and signatures
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):  # a mail within the mail
            inner = part.get_payload(0) if part.is_multipart() else None
            payload = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        name = part.get_filename() or f"{number + 1}"
        yield Document(name, payload, part.get_content_type(), part.get_content_charset())


def _sent(message: EmailMessage) -> date | None:
    """The day of the mail where it was written, as its own clock says."""
    header = message["date"]
    moment = getattr(header, "datetime", None)
    return moment.date() if moment is not None else None


def _sender(message: EmailMessage) -> str | None:
    addresses = getattr(message["from"], "addresses", ())
    if not addresses:
        return None
    return " ".join(addresses[0].display_name.split()) or addresses[0].domain or None


def _line(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message[name]).split()) or None if message[name] else None
