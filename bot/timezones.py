"""Which time zone someone means: by an IANA name, by a distance from UTC, by a town or a country in any language.

read_zone("europe/paris")     # Europe/Paris
read_zone("UTC+3")            # Etc/GMT-3, which is how IANA writes it
read_zone("Bagdad")           # Asia/Baghdad, by where the town lies
read_zone("Tripoli")          # Africa/Tripoli, and Asia/Beirut for the town in Lebanon
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from bot import arabic, arabic_names
from bot.known_names import resolver
from nlp.gazetteer.zones import zone_at, zones_of
from nlp.resolver import Candidate

_MOST = 8  # zones offered
_CLEAR, _OFFERED = 84.0, 75.0  # scores from which a slip of the finger is taken, and a neighbour offered
_LENGTH = 60  # characters of a name that are looked at
_OFFSET = re.compile(
    r"(?:utc|gmt|توقيت غرينتش|غرينتش)?\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?:[:h.]?(?P<minutes>\d{2}))?",
    re.IGNORECASE,
)
_BROKEN = {
    "+0330": "Asia/Tehran", "+0430": "Asia/Kabul", "+0530": "Asia/Kolkata", "+0545": "Asia/Kathmandu",
    "+0630": "Asia/Yangon", "+0930": "Australia/Darwin", "-0330": "America/St_Johns",
}  # fmt: skip
"""Zones that are no whole hours from UTC, and for which there is one that many mean."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A time zone (IANA), and the place that it was found by; None where its own name was typed."""

    zone: str
    place: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Zones:
    """What the words mean: the zone taken, None where one must be chosen, and others that may be meant."""

    taken: Meant | None
    others: tuple[Meant, ...] = ()


def read_zone(words: str) -> Zones:
    """Give the time zone that the words mean; the first call loads the names of the field (a second)."""
    typed = " ".join(arabic.plain(words).split())[:_LENGTH]
    if named := _named().get(typed.replace(" ", "_").lower()) or _offset(typed):
        return Zones(Meant(named))
    known = resolver()
    name = arabic_names.in_french(typed, known.actors) or typed
    found = [one for one in known.resolve(name, "place", limit=_MOST) if one.latitude is not None]
    bearers = [one for one in found if one.exact] or [one for one in found if one.score >= _OFFERED]
    if bearers and bearers[0].sort == "country" and bearers[0].country:
        return _of_country(bearers[0])
    alike = [one for one in found if not one.exact and one.score >= _CLEAR and one not in bearers]
    meant = _each_zone(_called_so_first(typed, [_of_place(one) for one in (*bearers, *alike)]))
    if not meant:
        return _by_last_part(typed)
    first = bearers[0]
    return Zones(meant[0], meant[1:]) if first.exact or first.score >= _CLEAR else Zones(None, meant)


def zone_name(name: str) -> str | None:
    """Give an IANA name as it is written, whatever the case of its letters; None for no zone."""
    return _named().get(name.lower())


def zone_of_point(latitude: float, longitude: float) -> str:
    """Give the zone of a point (WGS84 degrees)."""
    return zone_at(latitude, longitude)


@cache
def _named() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _offset(typed: str) -> str | None:
    """«UTC+3», «+03:00», «GMT-5»; IANA's own names count the other way."""
    found = _OFFSET.fullmatch(typed)
    if not found:
        return None
    sign, hours, minutes = "+" if found["sign"] == "+" else "-", int(found["hours"]), found["minutes"] or "00"
    if minutes != "00":
        return _BROKEN.get(f"{sign}{hours:02}{minutes}")
    return _named().get(f"etc/gmt{'-' if sign == '+' else '+'}{hours}")


def _of_place(one: Candidate) -> Meant:
    assert one.latitude is not None and one.longitude is not None, "only places that lie somewhere are asked for"
    return Meant(zone_at(one.latitude, one.longitude, one.country), one)


def _of_country(one: Candidate) -> Zones:
    """A country's only zone, or the choice among those of its biggest towns."""
    zones = tuple(Meant(zone, one) for zone in zones_of(one.country or ""))
    return Zones(zones[0]) if len(zones) == 1 else Zones(None, zones[:_MOST])


def _called_so_first(typed: str, meant: list[Meant]) -> list[Meant]:
    """The place that a zone is called by before its namesakes: Tripoli of «Africa/Tripoli»."""
    asked = typed.replace(" ", "_").lower()
    return sorted(meant, key=lambda one: one.zone.rpartition("/")[2].lower() != asked)


def _each_zone(meant: list[Meant]) -> tuple[Meant, ...]:
    """The first of those of one zone."""
    return tuple({one.zone: one for one in reversed(meant)}.values())[::-1]


def _by_last_part(typed: str) -> Zones:
    """«Kerguelen», «Troll»: zones that are called so, though no town is."""
    asked = typed.replace(" ", "_").lower()
    zones = tuple(Meant(name) for lower, name in sorted(_named().items()) if lower.rpartition("/")[2] == asked)
    return Zones(zones[0]) if len(zones) == 1 else Zones(None, zones[:_MOST])
