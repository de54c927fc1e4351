"""The article of a web page: its text without what stands around it, and what the page says of itself."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import urlsplit

from bot.documents.drafts import LONGEST_TEXT, Document, DocumentError, Draft, Flaw
from bot.documents.plain import decoded

LONGEST_PAGE = 5_000_000
"""Bytes; a page of a newspaper has up to 2 MB, most of it script."""

_MOST_TAGS = 100_000
"""Signs that begin a tag; a long page has 10,000, and each costs memory many times its length."""

_SHORTEST = 60
"""Characters of an article: shorter ones are remains of a page that shows nothing without a click."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_LANG = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z]{2})\b""", re.I)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})</title", re.I)
_CONSENT = re.compile(r"cookies?\b|consent|traceurs?\b|vie privée|données personnelles|partenaires|javascript", re.I)
_CONSENT_SHARE = 1 / 25  # such words among all: an article on cookies has fewer, a wall of consent more


def page_drafts(document: Document) -> tuple[Draft, ...]:
    """The one article of a page. Raises DocumentError."""
    if len(document.content) > LONGEST_PAGE:
        raise DocumentError(Flaw.TOO_LARGE)
    charset = _CHARSET.search(document.content[:4096])
    source = decoded(document.content, document.charset or (charset[1].decode("ascii") if charset else None))
    return (article_of(source, document.url),)


def article_of(source: str, url: str | None = None) -> Draft:
    """The article in a page's source. Raises DocumentError where there is none."""
    if source.count("<") > _MOST_TAGS:
        raise DocumentError(Flaw.TOO_LARGE)
    from trafilatura import bare_extraction  # a third of a second, in the process that opens documents

    found = bare_extraction(
        source,
        url=url,
        include_comments=False,
        include_tables=False,  # old pages are laid out in tables, and came out as their rows
        with_metadata=True,
        # Not the extensive search: it makes dates of «© 2017» at the foot.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise DocumentError(Flaw.NO_ARTICLE)
    title = _headline(_flat(found.title), source)
    text = _without_title(found.text.strip(), title)
    if len(text) < _SHORTEST or _is_consent(text):
        raise DocumentError(Flaw.NO_ARTICLE)
    if len(text) > LONGEST_TEXT:
        raise DocumentError(Flaw.TOO_LARGE)
    lang = _LANG.search(source[:20_000])
    return Draft(
        text=text,
        title=title,
        published=_day(found.date),
        publisher=_flat(found.sitename) or _site(url),
        lang=lang[1].lower() if lang else None,
        url=url,
    )


def _headline(title: str | None, source: str) -> str | None:
    """The title whole: «Irak : la ville est reprise» comes back as «Irak», as if the rest were the paper's name."""
    told = _TITLE.search(source[:50_000])
    whole = _flat(html.unescape(told[1])) if told else None
    return whole if title and whole and re.match(r"\s+:\s", whole.removeprefix(title)) else title


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.strip() if title and _flat(first) == title and rest.strip() else text


def _is_consent(text: str) -> bool:
    words = len(text.split())
    return len(_CONSENT.findall(text)) > words * _CONSENT_SHARE


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told[:10]) if told else None
    except ValueError:
        return None


def _site(url: str | None) -> str | None:
    """The name of the site in an address, for pages that don't name their publisher."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
