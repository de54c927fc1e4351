"""Names of several regions or countries: areas (the Kivus, Kurdistan, the Sahel), the two Congos and Koreas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.places
from bot.shown_countries import countries_sharing
from nlp.resolver import Candidate, Kind
from store.naming import region_key
from store.records import NameMatch

_IRAQI_KURDISTAN = (("IRQ", "Erbil"), ("IRQ", "As-Sulaymaniya"), ("IRQ", "Dahuk"), ("IRQ", "Halabja"))
_PARTS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "seed:kivu-cd": (("COD", "Nord-Kivu"), ("COD", "Sud-Kivu")),
    "seed:kurdistan-irakien-iq": _IRAQI_KURDISTAN,
    "seed:kurdistan": (("IRQ", "Kurdistan irakien"), *_IRAQI_KURDISTAN, ("SYR", "Hassaké")),
    "seed:sahel": (("MLI", None), ("NER", None), ("BFA", None), ("TCD", None), ("MRT", None)),
    "seed:donbass-ua": (("UKR", "Oblast de Donetsk"), ("UKR", "Oblast de Louhansk")),
    "seed:liban-sud-lb": (("LBN", "Liban-Sud"), ("LBN", "Liban du Sud"), ("LBN", "Nabatieh")),
    "seed:sinai-eg": (("EGY", "Nord-Sinaï"), ("EGY", "Sud-Sinaï")),
}
"""The parts of an area by its key in the gazetteer: country (ISO3) and region, None for the whole country."""
_BEARS = 100.0
_SCORE = 99.0  # a part is not what the name says


def area_meant(known: Sequence[Candidate]) -> Candidate | None:
    """The area that the name is first of all that of, where its parts are known here."""
    first = next((one for one in known if one.exact and one.kind == "place"), None)
    return first if first is not None and first.key in _PARTS else None


async def parts_of(session: AsyncSession, area: Candidate) -> tuple[NameMatch, ...]:
    """The regions and countries of an area of which the archive has events."""
    found = []
    for country, region in _PARTS[area.key]:
        if region is None:
            if await store.places.has_country(session, country):
                found.append(NameMatch("country", None, country, _SCORE, country, events=1))
        elif (key := region_key(country, region)) and (name := await store.places.region_name(session, key)):
            found.append(NameMatch("region", None, name, _SCORE, country, key, 1))
    return tuple(found)


def is_area(match: NameMatch, area: Candidate) -> bool:
    """Whether a match is the area itself, with events of its own."""
    if match.kind == "region":
        return bool(match.events) and match.region == region_key(area.country, area.region)
    return bool(match.events) and match.key == area.key


async def sharing(session: AsyncSession, typed: str, kind: Kind | None) -> tuple[NameMatch, ...]:
    """The countries, or as actors the states, that bear the name alike and of which the archive has events."""
    codes = countries_sharing(typed)
    if not codes:
        return ()
    if kind == "actor":
        rows = await store.actors.by_keys(session, codes)
        return tuple(replace(rows[code], score=_BEARS) for code in codes if code in rows and rows[code].events)
    there = [code for code in codes if await store.places.has_country(session, code)]
    return tuple(NameMatch("country", None, code, _BEARS, code, events=1) for code in there)


def named(area: Candidate) -> NameMatch:
    """The area as a name to show."""
    return replace(NameMatch("place", None, area.name, _SCORE, area.country), key=area.key)
