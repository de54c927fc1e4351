"""What all pictures have in common: the sheet, the letters, the head and the legend."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot.views.pictures_shapes import Hue

DPI = 180
WIDTH_PX = 1080
"""A phone shows it 390 points wide: a letter of 11 points here is one of 10 there."""

INK, FAINT, GRID = "#1f2933", "#616e7c", "#dfe3e8"

_BETWEEN = " · "
_PART = 40  # characters of a part of the subtitle that stays on one line
_TITLE_CHARACTERS = 42  # of a title's line at 16 points
_LETTERS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib; has Latin, Arabic, Cyrillic and Greek
    "font.size": 11,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "text.parse_math": False,  # a «$» in a name is a dollar
}


def sheet(height_px: int) -> Figure:
    """An empty figure on which to draw."""
    figure = Figure(figsize=(WIDTH_PX / DPI, height_px / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


@contextmanager
def letters() -> Iterator[None]:
    """The context in which to draw."""
    with warnings.catch_warnings(), rc_context(_LETTERS):
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a script without letters here shows boxes
        yield


def head(figure: Figure, title: str, subtitle: str, *, rtl: bool) -> float:
    """Write title and subtitle, on the right for languages that begin there; gives how far down they reach (0 to 1)."""
    line = 1 / (figure.get_figheight() * 72)  # a point as a part of the height
    x, side = (0.96, "right") if rtl else (0.04, "left")
    titles = textwrap.wrap(title, _TITLE_CHARACTERS, max_lines=2, placeholder="…") or [""]
    top = 1 - 14 * line
    for text in titles:
        figure.text(x, top, text, fontsize=16, fontweight="bold", ha=side, va="top")
        top -= 20 * line
    for text in textwrap.wrap(_unbroken(subtitle), 62, max_lines=3, placeholder="…", break_on_hyphens=False):
        figure.text(x, top - 3 * line, text.rstrip(" ·"), fontsize=11, color=FAINT, ha=side, va="top")
        top -= 15 * line
    return top - 6 * line


def _unbroken(words: str) -> str:
    """The words so that lines break between the parts («31 événements · par mois»), no number apart from its noun."""
    parts = words.split(_BETWEEN)
    return _BETWEEN.join(part.replace(" ", "\u00a0") if len(part) <= _PART else part for part in parts)


def legend(figure: Figure, hues: Sequence[Hue], *, rtl: bool) -> float:
    """Draw the legend at the bottom in two columns, the first on the side where reading begins.

    Gives how high it reaches (0 to 1). Not matplotlib's own, whose rows lean where letters are of different heights.
    """
    width, height = figure.get_figwidth() * 72, figure.get_figheight() * 72
    rows = -(-len(hues) // 2)
    for number, hue in enumerate(hues):
        column, row = divmod(number, rows)
        x = 18 + column * (width - 36) / 2
        y = 12 + (rows - 1 - row) * 18
        box = width - x - 10 if rtl else x
        figure.add_artist(Rectangle((box / width, y / height), 10 / width, 10 / height, facecolor=hue.colour))
        figure.text(
            (width - x - 16 if rtl else x + 16) / width, (y + 1) / height, hue.words, fontsize=11,
            ha="right" if rtl else "left", va="baseline",
        )  # fmt: skip
    return (12 + rows * 18) / height


def png(figure: Figure) -> bytes:
    """The figure as a PNG file."""
    written = BytesIO()
    figure.savefig(written, format="png", dpi=DPI)
    return written.getvalue()
