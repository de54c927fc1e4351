"""The article of a page, out of several layouts, and pages that hold none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.documents.drafts import Document, DocumentError, Draft, Flaw
from bot.documents.page import LONGEST_PAGE, article_of, page_drafts
from tests.bot.documents import pages

URL = "https://www.fleuve.example/monde/a.html"
DAY = date(2017, 5, 19)


@pytest.mark.parametrize(
    ("source", "published", "publisher", "lang"),
    [
        (pages.MODERN, DAY, "Le Quotidien du Fleuve", "fr"),
        (pages.TABLES, DAY, "fleuve.example", None),
        (pages.BLOG, DAY, "fleuve.example", "fr"),
        (pages.METADATA_ONLY, DAY, "Agence du Tigre", "fr"),
        (pages.UNDATED, None, "fleuve.example", "fr"),
    ],
    ids=["modern", "tables", "blog", "metadata", "undated"],
)
def test_the_article_of_a_page(source: str, published: date | None, publisher: str, lang: str | None) -> None:
    """Its paragraphs and nothing else: no menu, no comment, no foot; the year at the foot is no date."""
    assert article_of(source, URL) == Draft("\n".join(pages.BODY), pages.TITLE, published, publisher, lang, URL)


def test_an_arabic_page() -> None:
    """Its script changes nothing."""
    draft = article_of(pages.ARABIC, URL)
    assert (draft.lang, draft.published) == ("ar", DAY)
    assert draft.text.startswith("استعادت القوات العراقية") and draft.text.count("\n") == 1


@pytest.mark.parametrize(
    "source", [pages.COOKIE_WALL, pages.EMPTY_SHELL, "<html></html>", "<p>Bonjour</p>", "<" * 9000]
)
def test_a_page_without_an_article(source: str) -> None:
    """A wall of consent, a shell that only a browser fills, nothing."""
    with pytest.raises(DocumentError) as refused:
        article_of(source, URL)
    assert refused.value.flaw is Flaw.NO_ARTICLE


def test_an_article_on_cookies_is_one() -> None:
    """Its words alone don't make it a wall."""
    body = " ".join([*pages.BODY, "Le gouvernement veut aussi interdire les cookies sans consentement."])
    assert "cookies" in article_of(f"<html><body><article><p>{body}</p></article></body></html>").text


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso8859-15", "utf-16"])
def test_a_page_in_any_encoding(charset: str, declared: bool) -> None:
    """By its mark, by what is said in the header, in the page, or by what fits."""
    source = pages.UNDATED.replace('<meta charset="utf-8">', f'<meta charset="{charset}">' if declared else "")
    (draft,) = page_drafts(Document("a.html", source.encode(charset), url=URL))
    assert draft.text == "\n".join(pages.BODY)


def test_an_endless_page() -> None:
    """50 MB are refused before they are parsed."""
    with pytest.raises(DocumentError) as refused:
        page_drafts(Document("a.html", b"<p>" + b"x" * 50_000_000))
    assert refused.value.flaw is Flaw.TOO_LARGE
    assert LONGEST_PAGE < 50_000_000
