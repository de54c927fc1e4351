"""How two tellings agree, slot by slot: places, actors, tolls, modes, the site in the town. All pure.

Each function compares one slot of two events and says how they stand to each other; what that is worth as evidence of
one happening stands in `store.corroboration`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from nlp.names import fold
from nlp.schema import Actor, ActorKind, Count, Event, Place
from store.entries import identity_of
from store.naming import is_generic
from store.towns import with_towns

BROAD_KM = 40.0
"""A place of this radius is no town any more; «au nord de» a town has 25 km, a district 30, a region 60."""

SMALL_KM = 6.0
"""A place of this radius is a village or a small town, which is seldom in the news twice a day; a city is larger."""

_EARTH_KM = 6371.0


class Where(Enum):
    """How the places of two events stand to each other, nearest first."""

    VILLAGE = "the same village, or the same place that no list knows"
    TOWN = "the same town, or a part of it and the town"
    NEAR = "about the same town: «entre Gao et Ansongo» and Ansongo, a hotel that no list knows and the town around it"
    WIDE = "the same region or country, or nothing that tells"
    UNSURE = "each a place of its own, and no list tells whether they are near to each other"
    APART = "each a town or a village, or a country, and none in common"


class Who(Enum):
    """How the actors of one role in two events stand to each other."""

    SAME = "someone known by name is in both"
    ALLIED = "both are of one state: «Damas», «l'armée syrienne»"
    ALIKE = "only a word is in both, or such as mean the same: «civils», «habitants»"
    OPEN = "one of the two does not tell"
    OTHERWISE = "fighters in the one, civilians in the other"
    OTHERS = "both name someone, and none is in both"


def compare_places(one: Sequence[Place], other: Sequence[Place]) -> Where:
    """Whether the two happened at one place, as exactly as both tell it."""
    here, there = with_towns(one), with_towns(other)
    if _in_two_parts(one, other):
        return Where.APART
    common = {identity_of(place) for place in here} & {identity_of(place) for place in there}
    shared = [[place for place in places if identity_of(place) in common] for places in (here, there)]
    if all(any(is_village(place) for place in places) for places in shared):
        return Where.VILLAGE
    if all(any(_is_narrow(place) for place in places) for places in shared):
        return Where.TOWN
    if any(_is_narrow(place) for places in shared for place in places):
        return Where.NEAR
    return _apart_or_near(here, there)


def _apart_or_near(here: Sequence[Place], there: Sequence[Place]) -> Where:
    """How places stand to each other of which no town is in both."""
    countries = [{place.country for place in places if place.country} for places in (here, there)]
    if all(countries) and not countries[0] & countries[1]:
        return Where.APART
    narrow = [[place for place in places if _is_narrow(place)] for places in (here, there)]
    unlisted = any(_is_unlisted(place) for place in (*here, *there))
    if all(narrow):
        if _may_touch(*narrow):
            return Where.NEAR if unlisted else Where.WIDE
        return Where.UNSURE if unlisted and not all(map(_have_degrees, narrow)) else Where.APART
    own = [any(_is_narrow(place) or _is_unlisted(place) for place in places) for places in (here, there)]
    return Where.UNSURE if all(own) else Where.WIDE


def _have_degrees(places: Iterable[Place]) -> bool:
    return any(place.latitude is not None for place in places)


def _is_unlisted(place: Place) -> bool:
    """A place by a name of its own that no list knows: «hôtel Radisson Blu»; «la capitale» may be any."""
    return place.key is None and not is_generic(place.name) and any(word[:1].isupper() for word in place.name.split())


def _in_two_parts(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether each tells a quarter of the town, and another one: Karrada and Doura are two places of Baghdad."""
    parts = [
        {identity_of(place) for place in places if _is_narrow(place) and not _holds(place, places)}
        for places in (one, other)
    ]
    quarters = [any(place.town is not None for place in places) for places in (one, other)]
    return all(quarters) and not parts[0] & parts[1]


def _holds(place: Place, places: Iterable[Place]) -> bool:
    return any(part.town is not None and identity_of(part.town) == identity_of(place) for part in places)


def _is_narrow(place: Place) -> bool:
    return place.uncertainty_km is not None and place.uncertainty_km < BROAD_KM


def is_village(place: Place) -> bool:
    """A small place of the lists, or one that they lack, by a name of its own (its radius is the reader's guess).

    Who's On First tells of no town how large it is: its Baghdad has 4 km too.
    """
    if place.key is None:
        return _is_unlisted(place)
    return not place.key.startswith("wof:") and place.uncertainty_km is not None and place.uncertainty_km <= SMALL_KM


def _may_touch(one: Iterable[Place], other: Sequence[Place]) -> bool:
    return any(_apart_km(here, there) <= _reach(here) + _reach(there) for here in one for there in other)


def _reach(place: Place) -> float:
    return place.uncertainty_km or 0.0


