"""What the buttons of cards send back, at most 64 bytes: written and read here alone.

`v|ID|LIST` the card of an event in a list (a filter's token, `@` for its article), in the place of the card before it;
`ac|ID` the card of an actor, `pc|FILTER` that of a place; `ao|ID|PAGE` a page of an article as a new message,
`ar|ID|PAGE` in the place of the page before it; `vn|e12`, `vn|p3` the point on the map of an event or a place.
"""

from __future__ import annotations

import re

from bot.views.buttons import filter_token, read_filter
from store.records import EventFilter

_ARTICLE = "@"


def event_token(event_id: int, within: EventFilter | None) -> str:
    """Callback data for the card of an event within a list, or within its article (None)."""
    return f"v|{event_id}|{_ARTICLE if within is None else filter_token(within)}"


def read_event(data: str) -> tuple[int, EventFilter | None]:
    """Number and list of an event's button; ValueError for anything else."""
    found = re.fullmatch(r"v\|([0-9]{1,18})\|([^|]+)", data)
    if not found:
        raise ValueError(f"no event: {data!r}")
    return int(found[1]), None if found[2] == _ARTICLE else read_filter(found[2])


def actor_token(actor_id: int) -> str:
    """Callback data for the card of an actor."""
    return f"ac|{actor_id}"


def read_actor(data: str) -> int:
    """The number of an actor's button; ValueError for anything else."""
    return _number("ac", data)


def place_token(wanted: EventFilter) -> str:
    """Callback data for the card of a place, a region or a country."""
    return f"pc|{filter_token(wanted)}"


def read_place(data: str) -> EventFilter:
    """The place, region or country of a place's button; ValueError for anything else."""
    wanted = read_filter(data.removeprefix("pc|"))
    if EventFilter(place_id=wanted.place_id, region=wanted.region, country=wanted.country) != wanted:
        raise ValueError(f"no place: {data!r}")
    if wanted == EventFilter():
        raise ValueError(f"no place: {data!r}")
    return wanted


def article_token(article_id: int, page: int | None = None) -> str:
    """Callback data for a page of an article, counted from 0; without one, for its first as a new message."""
    return f"ao|{article_id}|0" if page is None else f"ar|{article_id}|{page}"


def read_article(data: str) -> tuple[int, int]:
    """Number and page of an article's button; ValueError for anything else."""
    found = re.fullmatch(r"a[or]\|([0-9]{1,18})\|([0-9]{1,6})", data)
    if not found:
        raise ValueError(f"no article: {data!r}")
    return int(found[1]), int(found[2])


def point_token(kind: str, number: int) -> str:
    """Callback data for the point on the map of an event («e») or a place («p»)."""
    return f"vn|{kind}{number}"


def read_point(data: str) -> tuple[str, int]:
    """Kind and number of a point's button; ValueError for anything else."""
    found = re.fullmatch(r"vn\|([ep])([0-9]{1,18})", data)
    if not found:
        raise ValueError(f"no point: {data!r}")
    return found[1], int(found[2])


def _number(prefix: str, data: str) -> int:
    found = re.fullmatch(rf"{prefix}\|([0-9]{{1,18}})", data)
    if not found:
        raise ValueError(f"no number: {data!r}")
    return int(found[1])
