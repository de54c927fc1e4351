"""Which place a name means: the best known one, unless the article's other places and countries say otherwise."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from nlp.gazetteer.regions import Regions
from nlp.gazetteer.table import TABLE, PlaceRow, PlaceTable
from nlp.names import fold, skeleton

# Scores are powers of ten of a population: a bonus of 1 makes up for ten times fewer inhabitants.
_KIND_BONUS = {"country": 0.5, "region": -1.5, "county": -2.5, "area": 0.5}
_WANTED_KIND, _SEEDED, _SHOWN_NAME, _METROPOLIS, _COUNTRY, _NEAR = 6.0, 1.5, 0.8, 1.5, 3.0, 2.0
_METROPOLIS_POPULATION = 500_000
_EXACT = 0.5  # the very spelling: Tigre is the river, Tigré the region
_NEAR_KM = 100.0
_HOMONYM_LIMIT = 100_000  # inhabitants; a smaller place in a country that the article never names is a chance homonym
_KNOWN_POPULATION = 20_000  # inhabitants from which a place is offered for a misspelt name
_SUGGESTION_FLOOR = 62.0  # per cent of likeness
_RESPELT_KM, _RESPELT_LIKENESS = 150.0, 68.0  # per cent of likeness, less one per 10 km from the article's places
_RESPELT_SOURCES = ("wof:", "seed:")  # GeoNames has a French name for what the press names elsewhere
_SKELETON_MINIMUM = 2  # consonants
_BROAD = ("county", "region")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What an article tells about where it plays: the other `places` by name, `countries` (ISO3, as often as named),
    and the `kind` of place that the words before the name call for («la province de»)."""

    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place of the gazetteer: key, French name, WGS84 degrees, ISO3 country and first-level region, kind and radius.

    `admin1` is the French name of the region it lies in or is, None where none is known; `kind` one of `country`,
    `region`, `county`, `locality`, `neighbourhood`, `facility`, `area`.
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


class Gazetteer:
    """The places of the world by name. `load()` makes one; it holds about 90 MB."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._regions = Regions(table)
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
        return any(_is_known(row, name) for row in self._candidates(name))

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
        return ResolvedPlace(
            row.key,
            row.name,
            row.latitude,
            row.longitude,
            row.iso3 or None,
            self._regions.of(row),
            row.kind,
            row.uncertainty_km,
            row.population,
        )

    def _find(self, name: str) -> tuple[PlaceRow, ...]:
        return tuple(self._row(number) for number in self._table.find(name))

    def _best(self, name: str, context: PlaceContext) -> PlaceRow | None:
        candidates = self._candidates(name)
        others = tuple(place for place in context.places if fold(place) != fold(name))
        votes, points = self._scene(others, context.countries)
        if not candidates:
            return self._respelt(name, votes, points)
        best = max(candidates, key=lambda row: _prior(row, name, context.kind) + _fit(row, votes, points))
        chance = votes and best.iso3 and best.iso3 not in votes and best.population < _HOMONYM_LIMIT
        return None if chance and not _is_known(best, name) else best

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
        for shares, _ in namesakes:
            for iso3, share in shares.items():
                votes[iso3] += share
        firm = {iso3: vote for iso3, vote in votes.items() if vote >= 0.2}
        pull = {iso3: _pull(vote) for iso3, vote in firm.items()}
        points = []
        for _, sites in namesakes:
            if sites:
                best, _ = max(sites, key=lambda site: site[1] + pull.get(site[0].iso3, 0.0))
                points.append((best.latitude, best.longitude))
        return firm, tuple(points)

    def _read_namesakes(self, name: str) -> _Namesakes:
        """How the name's vote splits over countries, and the rows that are a point on the map with their prior."""
        rows = self._candidates(name)
        sites = [row for row in rows if row.kind in ("locality", "facility", "neighbourhood")]
        return _shares(rows, name), tuple((row, _prior(row, name, None)) for row in sites)


_Namesakes = tuple[dict[str, float], tuple[tuple[PlaceRow, float], ...]]
_Scene = tuple[dict[str, float], tuple[tuple[float, float], ...]]


def _prior(row: PlaceRow, name: str, kind: str | None) -> float:
    score = math.log10(row.population + 10) + _KIND_BONUS.get(row.kind, 0.0)
    score += _SEEDED if row.key.startswith("seed:") else 0.0
    score += _SHOWN_NAME if fold(row.name) == fold(name) else 0.0
    score += _EXACT if row.name == name else 0.0
    score += _METROPOLIS if row.kind == "locality" and row.population >= _METROPOLIS_POPULATION else 0.0
    wanted = row.kind == kind or (kind in _BROAD and row.kind in _BROAD)
    return score + (_WANTED_KIND if kind and wanted else 0.0)


def _fit(row: PlaceRow, votes: dict[str, float], points: Iterable[tuple[float, float]]) -> float:
    nearest = min((distance_km((row.latitude, row.longitude), point) for point in points), default=math.inf)
    return _pull(votes.get(row.iso3, 0.0)) + _NEAR * math.exp(-nearest / _NEAR_KM)


def _pull(vote: float) -> float:
    return _COUNTRY * vote / (vote + 1.0)


def _shares(rows: Iterable[PlaceRow], name: str) -> dict[str, float]:
    """How a place of the context splits its vote over the countries that have one of this name."""
    weights: dict[str, float] = defaultdict(float)
    for row in rows:
        weights[row.iso3] = max(weights[row.iso3], 10 ** _prior(row, name, None))
    total = sum(weights.values())
    return {iso3: weight / total for iso3, weight in weights.items() if iso3 and weight / total > 0.05}


def _is_known(row: PlaceRow, name: str) -> bool:
    if row.kind in ("country", "area") or row.key.startswith("seed:"):
        return True
    return row.population >= _HOMONYM_LIMIT and (fold(row.name) == fold(name) or row.kind == "locality")


def _is_same(one: PlaceRow, other: PlaceRow) -> bool:
    """A county and its town, or two spellings of a village: near, in one country, with one skeleton."""
    near = distance_km((one.latitude, one.longitude), (other.latitude, other.longitude)) < _NEAR_KM
    return one.iso3 == other.iso3 and near and skeleton(one.name) == skeleton(other.name)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
