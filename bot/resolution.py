"""What a typed name means to the bot: what the archive calls so, what the field calls so, and which of them is meant.

The archive's aliases and the field's knowledge (`nlp.resolver`) are asked side by side and meet by key: «EI» is the
actor that the archive knows by «Daech», though no article has ever written «EI».
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.places
from bot import arabic_names, areas
from bot.arabic import is_arabic
from bot.known_names import resolver
from bot.shown_countries import country_also_called, country_shown_as
from nlp.generic_words import GENERIC
from nlp.likeness import likeness, spelling
from nlp.names import fold
from nlp.resolver import Candidate, Kind, Resolver, bare
from nlp.schema import Actor, ActorKind, Place
from store.naming import region_key
from store.records import EventFilter, NameMatch

NAME_WIDTH = 60  # characters of a typed name that are looked up and shown again
CLEAR_SCORE = 84.0  # a slip of the finger: taken without asking …
CLEAR_LEAD = 3.0  # … where the next best is this much worse
SURE_SCORE = 91.0  # the field's own name written otherwise: known, though the archive has nothing of it
SOUNDS_ALIKE = 90.0  # another spelling of the very name: offered beside the one who bears it
NEAREST = 4  # names offered beside the one taken, or for an unknown one
OFFERED = 65.0  # a neighbour below this is no help
_AS_LIKE = 1.5  # points of likeness between shown names that are no difference
NAMES = ("place_id", "actor_id", "country", "region")
"""The fields of a filter that names fill."""

_LETTERS = 3  # different ones in a name that is looked for among its neighbours
_EXACT, _NEARLY = 100.0, 99.0
_AREAS = ("country", "region")
_RANKS = {"country": 0, "place": 1, "region": 2, "actor": 3}
"""What is meant first by a name that several sorts of things bear: Niger the country, Bagdad the town."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed name means: the match taken, others it may mean, or, where none is, the nearest names.

    `unheard` are the places or actors of the field that clearly are meant and of which the archive has nothing;
    `area` is one that is shown only by its parts, which the others then are.
    """

    match: NameMatch | None
    others: tuple[NameMatch, ...] = ()
    unheard: tuple[Candidate, ...] = ()
    area: NameMatch | None = None

    @property
    def several(self) -> bool:
        """Whether the name is that of several, between whom the person must choose."""
        return self.match is None and any(other.exact for other in self.others)


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


def choose(typed: str, matches: Sequence[NameMatch], known: Sequence[Candidate] = ()) -> Resolution:
    """The clear winner among the candidates, else those between whom the person may choose.

    Who bears the name goes before who nearly does, and among bearers those of whom the archive has events; between
    namesakes the one whose shown name is the typed one is meant.
    """
    heard = sorted((match for match in matches if match.events), key=lambda match: _order(typed, match))
    bearers = [match for match in heard if match.exact and not _is_part(typed, match, known)]
    towns = [one for one in known if one.exact and one.kind == "place" and one.sort not in _AREAS]
    if towns and bearers and all(_is_state_by_capital(match, towns[0]) for match in bearers):
        return Resolution(None, tuple(bearers[:NEAREST]), tuple(towns[:1]))
    if bearers:
        return _among_bearers(typed, bearers, [match for match in heard if match not in bearers])
    unheard = [match for match in matches if not match.events and match.exact]
    if unheard:
        return _unheard(typed, min(unheard, key=lambda match: _by_field(typed, match, known)), heard, known)
    return _among_neighbours(typed, heard, [match for match in matches if not match.events], known)


def filter_of(match: NameMatch) -> EventFilter:
    """The filter that keeps the events of a place, an actor, a region or a country."""
    if match.kind == "country":
        return EventFilter(country=match.country)
    if match.kind == "region":
        return EventFilter(region=match.region)
    return EventFilter(actor_id=match.id) if match.kind == "actor" else EventFilter(place_id=match.id)


def joined(one: EventFilter, other: EventFilter) -> EventFilter:
    """The filter that asks for the names of both."""
    return replace(
        one,
        place_id=other.place_id or one.place_id,
        actor_id=other.actor_id or one.actor_id,
        country=other.country or one.country,
        region=other.region or one.region,
    )


def nameless(one: EventFilter, names: Iterable[str] = NAMES) -> EventFilter:
    """The filter without its names, or without some of them."""
    nothing: dict[str, Any] = dict.fromkeys(names)
    return replace(one, **nothing)


def fits(one: EventFilter, other: EventFilter) -> bool:
    """Whether one filter can ask for the names of both: a second actor, town or country has no room in it."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in NAMES)
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    both = joined(one, other)
    return both.region is None or (both.place_id is None and both.country is None)


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
        stored += [one for one in await store.places.find(session, town) if _holds_all_words(town, one)]
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


def _order(typed: str, match: NameMatch) -> tuple[float, int, float, int]:
    """Best first: score, sort of thing, shown name most like the typed one, most events."""
    return -round(match.score), _RANKS[match.kind], -_likeness(typed, match), -match.events


def _by_field(typed: str, match: NameMatch, known: Sequence[Candidate]) -> tuple[bool, int]:
    """How well the field thinks a match is meant, the best first: the state Borno before the Italian village.

    The name as it is typed, with its accents, goes before: «Tigré» is no Tigre.
    """
    otherwise = match.kind != "country" and match.name.casefold() != typed.casefold()
    for place, one in enumerate(known):
        same = one.key == match.key if match.key else one.sort == match.kind and one.country == match.country
        if same and one.kind == ("actor" if match.kind == "actor" else "place"):
            return otherwise, place
    return otherwise, len(known)


