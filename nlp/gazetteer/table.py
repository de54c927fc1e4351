"""The compact table of places: compressed arrays, looked up by folded name and by skeleton without unpacking rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.names import fold, skeleton

TABLE = Path(__file__).with_name("places.npz")
KINDS = ("country", "region", "county", "locality", "neighbourhood", "facility", "area")
_SOURCES = ("", "wof", "geonames")
_DEGREE = 1_000  # stored degrees are whole thousandths: 110 m, finer than any place's own extent
_END = ord("\n")


@dataclass(slots=True)
class PlaceRow:
    """A place of the table.

    `name` is French where the sources have it, `english` and `arabic` empty where none tells (never in an unpacked
    row), `iso3` empty for what lies in several countries, `population` what its fame is worth where nobody lives,
    `uncertainty_km` the radius.
    """

    key: str
    name: str
    kind: str
    iso3: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    uncertainty_km: float
    aliases: set[str] = field(default_factory=set)
    english: str = ""
    arabic: str = ""


class PlaceTable:
    """Read-only places in memory. Rows are numbers; `row(number)` unpacks one."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self._arrays = arrays
        self._names = _Lines(arrays["names"])
        self._keys = _Lines(arrays["keys"])
        self._admin1 = _Lines(arrays["admin1_names"])
        self._countries = _Lines(arrays["countries"])
        self._folded = _Lines(arrays["folded"])
        self._skeletons = _Lines(arrays["skeletons"])

    @classmethod
    def load(cls, path: Path = TABLE) -> PlaceTable:
        """Read the shipped table (about a fifth of a second; keep the result)."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    def __len__(self) -> int:
        return len(self._arrays["kind"])

    def find(self, name: str) -> list[int]:
        """Rows that bear the name, whatever its accents, hyphens and articles."""
        return self._rows(self._folded, "folded_rows", fold(name))

    def find_alike(self, name: str) -> list[int]:
        """Rows with the same consonant skeleton as the name."""
        return self._rows(self._skeletons, "skeleton_rows", skeleton(name))

    def find_consonants(self, skeletons: Iterable[str], among: npt.NDArray[np.bool_]) -> list[int]:
        """Rows with one of the consonant skeletons, of those for which `among` is true."""
        skeleton_rows = self._arrays["skeleton_rows"]
        found: set[int] = set()
        for start, end in self._skeletons.runs([key.encode() for key in skeletons]):
            rows = skeleton_rows[start:end]
            found.update(rows[among[rows]].tolist())
        return sorted(found)

    def folded_names(self, row: int) -> list[str]:
        """All names of a row, folded."""
        order, starts = self._names_of_rows
        return [self._folded[int(position)].decode() for position in order[starts[row] : starts[row + 1]]]

    @cached_property
    def _names_of_rows(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Positions in `folded` by row, and where each row's begin: the index turned round."""
        rows = self._arrays["folded_rows"]
        order = np.argsort(rows, kind="stable").astype(np.int32)
        starts = np.searchsorted(rows[order], np.arange(len(self) + 1)).astype(np.int32)
        return order, starts

    def prominent(self, population: int) -> npt.NDArray[np.bool_]:
        """For each row whether it has so many inhabitants, comes from the seed list, or is no mere settlement."""
        arrays = self._arrays
        broad = np.isin(arrays["kind"], [KINDS.index(kind) for kind in ("country", "region", "area")])
        known = broad | np.greater_equal(arrays["population"], population) | np.equal(arrays["source"], 0)
        return np.asarray(known, dtype=np.bool_)

    def places_with_region(self, iso3: str) -> tuple[npt.NDArray[np.generic], list[str]]:
        """Degrees (latitude, longitude) and region of a country's places that the sources put into one."""
        arrays = self._arrays
        placed = np.isin(arrays["country"], self._codes(iso3)) & (self._has_region[arrays["admin1"]])
        rows = np.flatnonzero(placed)
        degrees = np.stack([arrays["latitude"][rows], arrays["longitude"][rows]], axis=1) / _DEGREE
        regions = arrays["admin1"][rows].tolist()
        names = {number: self._admin1[number].decode() for number in set(regions)}
        return degrees, [names[number] for number in regions]

    def _codes(self, iso3: str) -> list[int]:
        return [number for number in range(len(self._countries)) if self._countries[number] == iso3.encode()]

    @cached_property
    def _has_region(self) -> npt.NDArray[np.bool_]:
        return np.array([bool(self._admin1[number]) for number in range(len(self._admin1))], dtype=np.bool_)

    def population(self, row: int) -> int:
        return int(self._arrays["population"][row])

    def known_rows(self, population: int) -> list[int]:
        """Rows that people are likely to ask for: at least so many inhabitants, or from the seed list."""
        arrays = self._arrays
        known = np.greater_equal(arrays["population"], population) | np.equal(arrays["source"], 0)
        return [int(number) for number in np.flatnonzero(known)]

    def rows_of_kinds(self, kinds: Iterable[str]) -> list[int]:
        """Rows of these kinds of places."""
        return [int(n) for n in np.flatnonzero(np.isin(self._arrays["kind"], [KINDS.index(kind) for kind in kinds]))]

    def towns(self, iso3: str, population: int) -> tuple[list[int], npt.NDArray[np.float64]]:
        """Rows and degrees (latitude, longitude) of a country's localities with at least so many inhabitants."""
        arrays = self._arrays
        large = np.greater_equal(arrays["population"], population) & np.equal(arrays["kind"], KINDS.index("locality"))
        rows = np.flatnonzero(large & np.isin(arrays["country"], self._codes(iso3)))
        degrees = np.stack([arrays["latitude"][rows], arrays["longitude"][rows]], axis=1) / _DEGREE
        return [int(number) for number in rows], np.asarray(degrees, dtype=np.float64)

    def row(self, number: int) -> PlaceRow:
        """Unpack one row, without its aliases."""
        arrays = self._arrays
        source = _SOURCES[int(arrays["source"][number])]
        identity = int(arrays["identity"][number])
        return PlaceRow(
            key=f"{source}:{identity}" if source else self._keys[identity].decode(),
            name=self._names[number].decode(),
            kind=KINDS[int(arrays["kind"][number])],
            iso3=self._countries[int(arrays["country"][number])].decode(),
            admin1=self._admin1[int(arrays["admin1"][number])].decode(),
            latitude=int(arrays["latitude"][number]) / _DEGREE,
            longitude=int(arrays["longitude"][number]) / _DEGREE,
            population=self.population(number),
            uncertainty_km=float(arrays["uncertainty"][number]),
        )

    def _rows(self, lines: _Lines, rows: str, key: str) -> list[int]:
        if not key:
            return []
        wanted, found = key.encode(), []
        for position in range(lines.bisect(wanted), len(lines)):
            if lines[position] != wanted:
                break
            found.append(int(self._arrays[rows][position]))
        return found


