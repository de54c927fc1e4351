"""In which town a quarter or a site lies: no source tells it of all of them, so the map does.

A town reaches as far as its uncertainty says, or by its inhabitants (as `build.py` gives a radius to GeoNames' towns);
of several that reach a quarter the most populous one holds it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from nlp.gazetteer.homonyms import distance_km
from nlp.gazetteer.table import PlaceRow, PlaceTable

_FEWEST = {"neighbourhood": 20_000, "facility": 100_000}
"""Inhabitants of what may hold a quarter, or a site: an air base beside a small town is not in it."""

_LARGER = 2  # times the inhabitants of its quarter that a town has
_LARGEST_KM = 15.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class _Country:
    """The towns of a country: their rows of the table and their degrees."""

    rows: Sequence[int]
    degrees: npt.NDArray[np.float64]


class Towns:
    """The towns of a table's quarters and sites."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._country = lru_cache(maxsize=256)(self._read_country)
        self._found = lru_cache(maxsize=4_096)(self._find)

    def of(self, row: PlaceRow) -> PlaceRow | None:
        """Give the town that the quarter or site lies in; None for any other place, and where none reaches it."""
        if row.kind not in _FEWEST or not row.iso3:
            return None
        return self._found(row.key, row.kind, row.iso3, row.latitude, row.longitude, row.population, row.uncertainty_km)

    def held(self) -> dict[str, PlaceRow]:
        """Give the town of every quarter and site that lies in one, by its key (two seconds; keep what you need)."""
        towns = {row.key: self.of(row) for row in map(self._table.row, self._table.rows_of_kinds(_FEWEST))}
        return {key: town for key, town in towns.items() if town is not None}

    def _find(
        self, key: str, kind: str, iso3: str, latitude: float, longitude: float, population: int, radius_km: float
    ) -> PlaceRow | None:
        country = self._country(iso3)
        if not country.rows:
            return None
        away = (country.degrees - (latitude, longitude)) * _KM_PER_DEGREE
        away[:, 1] *= math.cos(math.radians(latitude))
        near = np.flatnonzero(np.hypot(away[:, 0], away[:, 1]) <= 2 * _LARGEST_KM)
        slack = radius_km if kind == "neighbourhood" else 0.0
        holding = []
        for town in (self._table.row(country.rows[int(number)]) for number in near):
            away_km = distance_km((town.latitude, town.longitude), (latitude, longitude))
            large = town.population >= max(_FEWEST[kind], _LARGER * population)
            if large and town.key != key and away_km <= _reach_km(town) + slack:
                holding.append(town)
        return max(holding, key=lambda town: (town.population, town.key), default=None)

    def _read_country(self, iso3: str) -> _Country:
        return _Country(*self._table.towns(iso3, min(_FEWEST.values())))


def _reach_km(town: PlaceRow) -> float:
    return max(town.uncertainty_km, min(_LARGEST_KM, math.sqrt(town.population) / 100))
