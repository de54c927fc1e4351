"""In which first-level region a place lies: its own word for it, else that of its nearest neighbours.

Who's On First tells the region of most of its places; a place of the seed list stands among those.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from nlp.gazetteer.table import PlaceRow, PlaceTable

_NEIGHBOURS = 5
_NEAR_KM = 30.0
_KM_PER_DEGREE = 111.2


class Regions:
    """The regions of a table's places by name; a region has one name, whatever its places call it."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._canonical = lru_cache(maxsize=4_096)(self._name_of)
        self._placed = lru_cache(maxsize=256)(self._places_with_region)  # 24 bytes a place
        self._neighbours = lru_cache(maxsize=4_096)(self._of_neighbours)

    def of(self, row: PlaceRow) -> str | None:
        """Give the French name of the region that the place lies in or is; None where nothing tells."""
        if row.kind == "region":
            return row.name
        if row.kind in ("country", "area") or not row.iso3:
            return None
        named = row.admin1 or self._neighbours(row.iso3, row.latitude, row.longitude)
        return self._canonical(row.iso3, named) if named else None

    def _name_of(self, iso3: str, name: str) -> str:
        rows = (self._table.row(number) for number in self._table.find(name))
        return next((row.name for row in rows if row.kind == "region" and row.iso3 == iso3), name)

    def _of_neighbours(self, iso3: str, latitude: float, longitude: float) -> str | None:
        points, names = self._placed(iso3)
        if not len(points):
            return None
        away = (points - (latitude, longitude)) * _KM_PER_DEGREE
        away[:, 1] *= math.cos(math.radians(latitude))
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = np.argsort(distances)[:_NEIGHBOURS]
        votes = Counter(names[int(number)] for number in nearest if distances[number] <= _NEAR_KM)
        return votes.most_common(1)[0][0] if votes else None

    def _places_with_region(self, iso3: str) -> tuple[npt.NDArray[np.float64], list[str]]:
        points, names = self._table.places_with_region(iso3)
        return np.asarray(points, dtype=np.float64), names
