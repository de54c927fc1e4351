"""What narrows a list beside its name, in a few bytes for a button: `~T0aFfrw8Xp`.

An upper-case letter tells the field, what follows its value: A actor, C country, T type and mode (their places in the
vocabulary), F and U first and last day (ordinals), X status, R role, B publisher, S who says so; numbers to base 36.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.schema import MODES, EventType, Status
from store.records import MODE_FAMILIES, EventFilter, Role

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TYPES = tuple(EventType)
_FIELD = r"(?:{letter}(?P<{name}>{value}))?"
_TAIL = re.compile(
    "~"
    + "".join(
        _FIELD.format(letter=letter, name=name, value=value)
        for letter, name, value in (
            ("A", "actor", "[0-9a-z]{1,12}"),
            ("C", "country", "[A-Z]{3}"),
            ("T", "type", "[0-9a-f][0-9a-z]?"),
            ("F", "since", "[0-9a-z]{1,5}"),
            ("U", "until", "[0-9a-z]{1,5}"),
            ("X", "status", "[opd]"),
            ("R", "role", "[st]"),
            ("B", "publisher", "[0-9a-z]{1,12}"),
            ("S", "speaker", "[0-9a-z]{1,12}"),
        )
    )
)


def tail_of(wanted: EventFilter, base: str) -> str:
    """The tail for a filter whose token begins with `base`; empty where the base says it all."""
    parts = [
        f"A{in_base_36(wanted.actor_id)}" if wanted.actor_id is not None and not base.startswith("a") else "",
        f"C{wanted.country}" if wanted.country is not None and not base.startswith("c") else "",
        f"T{_kind(wanted.type, wanted.mode)}" if wanted.type is not None else "",
        f"F{in_base_36(wanted.since.toordinal())}" if wanted.since is not None else "",
        f"U{in_base_36(wanted.until.toordinal())}" if wanted.until is not None else "",
        f"X{wanted.status.value[0]}" if wanted.status is not None else "",
        f"R{wanted.role.value[0]}" if wanted.role is not None else "",
        f"B{in_base_36(wanted.publisher_id)}" if wanted.publisher_id is not None else "",
        f"S{in_base_36(wanted.speaker_id)}" if wanted.speaker_id is not None else "",
    ]
    said = "".join(parts)
    return f"~{said}" if said else ""


def with_tail(base: EventFilter, tail: str) -> EventFilter:
    """The filter of a base and its tail; ValueError for what `tail_of` does not write."""
    if not tail:
        return base
    found = _TAIL.fullmatch(tail)
    if not found or tail == "~":
        raise ValueError(f"no filter: {tail!r}")
    said = found.groupdict()
    kind, mode = _read_kind(said["type"]) if said["type"] else (None, None)
    return replace(
        base,
        actor_id=int(said["actor"], 36) if said["actor"] else base.actor_id,
        country=said["country"] or base.country,
        type=kind,
        mode=mode,
        since=date.fromordinal(int(said["since"], 36)) if said["since"] else None,
        until=date.fromordinal(int(said["until"], 36)) if said["until"] else None,
        status=next((one for one in Status if one.value[0] == said["status"]), None),
        role=next((one for one in Role if one.value[0] == said["role"]), None),
        publisher_id=int(said["publisher"], 36) if said["publisher"] else None,
        speaker_id=int(said["speaker"], 36) if said["speaker"] else None,
    )


def in_base_36(number: int) -> str:
    """A number that is not negative to base 36, as `int(text, 36)` reads it."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _kind(type: EventType, mode: str | None) -> str:
    letter = _DIGITS[_TYPES.index(type)]
    modes = _modes(type)
    return letter + (_DIGITS[modes.index(mode)] if mode in modes else "")


def _read_kind(text: str) -> tuple[EventType, str | None]:
    kind = _TYPES[int(text[0], 16)]
    if len(text) == 1:
        return kind, None
    place, modes = int(text[1], 36), _modes(kind)
    if place >= len(modes):
        raise ValueError(f"no mode: {text!r}")
    return kind, modes[place]


def _modes(type: EventType) -> tuple[str, ...]:
    """The modes of a type, its families behind them: a button of before these keeps its meaning."""
    return (*MODES[type], *MODE_FAMILIES.get(type, ()))
