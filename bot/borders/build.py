"""Makes borders.npz: `python -m bot.borders.build countries-50m.json` (the file of world-atlas, see README.md)."""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from babel.core import get_global
from numpy.typing import NDArray

from bot.borders import UNITS

TOLERANCE = 0.012
"""Degrees that a simplified line may lie off: less than a pixel where a picture of 1,080 shows 10 degrees."""

SMALLEST = 0.02
"""Degrees that an island measures at least."""

_KOSOVO = {"Kosovo": "XK"}  # has no code in ISO 3166-1; this is CLDR's


def main(source: str, target: str) -> None:
    """Read the topology and write the file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in _arcs(topology)]
    codes: list[str] = []
    uses: list[int] = []
    ring_ends: list[int] = []
    ring_country: list[int] = []
    ring_outer: list[bool] = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        codes.append(_code(geometry))
        for polygon in polygons:
            if _extent(arcs, polygon[0]) < SMALLEST:
                continue
            for number, ring in enumerate(polygon):
                uses += ring
                ring_ends.append(len(uses))
                ring_country.append(len(codes) - 1)
                ring_outer.append(number == 0)
    whole = np.concatenate(arcs)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), whole.dtype))
    np.savez_compressed(
        target,
        steps=_small(steps),
        arc_ends=np.cumsum([len(arc) for arc in arcs]).astype(np.int32),
        uses=np.array(uses, np.int16),
        ring_ends=np.array(ring_ends, np.int32),
        ring_country=np.array(ring_country, np.int16),
        ring_outer=np.array(ring_outer, np.bool_),
        codes=np.array(codes),
    )


def simplified(line: NDArray[np.float64]) -> NDArray[np.int32]:
    """The line in units of the file, without points that lie within the tolerance of it (Douglas and Peucker)."""
    kept = np.zeros(len(line), np.bool_)
    kept[[0, -1]] = True
    left = [(0, len(line) - 1)]
    while left:
        first, last = left.pop()
        if last - first < 2:
            continue
        offsets = _offsets(line[first + 1 : last], line[first], line[last])
        farthest = int(offsets.argmax())
        if offsets[farthest] > TOLERANCE:
            middle = first + 1 + farthest
            kept[middle] = True
            left += [(first, middle), (middle, last)]
    return np.rint(line[kept] * UNITS).astype(np.int32)


def _offsets(points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    along = end - start
    length = float(np.hypot(*along))
    if length == 0:  # a ring: the line comes back to where it began
        distances: NDArray[np.float64] = np.hypot(*(points - start).T)
        return distances
    away = points - start
    offsets: NDArray[np.float64] = np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length
    return offsets


def _arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    scale, shift = (np.array(topology["transform"][part]) for part in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _extent(arcs: list[NDArray[np.int32]], ring: list[int]) -> float:
    points = np.concatenate([arcs[use if use >= 0 else ~use] for use in ring])
    return float(np.ptp(points, axis=0).max()) / UNITS


def _code(geometry: dict[str, Any]) -> str:
    """ISO 3166-1 alpha-3 from the number that the source gives."""
    alpha2 = get_global("territory_aliases").get(geometry.get("id", ""), [""])[0]
    return _alpha3().get(alpha2) or _KOSOVO.get(geometry["properties"]["name"], "")


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    """The three-letter code of each two-letter one. Not CLDR's: it has those of countries that are no more, too."""
    table = files("nlp.gazetteer").joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {alpha2: alpha3 for alpha3, alpha2, *_ in rows[1:]}


def _small(steps: NDArray[np.int32]) -> NDArray[np.int32] | NDArray[np.int16]:
    return steps.astype(np.int16) if np.abs(steps).max() < 2**15 else steps


if __name__ == "__main__":
    main(sys.argv[1], str(Path(__file__).with_name("borders.npz")))
