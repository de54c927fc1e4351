"""Articles as JSON: one object, a list, or one object a line, in the form of the gold files."""

from __future__ import annotations

from bot.article_files import ArticleFileError, Particulars, articles_of
from bot.documents.drafts import LONGEST_TEXT, Document, DocumentError, Draft, Flaw
from bot.documents.plain import decoded

LONGEST_RECORDS = 20_000_000
"""Bytes."""

MOST_RECORDS = 2_000
"""Articles; `depeche ingest` takes any number."""


def record_drafts(document: Document) -> tuple[Draft, ...]:
    """The articles of a JSON file; each has its text and its day. Raises DocumentError."""
    if len(document.content) > LONGEST_RECORDS:
        raise DocumentError(Flaw.TOO_LARGE)
    text = decoded(document.content, document.charset)
    drafts: list[Draft] = []
    try:
        for article in articles_of("articles.jsonl", text.encode(), Particulars()):
            if len(article.text) > LONGEST_TEXT:
                raise DocumentError(Flaw.TOO_LARGE)
            drafts.append(
                Draft(article.text, article.title, article.published, article.publisher, article.lang, article.url)
            )
            if len(drafts) > MOST_RECORDS:
                raise DocumentError(Flaw.TOO_MANY)
    except ArticleFileError as error:
        where = error.values.get("line") or error.values.get("place")
        raise DocumentError(Flaw.NO_RECORD, f"{where}" if where else "") from None
    except RecursionError:
        raise DocumentError(Flaw.NO_RECORD) from None
    if not drafts:
        raise DocumentError(Flaw.EMPTY)
    return tuple(drafts)
