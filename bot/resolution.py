"""What a typed name means to the bot: what the archive calls so, what the field calls so, and which of them is meant.

The archive's aliases and the field's knowledge (`nlp.resolver`) are asked side by side and meet by key: «EI» is the
actor that the archive knows by «Daech», though no article has ever written «EI».
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.places
from bot import arabic_names, areas
from bot.arabic import is_arabic
from bot.known_names import resolver
from bot.name_filters import NAMES, filter_of, fits, joined, nameless
from bot.resolution_choice import NEAREST, Resolution, choose, holds_all_words
from bot.shown_countries import country_also_called, country_shown_as
from nlp.resolver import Candidate, Kind, Resolver, bare
from nlp.schema import Actor, ActorKind, Place
from store.naming import region_key
from store.records import NameMatch

__all__ = [
    "NAMES",
    "NAME_WIDTH",
    "Resolution",
    "choose",
    "enter",
    "filter_of",
    "find_actor",
    "fits",
    "joined",
    "nameless",
    "region_name",
    "resolve",
]
"""What others need of names, in one place: how they are found, chosen and made filters of."""

NAME_WIDTH = 60  # characters of a typed name that are looked up and shown again
_EXACT, _NEARLY = 100.0, 99.0
_AREAS = ("country", "region")


async def resolve(session: AsyncSession, name: str, kind: Kind | None = None) -> Resolution:
    """What the name means, of places and actors or of one kind alone."""
    if alike := await areas.sharing(session, bare(name), kind):
        return Resolution(None, alike) if len(alike) > 1 else Resolution(alike[0])
    typed, known = await asyncio.to_thread(_known, bare(name)[:NAME_WIDTH], kind)
    found = choose(typed, await _candidates(session, typed, known, kind), known)
    area = areas.area_meant(known)
    return found if area is None else _by_parts(found, area, await areas.parts_of(session, area))


async def find_actor(session: AsyncSession, name: str) -> Resolution:
    """What the name means among the actors alone."""
    return await resolve(session, name, "actor")


async def region_name(session: AsyncSession, region: str) -> str | None:
    """What a region is called, by its key: in the archive, else by the field; None where no list knows it."""
    if name := await store.places.region_name(session, region):
        return name
    country, _, said = region.partition("/")
    return await asyncio.to_thread(_known_region, country, said)


def _known_region(country: str, said: str) -> str | None:
    bearers = resolver().resolve(said, "place", limit=2 * NEAREST)
    of_country = (one for one in bearers if one.sort == "region" and one.country == country)
    return next((one.name for one in of_country if region_key(country, one.region) == f"{country}/{said}"), None)


async def enter(session: AsyncSession, candidate: Candidate) -> NameMatch:
    """Enter a place or an actor into the archive that has nothing of it yet, so that one may wait for it."""
    if candidate.kind == "actor":
        actor = Actor(candidate.name, key=candidate.key, kind=ActorKind(candidate.sort), country=candidate.country)
        return await store.actors.enter(session, actor)
    place = Place(
        candidate.name,
        key=candidate.key,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        country=candidate.country,
        admin1=candidate.region,
    )
    return await store.places.enter(session, place)


def _known(typed: str, kind: Kind | None) -> tuple[str, tuple[Candidate, ...]]:
    """The name as the lists and the archive write it, and the field's candidates for it."""
    known = resolver()
    typed = country_also_called(typed) or arabic_names.in_french(typed, known.actors) or typed
    found = known.resolve(typed, kind, limit=2 * NEAREST)
    sure = any(one.exact for one in found) and not is_arabic(typed)  # its towns are compared by their consonants
    if kind != "actor" and not sure and (country := country_shown_as(typed)):
        return country, known.resolve(country, kind, limit=2 * NEAREST)
    if kind != "actor" and is_arabic(typed):
        found = (*found, *_regions_of(found, known))
    return typed, found


def _regions_of(found: tuple[Candidate, ...], known: Resolver) -> tuple[Candidate, ...]:
    """The region that bears a town's name in French, which the lists of Arabic may not have: «غزة» is the Strip too."""
    towns = [one for one in found if one.exact and one.kind == "place" and one.sort not in _AREAS][:1]
    keys = {one.key for one in found}
    namesakes = (one for town in towns for one in known.resolve(town.name, "place", limit=NEAREST))
    wanted = ((one, towns[0].country) for one in namesakes if one.sort == "region" and one.key not in keys)
    return tuple(one for one, country in wanted if one.exact and one.country == country)


async def _candidates(
    session: AsyncSession, typed: str, known: Iterable[Candidate], kind: Kind | None
) -> list[NameMatch]:
    """What the archive calls so or nearly so, and what the field does, each once."""
    found: dict[tuple[str, str], NameMatch] = {}
    for match in await _of_field(session, list(known)):
        found.setdefault(_identity(match), match)
    near = not any(match.exact and match.events for match in found.values())
    stored = [] if kind == "actor" else await store.places.find(session, typed, near=near)
    stored += [] if kind == "place" else await store.actors.find(session, typed, near=near)
    town = next((one.name for one in found.values() if one.kind == "place" and one.exact and near), None)
    if town is not None:  # of Mossoul nothing, but perhaps of «vieille ville de Mossoul»
        stored += [one for one in await store.places.find(session, town) if holds_all_words(town, one)]
    divisions = {match.key for match in found.values() if match.kind == "region"}
    for match in stored:
        if match.kind == "place" and match.key in divisions:
            continue
        other = found.get(_identity(match))
        found[_identity(match)] = replace(match, score=max(match.score, other.score)) if other else match
    return list(found.values())


async def _of_field(session: AsyncSession, known: list[Candidate]) -> list[NameMatch]:
    """The field's candidates as the archive has them; those of which it has nothing without a number."""
    rows = await store.places.by_keys(session, [one.key for one in known if one.kind == "place"])
    rows |= await store.actors.by_keys(session, [one.key for one in known if one.kind == "actor"])
    matches = []
    for one in known:
        score = _EXACT if one.exact else min(one.score, _NEARLY)
        if one.sort in _AREAS and one.kind == "place":
            matches.append(await _area(session, one, score))
        elif one.key in rows:
            matches.append(replace(rows[one.key], score=score))
        else:
            matches.append(NameMatch(one.kind, None, one.name, score, one.country, key=one.key))
    return matches


async def _area(session: AsyncSession, one: Candidate, score: float) -> NameMatch:
    """A country or a region: the events of all its places."""
    if one.sort == "country":
        heard = await store.places.has_country(session, one.country or "")
        return NameMatch("country", None, one.name, score, one.country, events=int(heard))
    region = region_key(one.country, one.region)
    heard = region is not None and await store.places.region_name(session, region) is not None
    return NameMatch("region", None, one.name, score, one.country, region, int(heard), one.key)


def _identity(match: NameMatch) -> tuple[str, str]:
    if match.kind in _AREAS:
        return match.kind, match.region or match.country or ""
    return match.kind, f"#{match.id}" if match.id is not None else match.key or match.name


def _by_parts(found: Resolution, area: Candidate, parts: tuple[NameMatch, ...]) -> Resolution:
    """What an area's name means: the area where the archive has it itself, else the choice among its parts."""
    if not parts:
        return found
    if found.match is not None and areas.is_area(found.match, area):
        return replace(found, others=(*found.others, *parts))
    taken = (found.match,) if found.match is not None and found.match.events else ()
    return Resolution(None, (*parts, *taken), area=areas.named(area))
