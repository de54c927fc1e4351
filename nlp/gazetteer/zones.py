"""Which time zone a point lies in: that of the nearest town of a small set, in the same country where that is known.

    zone_at(36.34, 43.13)            # 'Asia/Baghdad'
    zone_at(33.3, -111.9, "USA")     # 'America/Phoenix'

The set holds those of GeoNames' towns that are needed for all of them to lie nearest to one of their own zone
(`nlp.gazetteer.zones_build`), so that borders are dense and plains are empty. Nothing is asked of a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).with_name("zones.npz")
HUNDREDTHS = 100  # of a degree, the unit of the table: about a kilometre


@dataclass(frozen=True, slots=True)
class Zones:
    """The towns as unit vectors, with their zones (IANA) and countries (ISO 3166-1 alpha-3), as numbers."""

    points: npt.NDArray[np.float64]
    zone: npt.NDArray[np.uint16]
    country: npt.NDArray[np.uint8]
    zones: tuple[str, ...]
    countries: tuple[str, ...]


def zone_at(latitude: float, longitude: float, country: str | None = None) -> str:
    """Give the IANA zone of a point (WGS84 degrees); of a country's zones where it is known (ISO 3166-1 alpha-3)."""
    table = _table()
    rows = _of_country(table, country)
    near = table.points[rows] @ unit_vectors([latitude], [longitude])[0]
    return table.zones[int(table.zone[rows][int(near.argmax())])]


def zones_of(country: str) -> tuple[str, ...]:
    """Give a country's zones, those of its biggest towns first; none for a country without towns."""
    table = _table()
    if country not in table.countries:
        return ()
    rows = table.zone[table.country == table.countries.index(country)]
    return tuple(table.zones[number] for number in dict.fromkeys(int(zone) for zone in rows))


def unit_vectors(latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Points on the unit sphere: the nearest has the greatest scalar product."""
    north, east = np.radians(np.asarray(latitudes)), np.radians(np.asarray(longitudes))
    axes = (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north))
    return np.stack(axes, axis=1)


def _of_country(table: Zones, country: str | None) -> npt.NDArray[np.intp]:
    if country in table.countries:
        return np.flatnonzero(table.country == table.countries.index(str(country)))
    return np.arange(len(table.zone))


@cache
def _table() -> Zones:
    with np.load(TABLE) as stored:
        points = unit_vectors(stored["latitude"] / HUNDREDTHS, stored["longitude"] / HUNDREDTHS)
        names = (tuple(bytes(stored[name]).decode().split("\n")) for name in ("zones", "countries"))
        return Zones(points, stored["zone"], stored["country"], *names)
