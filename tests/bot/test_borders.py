"""The borders that ship: all countries, closed rings, where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from bot.borders import codes, load
from bot.texts import LANGUAGES, texts


def test_countries_have_codes_that_texts_can_name() -> None:
    """Every label on a map is a name, not a code; parts without a code have no label."""
    assert len(codes()) == len(set(codes())) > 230 and {"IRQ", "SYR", "COD", "PSE", "UKR", "YEM", "MMR", "DEU"} <= set(
        codes()
    )
    for lang in LANGUAGES:
        assert all(texts(lang).country(code) != code for code in codes())


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [("IRQ", 38.8, 29.1, 48.6, 37.4), ("FRA", -61.8, -21.4, 55.8, 51.1), ("BFA", -5.5, 9.4, 2.4, 15.1)],
)
def test_countries_lie_where_they_are(code: str, west: float, south: float, east: float, north: float) -> None:
    """Overseas departments are part of France; degrees to a tenth or two."""
    (country,) = (one for one in load().countries if one.code == code)
    found = (country.west, country.south, country.east, country.north)
    assert found == pytest.approx((west, south, east, north), abs=0.25)


def test_rings_are_closed_and_lines_cross_no_map() -> None:
    """Also those of countries on the 180th meridian: no step is longer than a tenth of the world."""
    world = load()
    for country in world.countries:
        for polygon in country.polygons:
            for ring in polygon:
                assert country.code == "ATA" or np.allclose(ring[0], ring[-1]), country.code
    for line in (*world.inland, *world.coasts):
        assert np.abs(np.diff(line[:, 0])).max(initial=0.0) < 36


def test_a_border_is_one_line_and_a_coast_another() -> None:
    """Between Iraq and Syria runs a land border; round Cyprus the sea."""

    def near(lines: tuple[np.ndarray, ...], longitude: float, latitude: float) -> bool:
        return any(np.hypot(*(line - (longitude, latitude)).T).min() < 0.15 for line in lines)

    world = load()
    assert near(world.inland, 42.36, 37.11) and not near(world.coasts, 42.36, 37.11)
    assert near(world.coasts, 32.4, 34.75) and not near(world.inland, 32.4, 34.75)
