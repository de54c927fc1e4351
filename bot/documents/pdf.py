"""The text of a PDF, page after page. Its own dates and titles are those of a program, and are left alone."""

from __future__ import annotations

from io import BytesIO

from bot.documents.drafts import LONGEST_TEXT, Document, DocumentError, Draft, Flaw

MOST_PAGES = 300
"""Pages; more is a book."""

_LARGEST_STREAM = 20_000_000  # bytes unpacked; the text of a page has some thousands


def pdf_drafts(document: Document) -> tuple[Draft, ...]:
    """The one article that a PDF is. Raises DocumentError."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=_LARGEST_STREAM,
            lzw_maximum_output_length=_LARGEST_STREAM,
            run_length_maximum_output_length=_LARGEST_STREAM,
            array_based_stream_maximum_output_length=_LARGEST_STREAM,
        ):
            text = _text(pypdf.PdfReader(BytesIO(document.content)))
    except (DependencyError, FileNotDecryptedError):
        raise DocumentError(Flaw.ENCRYPTED) from None
    except LimitReachedError:
        raise DocumentError(Flaw.TOO_HEAVY) from None
    return (Draft(text, url=document.url),)


def _text(reader: object) -> str:
    from pypdf import PdfReader

    assert isinstance(reader, PdfReader)
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(Flaw.ENCRYPTED)
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(Flaw.TOO_LARGE, f"{len(reader.pages)} pages")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text().strip())
        length += len(pages[-1])
        if length > LONGEST_TEXT:
            raise DocumentError(Flaw.TOO_LARGE)
    if not length:
        raise DocumentError(Flaw.NO_TEXT)
    return "\n\n".join(page for page in pages if page)
