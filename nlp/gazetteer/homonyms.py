"""Which of the places that share a name is meant: how well known each is, how it fits the article."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nlp.gazetteer.table import PlaceRow
from nlp.names import fold

if TYPE_CHECKING:
    from nlp.gazetteer.lookup import ResolvedPlace

# Scores are powers of ten of a population: a bonus of 1 makes up for ten times fewer inhabitants.
_KIND_BONUS = {"country": 0.5, "region": -1.5, "county": -2.5, "area": 0.5}
_WANTED_KIND, _SEEDED, _SHOWN_NAME, _METROPOLIS, _COUNTRY, _NEAR = 6.0, 1.5, 0.8, 1.5, 3.0, 2.0
_METROPOLIS_POPULATION = 500_000
_EXACT = 0.5  # the very spelling: Tigre is the river, Tigré the region
NEAR_KM = 100.0
HOMONYM_LIMIT = 100_000  # inhabitants; a smaller place in a country that the article never names is a chance homonym
_BROAD = ("county", "region")
HERE = 3.0  # for a known town in a country that its own sentence speaks of
_HELD = 1.3  # radii within which a place may lie in a region: its town by the border is farther than the mean


def prior(row: PlaceRow, name: str, kind: str | None) -> float:
    """How likely the name means this place before anything of the article is known; a power of ten."""
    score = math.log10(row.population + 10) + _KIND_BONUS.get(row.kind, 0.0)
    score += _SEEDED if row.key.startswith("seed:") else 0.0
    score += _SHOWN_NAME if fold(row.name) == fold(name) else 0.0
    score += _EXACT if row.name == name else 0.0
    score += _METROPOLIS if row.kind == "locality" and row.population >= _METROPOLIS_POPULATION else 0.0
    wanted = row.kind == kind or (kind in _BROAD and row.kind in _BROAD)
    return score + (_WANTED_KIND if kind and wanted else 0.0)


def rivals_of(rows: tuple[PlaceRow, ...], name: str) -> list[PlaceRow]:
    """The towns that win over a better known namesake where the text speaks of their country.

    Towns of the seed list do («Tripoli» in Lebanon), a big town only against one that is no metropolis: «Islamabad»
    in an article on India is the capital of Pakistan. A country, a sea or a river gives way to no town.
    """
    first = max(rows, key=lambda row: prior(row, name, None))
    if first.kind in ("country", "area"):
        return []
    seeds = [row for row in rows if row.kind == "locality" and row.key.startswith("seed:")]
    if first.key.startswith("seed:") or first.population >= _METROPOLIS_POPULATION:
        return seeds
    big = [row for row in rows if row.population >= HOMONYM_LIMIT and fold(row.name) == fold(name)]
    return seeds + [row for row in big if row.kind == "locality"]


def lies_in(row: PlaceRow, holder: ResolvedPlace) -> bool:
    """Whether a place may lie in a country or, by its distance from the middle, in a region."""
    if row.iso3 != holder.country or row.kind in ("country", "area") or row.key == holder.key:
        return False
    if holder.kind == "country":
        return True
    away = distance_km((row.latitude, row.longitude), (holder.latitude, holder.longitude))
    return away <= max(NEAR_KM, _HELD * holder.uncertainty_km)


def fit(row: PlaceRow, votes: dict[str, float], points: Iterable[tuple[float, float]]) -> float:
    """What the countries and places of the article add to a place's score."""
    nearest = min((distance_km((row.latitude, row.longitude), point) for point in points), default=math.inf)
    return pull(votes.get(row.iso3, 0.0)) + _NEAR * math.exp(-nearest / NEAR_KM)


def pull(vote: float) -> float:
    """What so many votes for its country add to a place's score."""
    return _COUNTRY * vote / (vote + 1.0)


def shares(rows: Iterable[PlaceRow], name: str) -> dict[str, float]:
    """How a place of the context splits its vote over the countries that have one of this name."""
    weights: dict[str, float] = defaultdict(float)
    for row in rows:
        weights[row.iso3] = max(weights[row.iso3], 10 ** prior(row, name, None))
    total = sum(weights.values())
    return {iso3: weight / total for iso3, weight in weights.items() if iso3 and weight / total > 0.05}


def is_known_row(row: PlaceRow, name: str) -> bool:
    """Whether readers know the place by this name: a country, a place of the seed list, a big town."""
    if row.kind in ("country", "area") or row.key.startswith("seed:"):
        return True
    return row.population >= HOMONYM_LIMIT and (fold(row.name) == fold(name) or row.kind == "locality")


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
