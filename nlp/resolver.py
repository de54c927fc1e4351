"""Which places and actors a name means that someone typed, by what the field knows, whatever an archive holds.

    resolver = Resolver.load()
    resolver.resolve("Qairawan")                 # Qayrawan (IRQ), then Kairouan (TUN)
    resolver.resolve("PMF", kind="actor")        # Hachd al-Chaabi

No article stands round such a name: `Gazetteer.resolve` reads names in articles, this offers every bearer, best first.
Exact names come before other spellings, other spellings before slips of the finger; near names are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from nlp.actors import ActorList
from nlp.gazetteer import display
from nlp.gazetteer.countries import read_table
from nlp.gazetteer.lookup import Gazetteer
from nlp.gazetteer.regions import Regions
from nlp.gazetteer.table import PlaceRow, PlaceTable
from nlp.generic_words import GENERIC
from nlp.likeness import likeness, spelling
from nlp.names import fold
from nlp.resolver_actors import ActorNames
from nlp.resolver_places import PlaceNames

Kind = Literal["place", "actor"]

_SCRIPTS = Path(__file__).with_name("gazetteer") / "scripts.tsv"
NAME_LENGTH = 120  # characters of a typed name that are looked at
_SPREAD = 12.0
"""How far behind the best a candidate may be to be offered."""

_EXACT_SPREAD = 4.5
"""The same where the best is exactly a name: homonyms and other spellings of it, no neighbours (Niger, not Nigeria)."""

_FEWEST_LETTERS = 2
_LOOKED_AT = 12  # of the places that a name may mean, the best
_FAMOUS = 99.0
"""What a bearer must score to be meant by a word that means a kind of thing («ville», «front»)."""

_OTHER_ENDING = 3.0  # taken from an Arabic name that only sounds like the typed one: «السويد» for «السويداء»
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_MARKS = re.compile(r"[\u0640\u064b-\u0652]|\bال")
_ONE_LETTER = str.maketrans("أإآىة", "ااايه")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_QUOTES = str.maketrans("", "", '«»“”„"')
_PARTS = re.compile(r"(?P<name>[^(),]*[^(),\s])\s*(?:,\s*(?P<after>[^(),]+)|\(\s*(?P<inside>[^()]+?)\s*\))\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place or an actor that a typed name may mean.

    `key` is its identity over the archive, `sort` the place's kind («locality», «region», «country», …) or the
    actor's, `country` ISO 3166-1 alpha-3, degrees WGS84. `score` runs from 0 to 100; `exact` says that the typed name
    is one of its names.
    """

    kind: Kind
    key: str
    name: str
    score: float
    exact: bool
    sort: str
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Resolver:
    """Names of the field's places and actors, whatever an archive holds. `load()` makes one; 100 MB and a second."""

    def __init__(self, places: PlaceTable, actors: ActorList) -> None:
        self.places, self.actors = Gazetteer(places), actors
        """What it knows, for those who look names up otherwise: loaded once for all."""
        self._places = PlaceNames(places)
        self._regions = Regions(places)
        self._actors = ActorNames(actors)
        self._countries = actors
        self._synonyms = _synonyms()
        self._found = lru_cache(maxsize=4_096)(self._resolve)

    @classmethod
    def load(cls) -> Resolver:
        """Read the shipped tables; keep the result."""
        return cls(PlaceTable.load(), ActorList.load())

    @classmethod
    def of(cls, gazetteer: Gazetteer, actors: ActorList) -> Resolver:
        """Share the tables that a reader holds already."""
        return cls(gazetteer.table, actors)

    def resolve(self, name: str, kind: Kind | None = None, *, limit: int = 5) -> tuple[Candidate, ...]:
        """Give what the name may mean, best first; nothing where no name comes near enough.

        A country behind the name narrows the choice: «Tripoli (Liban)», «Qayrawan, Irak».
        """
        return self._found(bare(name), kind)[:limit]

    def _resolve(self, name: str, kind: Kind | None) -> tuple[Candidate, ...]:
        if sum(letter.isalnum() for letter in name) < _FEWEST_LETTERS:
            return ()
        found = self._candidates(name, kind)
        if all(word in GENERIC for word in fold(name).split()):
            return _best(name, [one for one in found if one.exact and one.score >= _FAMOUS])
        found = self._as_it_is_written(name, found)
        if not any(candidate.exact for candidate in found):
            narrowed = (self._within(bare, where, kind) for bare, where in _parts(name))
            found = next((narrow for narrow in narrowed if narrow), found)
        return _best(name, found)

    def _as_it_is_written(self, name: str, found: list[Candidate]) -> list[Candidate]:
        """Put behind others who bear an Arabic name that is not the typed one: keys keep no long vowel, no hamza."""
        if not _ARABIC.search(name):
            return found
        typed = _letters(name)
        written = {one.key: self._arabic.of(one.key) for one in found}
        same = {key for key, shown in written.items() if shown is not None and _letters(shown.arabic) == typed}
        if not same:
            return found
        countries = {f"country:{one.key}" for one in found if one.kind == "actor"} & same
        return [
            one
            if one.key in same or f"country:{one.key}" in countries
            else replace(one, score=one.score - _OTHER_ENDING, exact=False)
            for one in found
        ]

    @cached_property
    def _arabic(self) -> display.PlaceNames:
        return display.PlaceNames.load()

    def _within(self, name: str, where: str, kind: Kind | None) -> list[Candidate]:
        """Candidates for the name that lie in the country or region named behind it."""
        named = where[:1].upper() + where[1:]
        iso3 = self._countries.find_country(named) or self._countries.find_country_adjective(where)
        if not iso3 and not self._places.has_region(where):
            return []
        return [
            candidate
            for candidate in self._candidates(name, kind)
            if (candidate.country == iso3 if iso3 else candidate.region and fold(candidate.region) == fold(where))
        ]

    def _candidates(self, name: str, kind: Kind | None) -> list[Candidate]:
        meant = self._synonyms.get(_as_written(name))
        if meant and (kind is None or meant[0] in (None, kind)):
            kind, name = meant[0] or kind, meant[1]
        places = [] if kind == "actor" else self._places.find(name)[:_LOOKED_AT]
        actors = [] if kind == "place" else self._actors.find(name)
        return [self._place(*found) for found in places] + [
            Candidate("actor", who.key, who.fr, score, exact, who.kind.value, who.country)
            for who, score, exact in actors
        ]

    def _place(self, row: PlaceRow, score: float, exact: bool) -> Candidate:
        region, country = self._regions.of(row), row.iso3 or None
        degrees = row.latitude, row.longitude
        return Candidate("place", row.key, row.name, score, exact, row.kind, country, region, *degrees)


