"""The zone of a point is that of the nearest town; of a place whose country is known, one of the country's."""

from __future__ import annotations

import pytest

from nlp.gazetteer.zones import zone_at, zones_of


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (36.34, 43.13, "Asia/Baghdad"),  # Mosul
        (35.93, 36.63, "Asia/Damascus"),  # Idlib
        (33.89, 35.5, "Asia/Beirut"),
        (31.5, 34.45, "Asia/Gaza"),
        (-1.68, 29.22, "Africa/Lubumbashi"),  # Goma
        (-4.32, 15.31, "Africa/Kinshasa"),
        (48.86, 2.35, "Europe/Paris"),
        (33.45, -112.07, "America/Phoenix"),
        (-33.87, 151.21, "Australia/Sydney"),
    ],
)
def test_a_point_has_the_zone_of_the_towns_around_it(latitude: float, longitude: float, zone: str) -> None:
    """Towns of the news, on both sides of borders."""
    assert zone_at(latitude, longitude) == zone


def test_the_country_of_a_place_has_the_last_word() -> None:
    """A border town has the zone of its own country, however near the neighbour's towns are."""
    assert zone_at(-1.66, 29.26, "RWA") == "Africa/Kigali"  # Gisenyi, in sight of Goma
    assert zone_at(-1.66, 29.20, "COD") == "Africa/Lubumbashi"


@pytest.mark.parametrize(("latitude", "longitude"), [(90.0, 0.0), (-90.0, 180.0), (0.0, -160.0), (0.0, 0.0)])
def test_the_sea_and_the_poles_have_a_zone_too(latitude: float, longitude: float) -> None:
    """Whatever is nearest: a shared location always gives a clock."""
    assert "/" in zone_at(latitude, longitude)


def test_the_zones_of_a_country() -> None:
    """The biggest towns' first; none for a country that there is not."""
    assert zones_of("IRQ") == ("Asia/Baghdad",) and zones_of("COD")[0] == "Africa/Kinshasa"
    assert zones_of("XXX") == ()
