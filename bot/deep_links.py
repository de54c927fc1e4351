"""Deep links: `t.me/<bot>?start=PAYLOAD` opens the bot's chat on a card or on the answer to a query.

A payload has 1 to 64 of the characters A-Z, a-z, 0-9, _ and - (core.telegram.org/bots/features#deep-linking).
`event_12`, `actor_5`, `place_7`, `article_3`: a card by its number; `q_…`: a query in words, base64url of its UTF-8;
`f_…`: a filter as buttons write it (`bot.views.buttons`), likewise.
"""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import parse_qs, quote, urlsplit

PAYLOAD_LENGTH = 64

_NUMBERED = re.compile(r"(event|actor|place|article)_([0-9]{1,18})")
_WRITTEN = re.compile(r"([qf])_([A-Za-z0-9_-]+)")
_SORTS = {"q": "query", "f": "filter"}


def address(username: str, payload: str) -> str:
    """The link that opens the bot's chat with a payload."""
    return f"https://t.me/{username}?start={payload}"


def sharing(username: str, payload: str) -> str:
    """Telegram's page that offers the link to one's chats (core.telegram.org/widgets/share), inline mode or not."""
    return f"https://t.me/share/url?url={quote(address(username, payload), safe='')}"


def shared(url: str) -> str:
    """The link that a page made by `sharing` offers; any other address as it is."""
    page = urlsplit(url)
    return parse_qs(page.query).get("url", [url])[0] if page.path == "/share/url" else url


def numbered(sort: str, number: int) -> str:
    """The payload of a card: `sort` is «event», «actor», «place» or «article»."""
    return f"{sort}_{number}"


def for_query(words: str) -> str | None:
    """The payload of a query in words, None where they are too many (46 bytes) or no UTF-8."""
    return _written("q", words)


def for_filter(token: str) -> str | None:
    """The payload of a filter's token, None where it is too long."""
    return _written("f", token)


def read(payload: str) -> tuple[str, str] | None:
    """What a payload asks for: a card («event», …) with a number, «query» with words, «filter» with a token.

    None for what no link of ours holds.
    """
    if found := _NUMBERED.fullmatch(payload):
        return found[1], found[2]
    found = _WRITTEN.fullmatch(payload)
    if not found or len(payload) > PAYLOAD_LENGTH:
        return None
    try:
        words = urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (_SORTS[found[1]], words) if words.strip() else None


def _written(letter: str, words: str) -> str | None:
    try:
        payload = f"{letter}_{urlsafe_b64encode(words.encode()).decode().rstrip('=')}"
    except UnicodeEncodeError:
        return None
    return payload if words.strip() and len(payload) <= PAYLOAD_LENGTH else None
