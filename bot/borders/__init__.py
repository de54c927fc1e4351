"""The borders of the world's countries, from one small file: where they come from stands in README.md beside this."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""An array of (longitude, latitude) in WGS84 degrees."""

UNITS = 100.0
"""How many units of the file make a degree: its numbers are whole hundredths, about a kilometre."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's polygons, each its outer ring and its holes; `code` is ISO 3166-1 alpha-3, «» where it has none."""

    code: str
    polygons: tuple[tuple[Points, ...], ...]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Borders:
    """The countries to fill, and the lines to draw once: between two countries, and along the sea."""

    countries: tuple[Country, ...]
    inland: tuple[Points, ...]
    coasts: tuple[Points, ...]


@lru_cache(maxsize=1)
def load() -> Borders:
    """Read the file, once."""
    with np.load(BytesIO(files(__name__).joinpath("borders.npz").read_bytes())) as data:
        arcs = np.split(np.cumsum(data["steps"].astype(np.int32), axis=0), data["arc_ends"][:-1])
        # The steps run on from arc to arc, so that the first of each leads there from the last point of the one before.
        points = [arc / UNITS for arc in arcs]
        rings = [_ring(points, uses) for uses in np.split(data["uses"], data["ring_ends"][:-1])]
        countries: dict[int, list[list[Points]]] = {}
        for ring, country, outer in zip(rings, data["ring_country"], data["ring_outer"], strict=True):
            polygons = countries.setdefault(int(country), [])
            if outer:
                polygons.append([])
            polygons[-1].append(ring)
        named = [str(code) for code in data["codes"]]
        used = np.bincount(np.where(data["uses"] < 0, ~data["uses"], data["uses"]), minlength=len(points))
    return Borders(
        tuple(_country(named[number], polygons) for number, polygons in countries.items()),
        tuple(part for line, times in zip(points, used, strict=True) if times > 1 for part in _around(line)),
        tuple(part for line, times in zip(points, used, strict=True) if times == 1 for part in _around(line)),
    )


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 codes of the countries, without reading their lines."""
    with np.load(BytesIO(files(__name__).joinpath("borders.npz").read_bytes())) as data:
        return tuple(dict.fromkeys(str(code) for code in data["codes"] if code))


def _ring(points: list[Points], uses: NDArray[np.int16]) -> Points:
    """The arcs of a ring end to end; a use of ~n is arc n backwards."""
    parts = [points[use] if use >= 0 else points[~use][::-1] for use in uses]
    return np.concatenate([part[:-1] for part in parts[:-1]] + [parts[-1]])


def _around(line: Points) -> list[Points]:
    """The line; one that crosses the 180th meridian goes on beyond it, and comes a second time from the other side."""
    jumps = np.diff(line[:, 0])
    turns = np.concatenate([[0.0], np.cumsum(np.sign(jumps) * (np.abs(jumps) > 180))])
    if not turns.any():
        return [line]
    whole = line - np.column_stack([360.0 * turns, np.zeros(len(line))])
    other = 360.0 if whole[:, 0].min() < -180 else -360.0
    return [whole, whole + np.array([other, 0.0])]


def _country(code: str, polygons: list[list[Points]]) -> Country:
    polygons = [list(sides) for rings in polygons for sides in zip(*map(_around, rings), strict=False)]
    outer = np.concatenate([rings[0] for rings in polygons])
    (west, south), (east, north) = outer.min(axis=0), outer.max(axis=0)
    shape = tuple(tuple(rings) for rings in polygons)
    return Country(code, shape, float(west), float(south), float(east), float(north))
