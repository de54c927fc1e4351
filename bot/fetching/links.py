"""The links in a text, as people and programs write them, and the one form by which a link is known again."""

from __future__ import annotations

import re

import httpx

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
_AFTER = ".,;:!?…»”\"'’*_"  # what stands behind a link in a sentence
_PAIRS = (("(", ")"), ("[", "]"), ("<", ">"), ("«", "»"), ("{", "}"))
_TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|at_medium|at_campaign|xtor", re.I)


def links_in(text: str) -> tuple[list[str], str]:
    """The links of a text in its order, each once, and the words around them."""
    found: list[str] = []
    rest, begin = [], 0
    for match in _LINK.finditer(text):
        link = _bare(match[0])
        rest.append(text[begin : match.start()])
        begin = match.start() + len(link)
        found.append(link if "://" in link else f"https://{link}")
    rest.append(text[begin:])
    return list(dict.fromkeys(map(tidy, found))), " ".join("".join(rest).strip(f"{_AFTER} \n").split())


def tidy(url: str) -> str:
    """The link without its fragment and without what only tells the site where a reader came from."""
    try:
        parsed = httpx.URL(url)
        kept = [pair for pair in parsed.query.decode("ascii").split("&") if not _TRACKERS.fullmatch(pair.split("=")[0])]
        query = "&".join(pair for pair in kept if pair)
        return str(parsed.copy_with(fragment=None, query=query.encode() or None))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return url


def site_of(url: str) -> str:
    """The name of a link's site, for people: «rfi.fr»; the whole link where it has none."""
    try:
        return httpx.URL(url).host.removeprefix("www.") or url
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return url


def _bare(link: str) -> str:
    """The link without the signs of the sentence around it; a bracket that it opens itself is its own."""
    while True:
        shorter = link.rstrip(_AFTER)
        for opening, closing in _PAIRS:
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == link:
            return link
        link = shorter