def _letters(arabic: str) -> str:
    """The letters of an Arabic name without its article, vowel signs and the forms of one letter."""
    return _MARKS.sub("", arabic).translate(_ONE_LETTER).replace(" ", "")


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Ways to take a name and where it lies apart: «Tripoli (Liban)», «Tripoli, Liban», «Tripoli Liban»."""
    parts = _PARTS.fullmatch(name.strip())
    if parts:
        yield parts.group("name"), parts.group("after") or parts.group("inside")
    words = name.split()
    for count in (1, 2):
        if len(words) > count:
            yield " ".join(words[:-count]), " ".join(words[-count:])


def _best(name: str, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates worth offering; of equals the one whose shown name is most like the typed one goes first."""
    typed = spelling(name)
    ranked = sorted(found, key=lambda one: (-round(one.score, 1), -likeness(typed, spelling(one.name))))
    if not ranked:
        return ()
    spread = _EXACT_SPREAD if ranked[0].exact else _SPREAD
    kept = [one for one in ranked if one.score >= ranked[0].score - spread]
    return tuple(replace(one, score=round(one.score, 1)) for one in kept)


def bare(name: str) -> str:
    """The name without tags of HTML and quotation marks, and not longer than any name is."""
    return " ".join(_TAG.sub(" ", name[:NAME_LENGTH]).translate(_QUOTES).split())


def _synonyms() -> dict[str, tuple[Kind | None, str]]:
    """Names in Hebrew and Cyrillic letters, which the tables of places and actors leave out, with what they mean."""
    meant: dict[str, tuple[Kind | None, str]] = {}
    kinds: dict[str, Kind | None] = {"place": "place", "actor": "actor", "": None}
    for row in read_table(_SCRIPTS):
        kind = kinds[row["kind"]]
        meant |= {_as_written(name): (kind, row["fr"]) for name in row["names"].split("|")}
    return meant


def _as_written(name: str) -> str:
    return " ".join(name.casefold().replace("״", "").replace('"', "").replace("׳", "'").split())
