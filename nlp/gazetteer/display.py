"""What the gazetteer's places are called in English and in Arabic, for people to read.

The table of places (`nlp.gazetteer.table`) keeps names folded, for finding; these are written as their language does.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.gazetteer.table import PlaceRow

NAMES = Path(__file__).with_name("names.tsv.xz")
_FOUND_BY_LETTERS = 5_000  # inhabitants; smaller places are told apart from their French name in English by few


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's names by language, each empty where no source tells it."""

    english: str
    arabic: str


class PlaceNames(Sequence[bytes]):
    """Names by key (`wof:421185449`, `country:IRQ`), in memory as one sorted text of some megabytes."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._ends: npt.NDArray[np.uint32] = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n")).astype(
            np.uint32
        )

    @classmethod
    def load(cls, path: Path = NAMES) -> PlaceNames:
        """Read the shipped names (a tenth of a second; keep the result)."""
        return cls(lzma.decompress(path.read_bytes()))

    def of(self, key: str) -> PlaceName | None:
        """Give the names of the place with this key, None where there are none."""
        wanted = f"{key}\t".encode()
        line = bisect_left(self, wanted)
        if line >= len(self) or not self[line].startswith(wanted):
            return None
        _, english, arabic = self[line].decode().split("\t")
        return PlaceName(english, arabic)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._text[start : int(self._ends[number])]


def write_names(rows: Iterable[PlaceRow], path: Path = NAMES) -> None:
    """Write the names that tell more than the French one does; English ones only of what people ask for."""
    lines = []
    for row in rows:
        known = row.population >= _FOUND_BY_LETTERS or row.kind != "locality" or not row.key.startswith("wof:")
        english = row.english if known and row.english != row.name else ""
        if english or row.arabic:
            lines.append(f"{row.key}\t{english}\t{row.arabic}\n")
    text = "".join(sorted(lines, key=str.encode))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
