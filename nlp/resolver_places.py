"""Places by the name that someone typed: the gazetteer's rows by name, by consonants, by slips, famous ones first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from nlp.gazetteer.lookup import distance_km
from nlp.gazetteer.table import PlaceRow, PlaceTable
from nlp.likeness import SAME_LETTERS, SAME_SOUNDS, Spelling, likeness, one_consonant_off, spelling, spelling_of_key
from nlp.names import fold

Found = tuple[PlaceRow, float, bool]
"""A place, its score, and whether the typed name is one of its names."""

_TOWN, _CITY, _METROPOLIS = 1_000, 15_000, 200_000
"""Inhabitants from which a place is offered for another spelling of its name, for a slip in it, and for both anywhere
in the world."""

_OBSCURITY = 12.0  # taken from the score of a place of which nobody has heard, and in part from the less known
_FAMOUS = 6.0  # a million people, as a power of ten
_SEEDED = 1.5  # what being on the seed list of the press is worth, as a power of ten
_BROAD = {"region": -0.6, "county": -2.0, "neighbourhood": -1.0}  # beside the town of the same name
_SAME_KM = {"county": 100.0, "region": 0.0}
_NAMESAKES = 3.0  # km; two rows of one name so near are one place
_SURE = 88.0  # the score from which a search of slips and of villages is needless
_HOPEFUL = 42.0  # per cent of letters alike («kairouan» and «qayrawan»: 50)
_VILLAGES = 500  # looked at, of those with the same consonants
_FAR = 2.0  # taken from a place outside the field's own lists that only resembles the name
_FOREIGN, _OTHER_NAME = 92.0, 98.0  # of a name that a place has in some far language, or that is not the one shown
_SEED_SOUNDS = 98.0  # of the sounds of a name on the field's own list
_ALIKE = 91.0  # asked of a place outside the field's own lists
_DIVISION_UNASKED, _NOT_DIVISION = 1.0, 8.0
_HEBREW = re.compile(r"[\u0590-\u05ff]")

_DIVISION = (
    "province|gouvernorat|région|region|wilaya|oblast|département|departement|état|etat|district|governorate|state|"
    "county|préfecture|muhafazah|mouhafazat"
)
_SETTLEMENT = "ville|village|localité|localite|commune|cité|camp|quartier|city|town|pays|country"
_HEAD = re.compile(
    rf"(?:l[ae]s? |l['’]|the )?(?:(?P<broad>{_DIVISION})|(?:{_SETTLEMENT}))s? "
    r"(?:de la |de l['’]|du |des |de |d['’]|of )?",
    re.IGNORECASE,
)
_TAIL = re.compile(rf" (?:(?P<broad>{_DIVISION})|city|town|village)$", re.IGNORECASE)


class PlaceNames:
    """Finds the gazetteer's places for a typed name."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table

    def find(self, name: str) -> list[Found]:
        """Give the places that the name may mean with their scores, best first, each place once."""
        found = self._named(name, broad=False)
        if not any(exact for _, _, exact in found):
            bare, broad = _without_head(name)
            if bare != name:
                found = [*found, *self._named(bare, broad=broad)]
        return _distinct(found)

    def has_region(self, name: str) -> bool:
        """Whether a first-level region bears the name."""
        return any(self._table.row(number).kind == "region" for number in self._table.find(name))

    def _named(self, name: str, *, broad: bool) -> list[Found]:
        typed = spelling(name)
        if not typed.letters:
            return []
        rows = set(self._table.find(name))
        found = [self._bearer(number, typed) for number in rows]
        for further, search in enumerate((self._towns, self._slips, self._villages)):
            # Who bears the name, or sounds like it, makes slips and unheard-of villages needless.
            if further and any(self._score(*one) >= _SURE for one in found):
                break
            fresh = [number for number in search(typed) if number not in rows]
            rows.update(fresh)
            found += [(number, score, False) for number, score in self._scored(typed, fresh)]
        return [
            (row, self._score(number, score, exact) - _against(row, broad), exact)
            for number, score, exact in found
            for row in (self._table.row(number),)
        ]

    def _towns(self, typed: Spelling) -> list[int]:
        return self._table.find_consonants([typed.consonants], self._heard_of) if typed.consonants else []

    def _slips(self, typed: Spelling) -> list[int]:
        """Known places a slip away: by consonants one off, and by their shown names for longer ones."""
        if not typed.slips:
            return []
        near = self._table.find_consonants(one_consonant_off(typed.consonants), self._known)
        alike: list[tuple[float, int]] = []
        for length in range(len(typed.letters) - typed.slips, len(typed.letters) + typed.slips + 1):
            names, rows = self._shown.get(length, ((), ()))
            found = process.extract(typed.letters, names, scorer=OSA.distance, score_cutoff=typed.slips, limit=20)
            alike += [(slips, rows[index]) for _, slips, index in found]
        return [*near, *(row for _, row in sorted(alike)[:20])]

    def _villages(self, typed: Spelling) -> list[int]:
        """Places that nobody has heard of, for a name that no other place has."""
        return self._table.find_consonants([typed.consonants], ~self._heard_of)[:_VILLAGES]

    def _scored(self, typed: Spelling, rows: Iterable[int]) -> Iterator[tuple[int, float]]:
        for number in rows:
            names = [name for name in self._table.folded_names(number) if _comparable(typed, name)]
            score = max((likeness(typed, spelling_of_key(name)) for name in names), default=0.0)
            key = self._table.row(number).key
            if key.startswith("seed:") and score >= SAME_SOUNDS:
                yield number, max(score, _SEED_SOUNDS)
            # A name of few letters meets everything among the many spellings of the world's villages.
            elif score >= self._asked(number, key, typed):
                yield number, score

    def _asked(self, number: int, key: str, typed: Spelling) -> float:
        if not self._heard_of[number]:
            return SAME_SOUNDS
        return _ALIKE if key.startswith("geonames:") and typed.vowelled and not self._famous[number] else 1.0

    def _bearer(self, number: int, typed: Spelling) -> tuple[int, float, bool]:
        """A row that has the very name; one of GeoNames' names from any language counts as another spelling only."""
        row = self._table.row(number)
        shown = likeness(typed, spelling(row.name))
        far = row.key.startswith("geonames:")
        if _HEBREW.search(typed.written) or (far and not shown):
            return number, _FOREIGN, False
        return number, _OTHER_NAME if far and shown < SAME_LETTERS else 100.0, True

    def _score(self, number: int, likeness: float, exact: bool) -> float:
        if not exact and self._table.row(number).key.startswith("geonames:"):
            likeness -= _FAR
        return likeness - _OBSCURITY * (1.0 - min(1.0, self._fame(number) / _FAMOUS))

    def _fame(self, number: int) -> float:
        """The power of ten of how many people a place concerns, a seed place more, a part of a country less."""
        row = self._table.row(number)
        fame = math.log10(row.population + 1) + (_SEEDED if row.key.startswith("seed:") else 0.0)
        return max(0.0, fame + _BROAD.get(row.kind, 0.0))

    @cached_property
    def _heard_of(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self._table.prominent(_TOWN)

    @cached_property
    def _known(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self._table.prominent(_CITY)

    @cached_property
    def _famous(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self._table.prominent(_METROPOLIS)

    @cached_property
    def _shown(self) -> dict[int, tuple[list[str], list[int]]]:
        """The letters of the shown names of known places, and their rows, by how many letters they are."""
        found: dict[int, tuple[list[str], list[int]]] = {}
        for number in map(int, np.flatnonzero(self._known)):
            letters = fold(self._table.row(number).name).replace(" ", "")
            names, rows = found.setdefault(len(letters), ([], []))
            names.append(letters)
            rows.append(number)
        return found


def _comparable(typed: Spelling, folded: str) -> bool:
    """Whether a closer look is worth its time: most of a town's names are those of far languages."""
    return not typed.vowelled or fuzz.ratio(typed.folded, folded) >= _HOPEFUL


def _without_head(name: str) -> tuple[str, bool]:
    """The name without «ville de» or «governorate», and whether these words ask for a division of a country."""
    for pattern in (_HEAD, _TAIL):
        match = pattern.match(name.strip()) if pattern is _HEAD else pattern.search(name.strip())
        if match:
            bare = (name.strip()[: match.start()] + name.strip()[match.end() :]).strip()
            if bare:
                return bare, bool(match.group("broad"))
    return name, False


def _against(row: PlaceRow, broad: bool) -> float:
    """What speaks against a place: it is a division where the town may be meant, or none where one is asked for."""
    if not broad:
        return _DIVISION_UNASKED if row.kind == "region" else 0.0
    return {"region": 0.0, "county": _NOT_DIVISION / 2}.get(row.kind, _NOT_DIVISION)


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Each place once, the best known row of it: a district is its town, a village written twice is one."""
    kept: list[Found] = []
    for entry in sorted(found, key=lambda entry: (-entry[1], -entry[0].population)):
        if not any(_is_same(entry[0], other) for other, _, _ in kept):
            kept.append(entry)
    return kept


def _is_same(one: PlaceRow, other: PlaceRow) -> bool:
    if one.key == other.key:
        return True
    near = max(_SAME_KM.get(row.kind, _NAMESAKES) for row in (one, other))
    if one.iso3 != other.iso3 or "region" in (one.kind, other.kind) or "country" in (one.kind, other.kind):
        return False
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude)) < near
