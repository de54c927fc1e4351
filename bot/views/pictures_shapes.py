"""Pictures before they are drawn: figures, colours and words, without the library that draws.

The colours are those that colour-blind people tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from nlp.schema import EventType

OTHER = "#9aa5b1"

# Okabe and Ito's colours («Color Universal Design», 2008), the black left for letters and the yellow darkened for thin
# bars on white, for the types that most pictures show; the others' were searched for, as far from these and from each
# other as can be, as the colour-blind see them too. A type has its colour in every picture.
_COLOURS = {
    EventType.ASSAULT: "#d55e00", EventType.COERCE: "#cc79a7", EventType.CONSULT: "#0072b2", EventType.AID: "#009e73",
    EventType.RETREAT: "#56b4e9", EventType.PROTEST: "#e0cf1e", EventType.THREATEN: "#e69f00",
    EventType.AGREE: "#3dcc5a", EventType.COOPERATE: "#095959", EventType.SUPPORT: "#cccc8f",
    EventType.CONCEDE: "#1717eb", EventType.REQUEST: "#ca46eb", EventType.ACCUSE: "#594d1b",
    EventType.REJECT: "#590909", EventType.SANCTION: "#401b59", EventType.MOBILIZE: "#112ea6",
}  # fmt: skip
MOST_TYPES = 7
"""Types that a picture tells apart; the eye does no more."""

_FLATTEST, _TALLEST = 0.6, 1.05  # height of the map by its width


@dataclass(frozen=True, slots=True)
class Hue:
    """A type of events in a picture: its colour and its words in the legend."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline ready to draw: every word is said already, `counts` has a row for each hue, a column for each bar.

    `ticks` are the bars that are labelled, with their labels; `peak` is what stands over the highest bar.
    """

    title: str
    subtitle: str
    hues: tuple[Hue, ...]
    counts: tuple[tuple[int, ...], ...]
    ticks: tuple[tuple[int, str], ...]
    peak: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: its events by hue, its name; `hollow` where the text names only a whole country."""

    longitude: float
    latitude: float
    shares: tuple[int, ...]
    name: str
    hollow: bool = False

    @property
    def events(self) -> int:
        """All its events."""
        return sum(self.shares)


@dataclass(frozen=True, slots=True)
class Extent:
    """What a map shows, in WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def shape(self) -> float:
        """How much higher than wide the map of it is."""
        wanted = (self.north - self.south) * self.stretch / max(self.east - self.west, 1e-6)
        return min(max(wanted, _FLATTEST), _TALLEST)

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is than one of longitude, in the middle of the map."""
        return 1.0 / max(0.2, cos(radians((self.south + self.north) / 2)))


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready to draw: marks with the largest first, country names by code, every word said already."""

    title: str
    subtitle: str
    hues: tuple[Hue, ...]
    marks: tuple[Mark, ...]
    extent: Extent
    countries: dict[str, str]
    note: str
    rtl: bool = False


def colours(types: Sequence[EventType]) -> dict[EventType, str]:
    """The colours of the types that a picture tells apart, the first `MOST_TYPES`."""
    return {kind: _COLOURS[kind] for kind in types[:MOST_TYPES]}
