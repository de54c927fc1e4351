"""Pictures before they are drawn: figures, colours and words, without the library that draws.

The colours are those that colour-blind people tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from nlp.schema import EventType

OTHER = "#9aa5b1"

# Okabe and Ito's colours («Color Universal Design», 2008), the black left for letters and the yellow darkened for
# thin bars on white. Each type has its own wish, so that attacks are of one colour in all pictures.
_PALETTE = ("#d55e00", "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#e0cf1e")
_WISHES = {
    EventType.ASSAULT: 0, EventType.COERCE: 4, EventType.CONSULT: 1, EventType.AID: 3, EventType.RETREAT: 5,
    EventType.PROTEST: 6, EventType.THREATEN: 2, EventType.AGREE: 3, EventType.COOPERATE: 5, EventType.SUPPORT: 3,
    EventType.CONCEDE: 5, EventType.REQUEST: 6, EventType.ACCUSE: 2, EventType.REJECT: 4, EventType.SANCTION: 2,
    EventType.MOBILIZE: 6,
}  # fmt: skip
MOST_TYPES = len(_PALETTE)

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
    """A colour for each of at most `MOST_TYPES` types, most frequent first; earlier ones get the colour they wish."""
    free = list(_PALETTE)
    given: dict[EventType, str] = {}
    for kind in types[:MOST_TYPES]:
        wish = _PALETTE[_WISHES[kind]]
        given[kind] = wish if wish in free else free[0]
        free.remove(given[kind])
    return given
