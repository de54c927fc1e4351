"""What buttons send back: callback data of at most 64 bytes, written and read here alone.

`e|FILTER` first page of events, `e|FILTER|DAY|ID|SHOWN` a later one; `a|EVENTS|ID|SHOWN` more actors, `p|…` places;
`n|FILTER|DAY|ID|OFFSET` the page after an event, `b|…` the one before it, `n|FILTER` the first, in the list’s place;
`fm|FACET|FILTER` the choices of a filter, `fn|FILTER` the list narrowed by one;
`l|LANG` language; `w|ID` why. Those of subscriptions: `bot.views.subscription_buttons`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.views.filter_tail import in_base_36, tail_of, with_tail
from store.records import Cursor, EventFilter, Rank

_TURN = re.compile(r"(?P<way>[nb])\|(?P<filter>[^|]+)(?P<at>\|[0-9a-z]{1,4}\|[0-9a-z]{1,12}\|[0-9a-z]{1,6})?")
_PAGE = re.compile(r"e\|([^|]+)(?:\|([0-9]{8})\|([0-9]{1,18})\|([0-9]{1,9}))?")


def filter_token(filter: EventFilter) -> str:
    """The filter in a few bytes for a button: `p12`, `a5`, `cIRQ`, `rIRQ/ninive`, `-` for everything.

    What narrows it further stands behind, as `bot.views.filter_tail` writes it: `p12~T0a`.
    """
    base = _base(filter)
    return base + tail_of(filter, base)


def _base(filter: EventFilter) -> str:
    if filter.place_id is not None:
        return f"p{filter.place_id}"
    if filter.region is not None:
        return f"r{filter.region}"
    if filter.actor_id is not None:
        return f"a{filter.actor_id}"
    return f"c{filter.country}" if filter.country else "-"


def read_filter(token: str) -> EventFilter:
    """The filter of a button; ValueError for what `filter_token` does not write."""
    base, mark, tail = token.partition("~")
    return with_tail(_read_base(base), mark + tail)


def _read_base(token: str) -> EventFilter:
    if token == "-":
        return EventFilter()
    sort, rest = token[:1], token[1:]
    if sort == "c" and re.fullmatch(r"[A-Z]{3}", rest):
        return EventFilter(country=rest)
    if sort == "r" and re.fullmatch(r"[A-Z]{3}/[a-z0-9 ]{1,28}", rest):
        return EventFilter(region=rest)
    if sort in ("p", "a") and re.fullmatch(r"[0-9]{1,18}", rest):
        return EventFilter(place_id=int(rest)) if sort == "p" else EventFilter(actor_id=int(rest))
    raise ValueError(f"no filter: {token!r}")


def page_token(filter: EventFilter, after: Cursor, offset: int) -> str:
    """Callback data that asks for the events after `after`, of which `offset` were shown before."""
    return f"e|{filter_token(filter)}|{after.day:%Y%m%d}|{after.id}|{offset}"


def read_page(data: str) -> tuple[EventFilter, Cursor | None, int]:
    """Filter, cursor and number already shown of a page button; ValueError for anything else."""
    found = _PAGE.fullmatch(data)
    if not found:
        raise ValueError(f"no page: {data!r}")
    token, day, event_id, shown = found.groups()
    if day is None:
        return read_filter(token), None, 0
    return read_filter(token), Cursor(date.fromisoformat(day), int(event_id)), int(shown)


@dataclass(frozen=True, slots=True)
class Turn:
    """A page that a button under a list asks for: after or before an event, None for the first one.

    `offset` counts the events before the page.
    """

    filter: EventFilter
    after: Cursor | None = None
    before: Cursor | None = None
    offset: int = 0


def turn_token(turn: Turn) -> str:
    """Callback data that puts a page in the place of the list that it stands under."""
    at = turn.before or turn.after
    head = f"{'b' if turn.before else 'n'}|{filter_token(turn.filter)}"
    numbers = (at.day.toordinal(), at.id, turn.offset) if at else ()
    return "|".join((head, *map(in_base_36, numbers)))


def read_turn(data: str) -> Turn:
    """The page of a button under a list; ValueError for anything else."""
    found = _TURN.fullmatch(data)
    if not found or (found["at"] is None and found["way"] == "b"):
        raise ValueError(f"no page: {data!r}")
    wanted = read_filter(found["filter"])
    if found["at"] is None:
        return Turn(wanted)
    day, event_id, offset = (int(number, 36) for number in found["at"].split("|")[1:])
    cursor = Cursor(date.fromordinal(day), event_id)
    return Turn(wanted, None, cursor, offset) if found["way"] == "b" else Turn(wanted, cursor, None, offset)


def facet_token(facet: str, filter: EventFilter) -> str:
    """Callback data that asks for the choices of a facet: type, period or role."""
    return f"fm|{facet[0]}|{filter_token(filter)}"


def read_facet(data: str) -> tuple[str, EventFilter]:
    """Facet and filter of a facet's button; ValueError for anything else."""
    found = re.fullmatch(r"fm\|([tpr])\|([^|]+)", data)
    if not found:
        raise ValueError(f"no facet: {data!r}")
    return {"t": "type", "p": "period", "r": "role"}[found[1]], read_filter(found[2])


def narrow_token(filter: EventFilter) -> str:
    """Callback data that puts the events of a filter in the place of the list that it stands under."""
    return f"fn|{filter_token(filter)}"


def read_narrow(data: str) -> EventFilter:
    """The filter of a choice; ValueError for anything else."""
    return read_filter(data.removeprefix("fn|"))


def why_token(event_id: int) -> str:
    """Callback data that asks what an event was read from."""
    return f"w|{event_id}"


def read_why(data: str) -> int:
    """The number of the event of a why button; ValueError for anything else."""
    found = re.fullmatch(r"w\|([0-9]{1,18})", data)
    if not found:
        raise ValueError(f"no event: {data!r}")
    return int(found[1])


def ranked_token(list_of: str, after: Rank, shown: int) -> str:
    """Callback data that asks for the actors («a») or places («p») after one, so many having been shown."""
    return f"{list_of}|{after.events}|{after.id}|{shown}"


def read_ranked(data: str) -> tuple[Rank, int]:
    """The last actor or place shown and how many were, up to 10 million; ValueError for anything else."""
    found = re.fullmatch(r"[ap]\|([0-9]{1,12})\|([0-9]{1,18})\|([0-9]{1,7})", data)
    if not found:
        raise ValueError(f"no list: {data!r}")
    events, number, shown = map(int, found.groups())
    return Rank(events, number), shown
