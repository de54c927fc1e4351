"""What the buttons that mend send back, at most 64 bytes, and the marks of messages that wait for a reply.

`mp|ARTICLE|OFFSET` a page of an article's events; `mc|EVENT|OFFSET` confirm, `mx|…` reject, `mr|…` restore, each from
that page; `me|EVENT` open an event to mend, `mm|EVENT` back to it, `mf|EVENT|FIELD` the choices of a field,
`mv|EVENT|FIELD|VALUE` one of them, `ma|EVENT|FIELD` another, to be written; `mo|EVENT|FIELD|N` a candidate of the
field's lists for the name that was written, `mn|EVENT|FIELD` that name made new.

What a reply is about stands in a link of the message that it answers, so that it is known after a restart too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from bot.deep_links import address, numbered

FIELDS = {
    "t": "type",
    "o": "mode",
    "s": "sources",
    "g": "targets",
    "p": "places",
    "w": "when",
    "k": "killed",
    "i": "wounded",
    "u": "status",
}
"""The letters of an event's fields in buttons."""

_NAMED, _WRITTEN = "sgp", "sgpwki"
_LETTERS = {"mf": "".join(FIELDS), "mv": "".join(FIELDS), "ma": _WRITTEN, "mo": _NAMED, "mn": _NAMED}
"""The fields that each button may be about: a name is written for some, a date or a number for others."""

LONGEST_NAME = 80
"""Characters of a name that someone writes: in a link each letter may take six."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for: of an event (or an article), with the offset, the field and the value behind it."""

    number: int
    offset: int = 0
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message waits for in reply: a field of an event, and the name that was written for it, if any."""

    number: int
    field: str
    name: str = ""


def at(prefix: str, number: int, offset: int) -> str:
    """Callback data with an offset."""
    return f"{prefix}|{number}|{offset}"


def of(prefix: str, number: int, field: str = "", value: str = "") -> str:
    """Callback data for an event, a field of it, a value of that."""
    return "|".join(part for part in (prefix, str(number), field, value) if part)


def read(data: str) -> Press:
    """The press of a button; ValueError for anything else."""
    paged = re.fullmatch(r"m[pcxr]\|([0-9]{1,18})\|([0-9]{1,6})", data)
    if paged:
        return Press(int(paged[1]), int(paged[2]))
    if found := re.fullmatch(r"m[em]\|([0-9]{1,18})", data):
        return Press(int(found[1]))
    found = re.fullmatch(r"m[fan]\|([0-9]{1,18})\|([a-z])", data) or re.fullmatch(
        r"m[vo]\|([0-9]{1,18})\|([a-z])\|([A-Za-z0-9-]{1,30})", data
    )
    if not found or found[2] not in _LETTERS[data[:2]]:
        raise ValueError(f"no mending: {data!r}")
    return Press(int(found[1]), field=FIELDS[found[2]], value=found[3] if found.re.groups == 3 else "")


def letter(field: str) -> str:
    """The letter of a field."""
    return next(one for one, name in FIELDS.items() if name == field)


def link(username: str, asked: Asked) -> str:
    """The address that marks a message as waiting for a reply; opened, it shows the event."""
    mark = f"{address(username, numbered('event', asked.number))}&mend={letter(asked.field)}"
    return f"{mark}&name={quote(asked.name[:LONGEST_NAME], safe='')}" if asked.name else mark


def read_link(url: str) -> Asked | None:
    """What a link marks, None for any other link."""
    try:
        query = parse_qs(urlsplit(url).query)
    except ValueError:
        return None
    event = re.fullmatch(r"event_([0-9]{1,18})", query.get("start", [""])[0])
    mark = query.get("mend", [""])[0]
    if not event or not mark or mark not in _WRITTEN:
        return None
    field = FIELDS.get(mark)
    return Asked(int(event[1]), field, query.get("name", [""])[0]) if field else None