def _is_its_namesake(match: NameMatch, place: NameMatch) -> bool:
    """Whether a match is the region, or the state by its capital, of the very place: no rival, but beside it."""
    alike = fold(match.name) == fold(place.name) or round(match.score, 1) == round(place.score, 1)
    return place.kind == "place" and match.kind in ("region", "actor") and alike


def _is_part(typed: str, match: NameMatch, known: Sequence[Candidate]) -> bool:
    """Whether a place is only called so for short: «Crimée» is no name of «pont de Crimée», «Karama» of its village."""
    words, named = (set(fold(re.sub("['’]", " ", name)).split()) for name in (typed, match.name))
    bearers = [one for one in known if one.exact and one.kind == "place"]
    if match.kind != "place" or not words < named or any(one.key == match.key for one in bearers):
        return False
    return bool(bearers) or not named - words <= GENERIC


def _is_state_by_capital(match: NameMatch, town: Candidate) -> bool:
    """Whether a match is a state that is called by its capital: of «Kiev» the town is meant, unheard of as it is."""
    return match.kind == "actor" and match.key in (town.country, f"{town.country}-gov")


def _by_parts(found: Resolution, area: Candidate, parts: tuple[NameMatch, ...]) -> Resolution:
    """What an area's name means: the area where the archive has it itself, else the choice among its parts."""
    if not parts:
        return found
    if found.match is not None and areas.is_area(found.match, area):
        return replace(found, others=(*found.others, *parts))
    taken = (found.match,) if found.match is not None and found.match.events else ()
    return Resolution(None, (*parts, *taken), area=areas.named(area))


def _likeness(typed: str, match: NameMatch) -> float:
    return likeness(spelling(typed), spelling(match.name))


def _sounds_alike(typed: str, match: NameMatch) -> bool:
    """Whether a neighbour may be meant: «Aden», all whose consonants «Kadiana» has too, is not."""
    return match.score >= SOUNDS_ALIKE and (_likeness(typed, match) > 0 or fold(typed)[:1] == fold(match.name)[:1])


def _among_bearers(typed: str, bearers: list[NameMatch], neighbours: list[NameMatch]) -> Resolution:
    namesakes = [match for match in bearers if match.kind == bearers[0].kind]
    likest = max(_likeness(typed, match) for match in namesakes)
    meant = [match for match in namesakes if _likeness(typed, match) >= likest - _AS_LIKE]
    alike = [match for match in neighbours if _sounds_alike(typed, match) or _holds_all_words(typed, match)]
    if len(meant) > 1:
        return Resolution(None, (*meant, *(match for match in bearers if match not in meant))[:NEAREST])
    others = [match for match in (*bearers, *alike) if match != meant[0]]
    return Resolution(meant[0], tuple(others[:NEAREST]))


def _unheard(typed: str, bearer: NameMatch, heard: list[NameMatch], known: Sequence[Candidate]) -> Resolution:
    """Someone clearly meant of whom the archive has nothing; who sounds so, or a part of it, is offered."""
    if bearer.kind in _AREAS:
        return Resolution(bearer, tuple(match for match in heard if match.score >= SOUNDS_ALIKE)[:NEAREST])
    settled = [one for one in known if one.exact and one.kind == bearer.kind and one.sort not in _AREAS]
    worth = [one.score + likeness(spelling(typed), spelling(one.name)) for one in settled]
    meant = tuple(one for one, points in zip(settled, worth, strict=True) if points >= max(worth) - _AS_LIKE)
    near = tuple(match for match in heard if match.score >= CLEAR_SCORE or _holds_all_words(bearer.name, match))
    return Resolution(None, near[:NEAREST], meant[:NEAREST])


def _among_neighbours(
    typed: str, heard: list[NameMatch], unheard: list[NameMatch], known: Sequence[Candidate]
) -> Resolution:
    """Nobody bears the name: the one that it nearly is, where no other is nearly as near."""
    heard = sorted(heard, key=lambda match: _is_part(typed, match, known))
    likely = [
        match
        for match in heard
        if (match.score >= CLEAR_SCORE or _holds_all_words(typed, match)) and not _is_part(typed, match, known)
    ]
    farther = max((match.score for match in unheard), default=0.0)
    if likely:
        rivals = (match.score for match in heard if match != likely[0] and not _is_its_namesake(match, likely[0]))
        second = max(rivals, default=0.0)
        if likely[0] == heard[0] and heard[0].score - second >= CLEAR_LEAD and heard[0].score + CLEAR_LEAD > farther:
            return Resolution(heard[0], tuple(match for match in likely if match != heard[0])[:NEAREST])
    near = heard if len(set(fold(typed))) >= _LETTERS else ()  # «aaaaaaaa» is near nobody
    offered = tuple(match for match in near if match.score >= OFFERED)[:NEAREST]
    clear = known and known[0].score >= SURE_SCORE and known[0].sort not in _AREAS and not likely
    return Resolution(None, offered, tuple(known[:1]) if clear else ())


def _holds_all_words(typed: str, match: NameMatch) -> bool:
    """Whether the match is a longer name with all the words typed: «Baghdadi» for Abou Bakr al-Baghdadi."""
    words = set(fold(typed).split())
    return bool(words) and words <= set(fold(match.name).split())
