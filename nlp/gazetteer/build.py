"""Build the table of places from the seed list, Who's On First, GeoNames and the countries, duplicates merged."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.gazetteer.countries import Country, build_countries, load_countries, read_table
from nlp.gazetteer.display import NAMES, write_names
from nlp.gazetteer.geonames import Regions, cities_of
from nlp.gazetteer.sources import SEED, UNCERTAINTY_KM
from nlp.gazetteer.spelt import CODE, first_arabic, plain, without_head
from nlp.gazetteer.table import TABLE, PlaceRow, write_table
from nlp.names import fold, skeleton

_WOF_KINDS = {
    "region": "region",
    "county": "county",
    "locality": "locality",
    "localadmin": "locality",
    "neighbourhood": "neighbourhood",
    "campus": "facility",
}
# A place of the same name and sort as an earlier one and nearer than this is that place again.
_SAME_KM = {"region": 250.0, "county": 40.0, "locality": 8.0, "neighbourhood": 3.0, "facility": 10.0}
_SEED_SAME_KM = 20.0
_ADMINISTRATIVE = re.compile(
    r"(?i)^(?:gouvernorat|district|état|etat|région|province) (?:de la |de l['’]|du |des |de |d['’])"
)
_CAPITAL_WEIGHT = 50_000_000  # what a country's name weighs against a town of the same name


def build_places(data: Path, target: Path = TABLE) -> int:
    """Write the countries and the table of places from the shared data folder; give the number of places."""
    build_countries(data / "countries" / "countries.json")
    countries = load_countries()
    merged, regions = _Merger(), Regions(read_table(SEED / "regions.tsv"))
    for row in (*_countries(countries), *_seeds(countries)):
        merged.add(row)
    for row, geonames_id in _wof(data / "wof-gazetteer", {country.iso2: country.iso3 for country in countries}):
        merged.add(row, geonames_id)
    french = {fold(line) for line in (data / "sem-gazetteer-fr" / "city.txt").read_text("utf-8").splitlines()}
    cities = list(cities_of({country.iso2: country.iso3 for country in countries}, french, regions))
    for row in regions.rows(cities):
        merged.add(row)
    for row in cities:
        merged.add(row, row.key.partition(":")[2])
    _call(merged.rows, read_table(SEED / "display.tsv"))
    write_table(merged.rows, target)
    write_names(merged.rows, target.with_name(NAMES.name))
    return len(merged.rows)


def _call(rows: Iterable[PlaceRow], listed: Iterable[dict[str, str]]) -> None:
    """Give the places listed the names that the press uses; the Arabic ones are those they are asked for by."""
    names = {(row["name"], row["country"]): row for row in listed}
    for row in rows:
        if (row.key.startswith("seed:") or row.kind == "region") and (found := names.get((row.name, row.iso3))):
            arabic = found["arabic"].split("|")
            row.english, row.arabic = found["english"], arabic[0]
            row.aliases.update(arabic)


class _Merger:
    """Collects rows; a later row that repeats an earlier place only adds its names and its population."""

    def __init__(self) -> None:
        self.rows: list[PlaceRow] = []
        self._by_name: dict[tuple[str, str, str], list[PlaceRow]] = defaultdict(list)
        self._by_geonames: dict[str, PlaceRow] = {}

    def add(self, row: PlaceRow, geonames_id: str = "") -> None:
        known = self._by_geonames.get(geonames_id) if geonames_id else None
        known = known or self._same(row)
        if known is not None:
            known.aliases |= row.aliases
            known.population = max(known.population, row.population)
            known.admin1 = known.admin1 or row.admin1
            known.english = known.english or row.english
            known.arabic = known.arabic or row.arabic
        else:
            self.rows.append(row)
            known = row
        if geonames_id:
            self._by_geonames[geonames_id] = known
        for key in self._keys(known):
            if not any(known is other for other in self._by_name[key]):
                self._by_name[key].append(known)

    def _keys(self, row: PlaceRow) -> Iterator[tuple[str, str, str]]:
        names = row.aliases if row.key.startswith("seed:") else {row.name}
        for name in names:
            yield row.iso3, row.kind, fold(name)
            yield row.iso3, row.kind, f"={skeleton(name)}"

    def _same(self, row: PlaceRow) -> PlaceRow | None:
        for key in self._keys(row):
            if len(key[2]) < 4:
                continue
            for other in self._by_name.get(key, ()):
                seeded = other.key.startswith("seed:") and row.kind == "locality"
                if _distance_km(row, other) < (_SEED_SAME_KM if seeded else _SAME_KM.get(row.kind, 0.0)):
                    return other
        return None


def _countries(countries: Iterable[Country]) -> Iterator[PlaceRow]:
    for country in countries:
        yield PlaceRow(
            f"country:{country.iso3}",
            country.fr,
            "country",
            country.iso3,
            "",
            country.latitude,
            country.longitude,
            _CAPITAL_WEIGHT if country.area > 1000 else 100_000,
            round(math.sqrt(max(country.area, 1.0) / math.pi), 0),
            {name for name in country.names if not CODE.fullmatch(name) or name in ("RDC", "RCA", "USA", "EAU")},
            country.en,
            first_arabic(country.names),
        )


def _seeds(countries: Iterable[Country]) -> Iterator[PlaceRow]:
    iso2 = {country.iso3: country.iso2.lower() for country in countries}
    for row in read_table(SEED / "places.tsv"):
        name = re.sub(r"\s*\(.*\)", "", row["name"])
        slug = re.sub(r"[^a-z0-9]+", "-", fold(row["name"]))
        key = f"seed:{slug}-{iso2[row['country']]}" if row["country"] else f"seed:{slug}"
        aliases = {name, *(alias for alias in row["aliases"].split("|") if alias)}
        place = (row["kind"], row["country"], "", float(row["lat"]), float(row["lon"]), int(row["weight"]))
        yield PlaceRow(
            key, name, *place, float(row["uncertainty_km"]), aliases, "", first_arabic(row["aliases"].split("|"))
        )


def _wof(folder: Path, iso3: dict[str, str]) -> Iterator[tuple[PlaceRow, str]]:
    for path in sorted(folder.glob("*.tsv")):
        rows = [row for row in read_table(path) if row["placetype"] in _WOF_KINDS]
        regions = {row["wof_id"]: _french(row) for row in rows if row["placetype"] == "region"}
        rows.sort(key=lambda row: (list(_WOF_KINDS).index(row["placetype"]), -int(row["population"] or 0)))
        for row in rows:
            kind = _WOF_KINDS[row["placetype"]]
            names = {name.strip() for column in _NAME_COLUMNS for name in row[column].split("|")}
            place = PlaceRow(
                f"wof:{row['wof_id']}",
                _french(row),
                kind,
                iso3[row["country"]],
                regions.get(row["region_id"], "") if kind != "region" else "",
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"] or 0),
                UNCERTAINTY_KM[kind],
                {name for name in names if len(name) > 1 and not CODE.fullmatch(name)},
                _english(row),
                without_head(row["names_ar"]),
            )
            yield place, row["geonames_id"]


_NAME_COLUMNS = ("name", "names_fr", "names_en", "names_ar", "names_other")


def _french(row: dict[str, str]) -> str:
    """The French name without a head such as «Gouvernorat de», or else the name as it is."""
    names = [_ADMINISTRATIVE.sub("", name.strip()) for name in row["names_fr"].split("|") if name.strip()]
    return next(iter(names), row["name"])


def _english(row: dict[str, str]) -> str:
    """The English name; the French one where it is among the English ones too («Raqqa» beside "Ar Raqqah")."""
    names = [without_head(name) for name in row["names_en"].split("|") if name.strip()]
    usual = {fold(name) for name in names}
    return _french(row) if fold(_french(row)) in usual else plain(next(iter(names), row["name"]))


def _distance_km(one: PlaceRow, other: PlaceRow) -> float:
    """Flat-earth distance: enough to tell whether two rows are one place."""
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)
