"""The map: countries with their borders and names, and on them a circle for each place, shared out by type."""

from __future__ import annotations

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, LineCollection, PathCollection, PolyCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from bot import borders
from bot.borders import Country, Points
from bot.views.pictures_labels import Room, write_countries, write_places
from bot.views.pictures_shapes import Extent, Map, Mark
from bot.views.pictures_style import FAINT, WIDTH_PX, head, legend, letters, png, sheet

_WIDE = 0.94  # of the picture's width, that the map takes
_WORDS_PX = 330  # of the picture's height, for title and legend
_CROWDED = 0.12  # of the map, that circles cover at most

_SEA, _LAND, _COAST, _BORDER = "#dce9f2", "#f7f5f0", "#9db4c6", "#8a929b"
_LARGEST_PX = 62.0  # radius of the largest circle
_SMALLEST_PX = 8.0
_CORNERS = 48  # of a whole circle


def draw(map: Map) -> bytes:
    """The map as a PNG 1,080 pixels wide; takes some tenths of a second."""
    with letters():
        figure = sheet(round(_WIDE * WIDTH_PX * map.extent.shape) + _WORDS_PX)
        top = head(figure, map.title, map.subtitle, rtl=map.rtl)
        bottom = legend(figure, map.hues, rtl=map.rtl) + (0.05 if "\n" in map.note else 0.035)
        x, side = (0.96, "right") if map.rtl else (0.04, "left")
        figure.text(x, bottom - 0.008, map.note, fontsize=8, color=FAINT, ha=side, va="top")
        axes = figure.add_axes(((1 - _WIDE) / 2, bottom, _WIDE, top - bottom))
        _prepare(axes, map.extent)
        seen = _countries(axes, map.extent)
        box = axes.get_window_extent()
        radii = _radii(map.marks, box.width * box.height)
        _circles(axes, map, radii)
        room = Room(figure, axes)
        centres = axes.transData.transform(np.array([(m.longitude, m.latitude) for m in map.marks]).reshape(-1, 2))
        room.circles(centres, radii)
        write_places(room, [mark.name for mark in map.marks], centres, radii)
        write_countries(room, [(one, map.countries[one.code]) for one in seen if one.code in map.countries])
        return png(figure)


def _prepare(axes: Axes, extent: Extent) -> None:
    axes.set_facecolor(_SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color(_COAST)
    # The frame keeps its size; the longer side of the extent fills it, the other shows more than was asked for.
    width, height = extent.east - extent.west, (extent.north - extent.south) * extent.stretch
    box = axes.get_window_extent()
    scale = max(width / box.width, height / box.height)
    x, y = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    across, up = scale * box.width / 2, scale * box.height / 2 / extent.stretch
    axes.set_xlim(x - across, x + across)
    axes.set_ylim(y - up, y + up)


def _countries(axes: Axes, extent: Extent) -> list[Country]:
    """Fill the countries that are in sight and draw their lines; gives those countries."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    world = borders.load()

    def in_sight(points: Points) -> bool:
        low, high = points.min(axis=0), points.max(axis=0)
        return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)

    seen = [c for c in world.countries if c.west <= east and c.east >= west and c.south <= north and c.north >= south]
    land = [
        Path.make_compound_path(*(Path(ring, closed=True) for ring in polygon))
        for country in seen
        for polygon in country.polygons
        if in_sight(polygon[0])
    ]
    axes.add_collection(PathCollection(land, facecolors=_LAND, edgecolors="none", antialiaseds=False), autolim=False)
    for lines, colour, width in ((world.coasts, _COAST, 0.6), (world.inland, _BORDER, 0.8)):
        shown = [line for line in lines if in_sight(line)]
        axes.add_collection(LineCollection(shown, colors=colour, linewidths=width), autolim=False)
    return seen


def _radii(marks: tuple[Mark, ...], room: float) -> NDArray[np.float64]:
    """The circles' radii in pixels: their areas are as the numbers of events, but none too small to see.

    `room` is the map's area in pixels, of which they cover no more than an eighth.
    """
    events = np.array([mark.events for mark in marks], float)
    if not len(events):
        return events
    # Where the most is two, the largest circle would say too much.
    largest = min(_LARGEST_PX, 16.0 + 6.0 * float(np.sqrt(events.max())))
    radii: NDArray[np.float64] = largest * np.sqrt(events / events.max())
    crowd = np.pi * float((radii**2).sum())
    radii *= min(1.0, float(np.sqrt(_CROWDED * room / crowd)))
    return radii.clip(min=_SMALLEST_PX)


def _circles(axes: Axes, map: Map, radii: NDArray[np.float64]) -> None:
    """Draw the marks, the largest first so that none hides a smaller one; each type has its sector."""
    to_screen = axes.transData.transform
    pieces, colours, rings = [], [], []
    for mark, radius in zip(map.marks, radii, strict=True):
        x, y = to_screen((mark.longitude, mark.latitude))
        if mark.hollow:
            rings.append(((x, y), radius, map.hues[int(np.argmax(mark.shares))].colour))
            continue
        for sector, hue in _sectors(mark):
            pieces.append(np.array([x, y]) + radius * sector)
            colours.append(map.hues[hue].colour)
    # One transparent collection, in screen coordinates: the pieces of a circle must meet without a seam.
    axes.add_collection(
        PolyCollection(pieces, facecolors=colours, edgecolors="white", linewidths=0.5, alpha=0.85, zorder=3,
                       transform=None, clip_on=True),
        autolim=False,
    )  # fmt: skip
    circle = partial(EllipseCollection, units="dots", facecolors="none", transOffset=None)
    for (x, y), radius, colour in rings:
        axes.add_collection(
            circle([2 * radius], [2 * radius], [0], offsets=[(x, y)], edgecolors=colour, linewidths=2.2, zorder=4),
            autolim=False,
        )  # fmt: skip


def _sectors(mark: Mark) -> list[tuple[NDArray[np.float64], int]]:
    """The circle of radius 1 cut by type, clockwise from noon, the most frequent type first; whole for one type."""
    parts = sorted(((n, hue) for hue, n in enumerate(mark.shares) if n), reverse=True)
    found = []
    start = np.pi / 2
    for events, hue in parts:
        angle = 2 * np.pi * events / mark.events
        steps = np.linspace(start, start - angle, max(3, round(_CORNERS * events / mark.events) + 1))
        rim = np.column_stack([np.cos(steps), np.sin(steps)])
        found.append((rim if len(parts) == 1 else np.vstack([[0.0, 0.0], rim]), hue))
        start -= angle
    return found