class _Lines(Sequence[bytes]):
    """Newline-separated byte strings in one array; sorted ones can be searched."""

    def __init__(self, blob: npt.NDArray[np.generic]) -> None:
        self._blob = blob.tobytes()
        self._ends = np.flatnonzero(np.frombuffer(self._blob, dtype=np.uint8) == _END).astype(np.uint32)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._blob[start : int(self._ends[number])]

    def runs(self, keys: Sequence[bytes]) -> Iterator[tuple[int, int]]:
        """Where the lines that are one of the keys begin and end, in sorted lines: hundreds of keys in one look."""
        hashes, starts = self._by_hash
        wanted = np.array([hash(key) for key in keys], dtype=np.int64)
        positions = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
        for number in np.flatnonzero(hashes[positions] == wanted).tolist():
            run = int(starts[0, positions[number]])
            if self[run] == keys[number]:
                yield run, int(starts[1, positions[number]])

    @cached_property
    def _by_hash(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
        """The hashes of the distinct lines in order, and where the run of each line begins and ends."""
        hashes = np.fromiter(map(hash, self._blob.split(b"\n")), dtype=np.int64)[: len(self)]
        begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
        order = np.argsort(hashes[begins], kind="stable")
        runs = np.stack([begins, np.append(begins[1:], len(hashes))]).astype(np.uint32)
        return hashes[begins][order], runs[:, order]

    def bisect(self, key: bytes) -> int:
        return bisect_left(range(len(self)), key, key=self.__getitem__)


def write_table(rows: Sequence[PlaceRow], path: Path = TABLE) -> None:
    """Pack the rows, best known first among equals, into the shipped file."""
    rows = sorted(rows, key=lambda row: (row.iso3, row.kind, row.name, row.key))
    numbered = [row for row in rows if not row.key.startswith(("wof:", "geonames:"))]
    texts = {row.key: number for number, row in enumerate(numbered)}
    admin1 = sorted({row.admin1 for row in rows})
    countries = sorted({row.iso3 for row in rows})
    admin1_numbers = {name: number for number, name in enumerate(admin1)}
    country_numbers = {iso3: number for number, iso3 in enumerate(countries)}
    sources = [row.key.partition(":")[0] if row.key not in texts else "" for row in rows]
    identities = [texts[row.key] if row.key in texts else int(row.key.partition(":")[2]) for row in rows]
    folded, folded_rows = _index(rows, fold)
    skeletons, skeleton_rows = _index(rows, skeleton)
    np.savez_compressed(
        path,
        names=_blob(row.name for row in rows),
        keys=_blob(texts),
        admin1_names=_blob(admin1),
        countries=_blob(countries),
        source=np.array([_SOURCES.index(source) for source in sources], dtype=np.uint8),
        identity=np.array(identities, dtype=np.uint32),
        kind=np.array([KINDS.index(row.kind) for row in rows], dtype=np.uint8),
        country=np.array([country_numbers[row.iso3] for row in rows], dtype=np.uint16),
        admin1=np.array([admin1_numbers[row.admin1] for row in rows], dtype=np.uint16),
        latitude=np.array([round(row.latitude * _DEGREE) for row in rows], dtype=np.int32),
        longitude=np.array([round(row.longitude * _DEGREE) for row in rows], dtype=np.int32),
        population=np.array([row.population for row in rows], dtype=np.uint32),
        uncertainty=np.array([row.uncertainty_km for row in rows], dtype=np.float32),
        folded=folded,
        folded_rows=folded_rows,
        skeletons=skeletons,
        skeleton_rows=skeleton_rows,
    )


def _index(rows: Sequence[PlaceRow], key: object) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32]]:
    assert callable(key)
    entries = sorted(
        {(value.encode(), number) for number, row in enumerate(rows) for name in row.aliases if (value := key(name))}
    )
    return _blob(value.decode() for value, _ in entries), np.array([number for _, number in entries], dtype=np.int32)


def _blob(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    text = "".join(f"{line}\n" for line in lines)
    return np.frombuffer(text.encode(), dtype=np.uint8)
