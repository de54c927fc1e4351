"""Which place a name means: the best known one, unless the article's other places and countries say otherwise."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from nlp.gazetteer.homonyms import (
    HERE,
    HOMONYM_LIMIT,
    NEAR_KM,
    distance_km,
    fit,
    is_known_row,
    lies_in,
    prior,
    pull,
    rivals_of,
    shares,
)
from nlp.gazetteer.regions import Regions
from nlp.gazetteer.table import TABLE, PlaceRow, PlaceTable
from nlp.gazetteer.towns import Towns
from nlp.names import fold, skeleton

__all__ = ["Gazetteer", "PlaceContext", "ResolvedPlace", "distance_km"]

_KNOWN_POPULATION = 20_000  # inhabitants from which a place is offered for a misspelt name
_SUGGESTION_FLOOR = 62.0  # per cent of likeness
_RESPELT_KM, _RESPELT_LIKENESS = 150.0, 68.0  # per cent of likeness, less one per 10 km from the article's places
_RESPELT_SOURCES = ("wof:", "seed:")  # GeoNames has a French name for what the press names elsewhere
_SKELETON_MINIMUM = 2  # consonants


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What an article tells about where it plays: the other `places` by name, `countries` (ISO3, as often as named),
    and the `kind` of place that the words before the name call for («la province de»); `here` are the countries that
    the name's own sentence speaks of, `inside` the country or region that the text puts it in («Paris, au Texas»)."""

    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kind: str | None = None
    here: frozenset[str] = frozenset()
    inside: ResolvedPlace | None = None


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place of the gazetteer: key, French name, WGS84 degrees, ISO3 country and first-level region, kind and radius.

    `admin1` is the French name of the region it lies in or is, None where none is known; `kind` one of `country`,
    `region`, `county`, `locality`, `neighbourhood`, `facility`, `area`. `town` is what a quarter or a site lies in.
    """

    key: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    kind: str
    uncertainty_km: float
    population: int
    town: ResolvedPlace | None = None


class Gazetteer:
    """The places of the world by name. `load()` makes one; it holds about 90 MB."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._regions = Regions(table)
        self._towns = Towns(table)
        self._row = lru_cache(maxsize=20_000)(table.row)
        self._scene = lru_cache(maxsize=64)(self._read_scene)
        self._candidates = lru_cache(maxsize=4_096)(self._find)
        self._namesakes = lru_cache(maxsize=4_096)(self._read_namesakes)
        self._known = lru_cache(maxsize=1)(self._known_names)

    @classmethod
    def load(cls, path: Path = TABLE) -> Gazetteer:
        """Read the shipped table (about 0.3 s; keep the result)."""
        return cls(PlaceTable.load(path))

    @property
    def table(self) -> PlaceTable:
        """The table of all places, for other ways to look a name up."""
        return self._table

    def resolve(self, name: str, context: PlaceContext | None = None) -> ResolvedPlace | None:
        """The place that the name means in this context; None for a name the gazetteer does not have.

        Population decides between homonyms, the countries and places of the context outweigh it, and a small place
        in a country that the article never names is no answer. Spelling counts up to accents, hyphens and articles.
        """
        best = self._best(name, context or PlaceContext())
        return self._resolved(best) if best else None

    def weight(self, name: str) -> int:
        """Inhabitants of the best known place of this name, -1 for an unknown name: is it a place at all?"""
        return max((row.population for row in self._candidates(name)), default=-1)

    def is_known(self, name: str) -> bool:
        """Whether the name is a country, a region, a place of the seed list or a town that readers know."""
        return any(is_known_row(row, name) for row in self._candidates(name))

    def is_broad(self, name: str) -> bool:
        """Whether the name is a country's or a region's: what towns are named with, «Memphis (Tennessee)»."""
        rows = self._candidates(name)
        return any(row.kind == "country" or (row.kind == "region" and fold(row.name) == fold(name)) for row in rows)

    def is_famous(self, name: str) -> bool:
        """Whether the name is a country, a river, a sea, or a place of the seed list: known without any context."""
        rows = self._candidates(name)
        return any(row.kind in ("country", "area") or row.key.startswith("seed:") for row in rows)

    def suggest(self, name: str, limit: int = 5) -> list[ResolvedPlace]:
        """The nearest names for a name that may be misspelt, best first: for «Vouliez-vous dire»."""
        folded = fold(name)
        if not folded:
            return []
        scored: dict[str, tuple[float, PlaceRow]] = {}
        for number in self._table.find_alike(name)[:2_000]:
            self._offer(scored, self._row(number), fuzz.ratio(folded, fold(self._row(number).name)) + 8.0)
        names, rows = self._known()
        for _, likeness, index in process.extract(folded, names, scorer=fuzz.ratio, limit=4 * limit):
            self._offer(scored, rows[index], likeness)
        best = sorted(scored.values(), key=lambda entry: -entry[0])
        distinct: list[PlaceRow] = []
        for score, row in best:
            if score >= _SUGGESTION_FLOOR and not any(_is_same(row, other) for other in distinct):
                distinct.append(row)
        return [self._resolved(row) for row in distinct[:limit]]

    @staticmethod
    def _offer(scored: dict[str, tuple[float, PlaceRow]], row: PlaceRow, likeness: float) -> None:
        score = likeness + math.log10(row.population + 1) + (3.0 if row.key.startswith("seed:") else 0.0)
        known = scored.get(fold(row.name))
        if known is None or score > known[0]:
            scored[fold(row.name)] = (score, row)

    def _known_names(self) -> tuple[list[str], list[PlaceRow]]:
        rows = [self._row(number) for number in self._table.known_rows(_KNOWN_POPULATION)]
        return [fold(row.name) for row in rows], rows

    def _resolved(self, row: PlaceRow) -> ResolvedPlace:
        town = self._towns.of(row)
        return ResolvedPlace(
            row.key,
            row.name,
            row.latitude,
            row.longitude,
            row.iso3 or None,
            self._regions.of(row),
            row.kind,
            float(max(1, round(row.uncertainty_km))),
            row.population,
            self._resolved(town) if town else None,
        )

    def _find(self, name: str) -> tuple[PlaceRow, ...]:
        return tuple(self._row(number) for number in self._table.find(name))

    def _best(self, name: str, context: PlaceContext) -> PlaceRow | None:
        candidates = self._candidates(name)
        others = tuple(place for place in context.places if fold(place) != fold(name))
        votes, points = self._scene(others, context.countries)
        if not candidates:
            return self._respelt(name, votes, points)
        held = [row for row in candidates if context.inside and lies_in(row, context.inside)]
        rivals = () if context.kind else rivals_of(candidates, name)
        unspoken = votes and max(candidates, key=lambda row: prior(row, name, None)).iso3 not in votes
        spoken = [row for row in rivals if row.iso3 in votes] if unspoken else []

        def score(row: PlaceRow) -> float:
            here = HERE if row.iso3 in context.here and row in rivals else 0.0
            return prior(row, name, context.kind) + fit(row, votes, points) + here

        best = max(held or spoken or candidates, key=score)
        if held:
            return best
        if context.inside and not is_known_row(best, name):
            return None
        chance = votes and best.iso3 and best.iso3 not in votes and best.population < HOMONYM_LIMIT
        return None if chance and not is_known_row(best, name) else best

    def _respelt(self, name: str, votes: dict[str, float], points: tuple[tuple[float, float], ...]) -> PlaceRow | None:
        """A place that another romanisation writes otherwise («Khor Maksar»), near what else the article names."""
        folded = fold(name)
        best: tuple[float, PlaceRow | None] = (0.0, None)
        if len(skeleton(name)) < _SKELETON_MINIMUM or not points:
            return None
        for number in self._table.find_alike(name):
            row = self._row(number)
            near = min(distance_km((row.latitude, row.longitude), point) for point in points)
            likeness = fuzz.ratio(folded, fold(row.name)) - near / 10.0
            if row.key.startswith(_RESPELT_SOURCES) and row.iso3 in votes and near < _RESPELT_KM and likeness > best[0]:
                best = (likeness, row)
        return best[1] if best[0] >= _RESPELT_LIKENESS else None

    def _read_scene(self, places: tuple[str, ...], countries: tuple[str, ...]) -> _Scene:
        """Votes for countries and the points of the context's places, each place voting by how sure it is."""
        votes: dict[str, float] = defaultdict(float)
        for iso3 in countries:
            votes[iso3] += 1.0
        namesakes = [self._namesakes(place) for place in dict.fromkeys(places)]
        for votes_of, _ in namesakes:
            for iso3, share in votes_of.items():
                votes[iso3] += share
        firm = {iso3: vote for iso3, vote in votes.items() if vote >= 0.2}
        pulls = {iso3: pull(vote) for iso3, vote in firm.items()}
        points = []
        for _, sites in namesakes:
            if sites:
                best, _ = max(sites, key=lambda site: site[1] + pulls.get(site[0].iso3, 0.0))
                points.append((best.latitude, best.longitude))
        return firm, tuple(points)

    def _read_namesakes(self, name: str) -> _Namesakes:
        """How the name's vote splits over countries, and the rows that are a point on the map with their prior."""
        rows = self._candidates(name)
        sites = [row for row in rows if row.kind in ("locality", "facility", "neighbourhood")]
        return shares(rows, name), tuple((row, prior(row, name, None)) for row in sites)


_Namesakes = tuple[dict[str, float], tuple[tuple[PlaceRow, float], ...]]
_Scene = tuple[dict[str, float], tuple[tuple[float, float], ...]]


def _is_same(one: PlaceRow, other: PlaceRow) -> bool:
    """A county and its town, or two spellings of a village: near, in one country, with one skeleton."""
    near = distance_km((one.latitude, one.longitude), (other.latitude, other.longitude)) < NEAR_KM
    return one.iso3 == other.iso3 and near and skeleton(one.name) == skeleton(other.name)
