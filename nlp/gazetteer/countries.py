"""The table of countries: names, capitals and adjectives in French, built from public data and the seed list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("countries.tsv")
_SEED = Path(__file__).with_name("seed") / "countries.tsv"
_COLUMNS = ("iso3", "iso2", "fr", "en", "ar", "names", "capitals", "adjectives", "lat", "lon", "area")
# Short names that are first names or common words: they stand in the table only in a longer form.
_UNSAFE_NAMES = {"Dominique", "Maurice", "Jersey", "Réunion", "Perse"}
_CONTESTED_CAPITALS = {"ISR", "BOL", "CIV", "BEN", "TZA", "BDI"}  # the source's capital is not the press's metonym
_KOSOVO = "XKX"  # the user-assigned ISO code in general use; the source table says UNK


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 codes, names in three languages, all names, capitals (the first one is the press's usual
    word), French adjectives in every gender and number, WGS84 centre and area in square kilometres."""

    iso3: str
    iso2: str
    fr: str
    en: str
    ar: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    latitude: float
    longitude: float
    area: float


def load_countries(path: Path = TABLE) -> tuple[Country, ...]:
    """Read the shipped table."""
    return tuple(
        Country(
            row["iso3"],
            row["iso2"],
            row["fr"],
            row["en"],
            row["ar"],
            _split(row["names"]),
            _split(row["capitals"]),
            _split(row["adjectives"]),
            float(row["lat"]),
            float(row["lon"]),
            float(row["area"]),
        )
        for row in read_table(path)
    )


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a tab-separated file with a header; lines that begin with # are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )


def build_countries(source: Path, target: Path = TABLE) -> int:
    """Write the table from mledoze/countries (`countries.json`) and the seed list; give the number of rows."""
    seeds = {row["iso3"]: row for row in read_table(_SEED)}
    countries = sorted(json.loads(source.read_text("utf-8")), key=lambda country: not country["independent"])
    taken: set[str] = set()
    for iso3, seed in seeds.items():
        taken.update(f"{iso3} {adjective}" for adjective in _split(seed["adjectives"]))
    owners = {entry[4:]: entry[:3] for entry in taken}
    rows = [_row(country, seeds, owners) for country in countries]
    with target.open("w", encoding="utf-8") as out:
        out.write("# Derived from mledoze/countries (ODbL 1.0) and the seed list; this table is under the ODbL 1.0.\n")
        out.write("\t".join(_COLUMNS) + "\n")
        out.writelines("\t".join(row) + "\n" for row in sorted(rows))
    return len(rows)


def _row(country: dict[str, Any], seeds: dict[str, dict[str, str]], owners: dict[str, str]) -> list[str]:
    iso3 = _KOSOVO if country["cca3"] == "UNK" else country["cca3"]
    seed = seeds.get(iso3, {})
    fr, ar = country["translations"]["fra"], country["translations"].get("ara", {})
    shown = seed.get("fr") or fr["common"]
    english = country["name"]["common"]
    names = [shown, fr["common"], fr["official"], english, country["name"]["official"], *_split(seed.get("names", ""))]
    names += [ar.get("common", ""), ar.get("official", "")]
    capitals = [*_split(seed.get("capitals", ""))]
    if country["independent"] and iso3 not in _CONTESTED_CAPITALS:
        capitals += country["capital"][:1]
    adjectives = [word for word in _adjectives(country, seed) if owners.setdefault(word, iso3) == iso3]
    return [
        iso3,
        country["cca2"],
        shown,
        english,
        ar.get("common", ""),
        _join(name for name in names if name not in _UNSAFE_NAMES),
        _join(capitals),
        _join(adjectives),
        f"{country['latlng'][0]:.2f}",
        f"{country['latlng'][1]:.2f}",
        f"{country['area']:.0f}",
    ]


def _adjectives(country: dict[str, Any], seed: dict[str, str]) -> Iterator[str]:
    demonyms = country["demonyms"].get("fra", {})
    given = [word.lower() for word in (demonyms.get("m"), demonyms.get("f")) if word and " " not in word]
    for word in (*given, *_split(seed.get("adjectives", ""))):
        yield word
        if not word.endswith(("s", "x")):
            yield f"{word}s"
        if word.endswith(("ais", "ois", "ien", "éen", "ain")) and word not in given:
            yield from _feminine(word)


def _feminine(word: str) -> tuple[str, str]:
    stem = word + "n" if word.endswith(("ien", "éen")) else word
    return f"{stem}e", f"{stem}es"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _join(parts: Any) -> str:
    return "|".join(dict.fromkeys(part for part in parts if part))
