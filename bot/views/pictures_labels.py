"""Names on the map, none over another: places beside their circles, countries where they have room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from bot.borders import Country
from bot.views.pictures_style import INK

_MOST_PLACES = 16
_SURE = 6  # places whose names matter more than to see every circle
_GAP_PX = 4.0
_COUNTRY = "#7b8794"
_STEP_PX = 12.0  # between the points of a border from which names keep away
_MOST_PIECES = 400  # of one straight line: a border may reach far out of sight
_GRID = 25  # points a side that are tried for the name of a country
# Where a name may stand beside its circle: on the right, on the left, above, below, and at the corners.
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.75, 0.75), (-0.75, 0.75), (0.75, -0.75), (-0.75, -0.75))


class Room:
    """What of the map is taken, in pixels; a name is written only where it covers nothing and stays in the frame."""

    def __init__(self, figure: Figure, axes: Axes) -> None:
        self.axes = axes
        self._renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
        self._frame = axes.get_window_extent()
        self._taken: list[tuple[float, float, float, float]] = []
        self._circles: list[tuple[float, float, float, float]] = []

    def circles(self, centres: NDArray[np.float64], radii: NDArray[np.float64]) -> None:
        """Take the room of the circles, the square within each."""
        for (x, y), radius in zip(centres, 0.8 * radii, strict=True):
            self._circles.append((x - radius, y - radius, x + radius, y + radius))

    def measure(self, text: Text) -> tuple[float, float]:
        """Width and height of a text."""
        box: Bbox = text.get_window_extent(self._renderer)
        return box.width, box.height

    def take(self, x: float, y: float, width: float, height: float, *, over_circles: bool = False) -> bool:
        """Take the room around (x, y) if it is free, of circles too unless it may be `over_circles`."""
        left, low, right, high = x - width / 2, y - height / 2, x + width / 2, y + height / 2
        frame = self._frame
        if left < frame.x0 + 3 or right > frame.x1 - 3 or low < frame.y0 + 3 or high > frame.y1 - 3:
            return False
        for x0, y0, x1, y1 in self._taken if over_circles else (*self._taken, *self._circles):
            if left < x1 and right > x0 and low < y1 and high > y0:
                return False
        self._taken.append((left, low, right, high))
        return True

    def text(self, words: str, size: float, colour: str, weight: str = "normal") -> Text:
        """A text with a light edge, so that it reads on any ground; it has no place yet."""
        edge = [withStroke(linewidth=2.4, foreground="white", alpha=0.85)]
        return self.axes.text(
            0, 0, words, fontsize=size, color=colour, ha="center", va="center", path_effects=edge, zorder=6,
            transform=None, fontweight=weight,
        )  # fmt: skip


def write_places(room: Room, names: Sequence[str], centres: NDArray[np.float64], radii: NDArray[np.float64]) -> None:
    """Write the names of the places, those with most events first, beside their circles, as many as have room.

    The first few are named in any case: over circles of places with fewer events, at worst over their own.
    """
    written = 0
    for rank, (name, (x, y), radius) in enumerate(zip(names, centres, radii, strict=True)):
        if written >= _MOST_PLACES:
            return
        text = room.text(name, 10 if rank else 11, INK, "normal" if rank else "bold")
        width, height = room.measure(text)
        beside = [
            (x + right * (radius + _GAP_PX + width / 2), y + up * (radius + _GAP_PX + height / 2))
            for right, up in _SIDES
        ]
        tried = [(spot, False) for spot in beside]
        if rank < _SURE:
            tried += [(spot, True) for spot in (*beside, (x, y))]
        for (at_x, at_y), over in tried:
            if room.take(at_x, at_y, width, height, over_circles=over):
                text.set_position((at_x, at_y))
                written += 1
                break
        else:
            text.remove()


def write_countries(room: Room, named: Sequence[tuple[Country, str]]) -> None:
    """Write the names of the countries in sight, the largest first, each as far within as it can stand."""
    transform = room.axes.transData.transform
    shown = [(country, name, _parts(country, transform)) for country, name in named]
    for _, name, parts in sorted(shown, key=lambda item: -max((area for area, _ in item[2]), default=0.0)):
        text = room.text(name, 10, _COUNTRY)
        width, height = room.measure(text)
        if not any(room.take(x, y, width, height) and _set(text, x, y) for _, x, y in _spots(room, parts, width)):
            text.remove()


def _set(text: Text, x: float, y: float) -> bool:
    text.set_position((x, y))
    return True


def _parts(country: Country, transform: object) -> list[tuple[float, NDArray[np.float64]]]:
    """The country's outer rings in pixels with their areas, the largest three."""
    assert callable(transform)
    rings = [transform(polygon[0]) for polygon in country.polygons]
    sized = [(abs(_area(ring)), ring) for ring in rings]
    return sorted(sized, key=lambda item: -item[0])[:3]


def _area(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2


def _spots(
    room: Room, parts: Sequence[tuple[float, NDArray[np.float64]]], width: float
) -> list[tuple[float, float, float]]:
    """Points within the country and the frame, those farthest from any border first; none where the name is wider."""
    frame = room.axes.get_window_extent()
    low, high = np.array([frame.x0, frame.y0]), np.array([frame.x1, frame.y1])
    found = []
    for _, ring in parts:
        (x0, y0), (x1, y1) = np.maximum(ring.min(axis=0), low), np.minimum(ring.max(axis=0), high)
        if x1 - x0 < 0.9 * width or y1 <= y0:
            continue
        grid = np.stack(np.meshgrid(np.linspace(x0, x1, _GRID)[1:-1], np.linspace(y0, y1, _GRID)[1:-1]), -1)
        points = grid.reshape(-1, 2)
        outline = Path(ring)
        # From end to end: a name that reaches over a border reads as that of the country beyond.
        ends = ((0.0, 0.0), (-0.45 * width, 0.0), (0.45 * width, 0.0))
        inside = points[np.logical_and.reduce([outline.contains_points(points + end) for end in ends])]
        if not len(inside):
            continue
        border = _dense(ring)
        edge = border[(border >= low - 50).all(axis=1) & (border <= high + 50).all(axis=1)]
        away = _distances(inside, edge)
        # The frame is an edge, too, and a name is wide: what is free on its left and right counts most.
        sides = np.minimum(inside - low, high - inside) * (0.5, 1.0)
        away = np.minimum(away, sides.min(axis=1))
        found += [(float(distance), float(x), float(y)) for distance, (x, y) in zip(away, inside, strict=True)]
    return sorted(found, reverse=True)[:60]


def _distances(points: NDArray[np.float64], edge: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(edge):
        return np.full(len(points), np.inf)
    thinned = edge[:: max(1, len(edge) // 400)]
    gaps = (points[:, None, :] - thinned[None, :, :]) * (0.5, 1.0)
    distances: NDArray[np.float64] = np.sqrt((gaps**2).sum(axis=2).min(axis=1))
    return distances


def _dense(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ring with points all along: a straight border in the desert has but two, and is as near in between."""
    following = np.roll(ring, -1, axis=0)
    lengths = np.hypot(*(following - ring).T)
    pieces = np.clip(lengths / _STEP_PX, 1, _MOST_PIECES).astype(int)
    start = np.repeat(ring, pieces, axis=0)
    along = np.concatenate([np.arange(n) / n for n in pieces])
    dense: NDArray[np.float64] = start + along[:, None] * np.repeat(following - ring, pieces, axis=0)
    return dense