def _apart_km(one: Place, other: Place) -> float:
    """The distance over the ground; infinite where one has no degrees."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    return 2 * _EARTH_KM * asin(sqrt(sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2))


def compare_actors(one: Sequence[Actor], other: Sequence[Actor]) -> Who:
    """Whether those who do it, or those who suffer it, are the same in two events."""
    here, there = ({identity_of(actor): actor for actor in actors} for actors in (one, other))
    known = [{key: actor for key, actor in actors.items() if names_one(actor)} for actors in (here, there)]
    if known[0].keys() & known[1].keys():
        return Who.SAME
    if _states(known[0].values()) & _states(known[1].values()):
        return Who.ALLIED
    if known[0] and known[1]:
        return Who.OPEN if _may_speak_for(*known) else Who.OTHERS
    fight = [{_fights(actor) for actor in actors.values()} for actors in (here, there)]
    if fight in ([{True}, {False}], [{False}, {True}]):
        return Who.OTHERWISE
    return Who.ALIKE if here.keys() & there.keys() or fight in ([{True}] * 2, [{False}] * 2) else Who.OPEN


def names_one(actor: Actor) -> bool:
    """Whether the name tells one from others: not «civils», «hommes armés», «Palestiniens» without a capital."""
    return actor.key is not None or not (is_generic(actor.name) or actor.name[:1].islower())


OF_STATE = frozenset((ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE))
"""Kinds of actors that act for a state: outlets write «Ankara», «la Turquie» and «l'armée turque» of one deed."""


def _states(actors: Iterable[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country and actor.kind in OF_STATE}


def _may_speak_for(one: Mapping[str, Actor], other: Mapping[str, Actor]) -> bool:
    """Whether one names a person and the other that person's country, of which he may be the head: Petro, Bogota."""
    return any(
        here.country is not None
        and here.country == there.country
        and ActorKind.PERSON in (here.kind, there.kind)
        and (here.kind in OF_STATE or there.kind in OF_STATE)
        for here in one.values()
        for there in other.values()
    )


_FIGHTERS = re.compile(
    r"\b(?:soldats?|militaires?|policiers?|gendarmes?|combattants?|jihadistes?|djihadistes?|terroristes?|rebelles?|"
    r"miliciens?|insurges?|recrues?|assaillants?|armee|forces?|casques bleus)\b"
)
_CIVILIANS = re.compile(
    r"\b(?:civils?|civiles?|habitante?s?|villageois|enfants?|femmes?|eleves|ecoliers?|ecolieres|lyceennes|etudiants?|"
    r"fideles|citoyens?|migrants|touristes|journalistes?|manifestants?|deplaces|familles?|passants)\b"
)


def _fights(actor: Actor) -> bool | None:
    """Whether it is one of those who fight; None where the name does not tell («personnes»)."""
    if actor.kind in (ActorKind.MILITARY, ActorKind.POLICE, ActorKind.ARMED_GROUP):
        return True
    name = fold(actor.name)
    fighter, civilian = _FIGHTERS.search(name) is not None, _CIVILIANS.search(name) is not None
    return fighter if fighter != civilian else None


def ratio_of(one: Count | None, other: Count | None) -> float | None:
    """How many times the smaller count the larger is; None where one is not told, infinite beside none."""
    if one is None or other is None:
        return None
    low, high = sorted((one.value, other.value))
    return high / low if low else (1.0 if high == 0 else float("inf"))


_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset(("aerial", "drone", "heavy-weapons")),
    frozenset(("explosives", "suicide-attack")),
    frozenset(("firearms", "primitive", "targeted", "beat")),
)
"""Modes of an attack of which outlets write one for the other: shells and bombs («bombardement»), a bomb and one with
a bearer, guns and knives («massacre»)."""


def are_akin(one: str, other: str) -> bool:
    """Whether two different modes are of one family."""
    return any(one in family and other in family for family in _FAMILIES)


_SITES: Mapping[str, str] = {
    "mosque": r"mosquees?|fideles|priere",
    "church": r"eglises?|cathedrale|messe|coptes?|monastere",
    "market": r"marches?|bazar|souk",
    "school": r"ecoles?|lycee|lyceennes|eleves|ecoliers|universite|etudiants|institut",
    "hospital": r"hopital|hopitaux|maternite|clinique|urgences",
    "hotel": r"hotels?",
    "restaurant": r"restaurant|cafe",
    "airport": r"aeroports?",
    "prison": r"prison|penitencier|detenus",
    "bank": r"banque",
    "embassy": r"ambassade|consulat",
    "camp of displaced": r"deplaces|refugies",
    "station": r"gare",
    "port": r"port",
    "bridge": r"pont",
    "bus": r"bus|autocar|autobus|minibus",
    "wedding": r"mariage|noces",
    "funeral": r"funerailles|obseques|condoleances|enterrement",
    "recruits": r"recrues|recrutement",
    "museum": r"musee",
    "police station": r"commissariat|poste de police",
}
_SITE_PATTERNS = {site: re.compile(rf"\b(?:{words})\b") for site, words in _SITES.items()}


def sites_of(event: Event) -> frozenset[str]:
    """The sites within a town that the event's sentence and places name: a market, a mosque, a hotel."""
    return _sites_in(event.sentence.text, *(place.name for place in event.places))


@lru_cache(maxsize=2_000)
def _sites_in(*texts: str) -> frozenset[str]:
    """Kept, for an event is compared with many."""
    told = fold(" ".join(texts))
    return frozenset(site for site, pattern in _SITE_PATTERNS.items() if pattern.search(told))
