"""A name leads to the place that the article means, and a misspelt one to its neighbours."""

from pathlib import Path

import pytest

from nlp.gazetteer.countries import load_countries
from nlp.gazetteer.display import PlaceName, PlaceNames
from nlp.gazetteer.lookup import Gazetteer, PlaceContext, distance_km
from nlp.gazetteer.table import PlaceRow, PlaceTable, write_table


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "others", "country"),
    [
        ("Qayrawan", ("Mossoul", "Tal Afar"), "IRQ"),
        ("Qairawan", ("Sinjar",), "IRQ"),
        ("القيروان", ("تلعفر",), "IRQ"),
        ("Qayrawan", (), "IRQ"),
        ("Kairouan", ("Tunis",), "TUN"),
        ("Tripoli", ("Benghazi", "Misrata"), "LBY"),
        ("Tripoli", ("Beyrouth", "Saïda"), "LBN"),
        ("Beni", ("Goma",), "COD"),
        ("Boni", ("Bamako", "Mopti"), "MLI"),
        ("Paris", ("New York", "Washington", "Chicago"), "FRA"),
    ],
)
def test_the_context_decides_between_homonyms(
    gazetteer: Gazetteer, name: str, others: tuple[str, ...], country: str
) -> None:
    """Qayrawan is in Iraq beside Mossoul; a metropolis stays itself in any company."""
    place = gazetteer.resolve(name, PlaceContext(others))
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("name", "shown", "country", "latitude", "longitude"),
    [
        ("Khams Taloul", "Khams Taloul", "IRQ", 35.9, 42.2),
        ("Khams Tulul", "Khams Taloul", "IRQ", 35.9, 42.2),
        ("Tal-Kasab", "Tal Kasab", "IRQ", 36.26, 41.94),
        ("Mosul", "Mossoul", "IRQ", 36.34, 43.12),
        ("Aleppo", "Alep", "SYR", 36.2, 37.16),
        ("Deir Ezzor", "Deir ez-Zor", "SYR", 35.34, 40.14),
        ("Kyiv", "Kiev", "UKR", 50.45, 30.52),
        ("El Fasher", "El-Facher", "SDN", 13.63, 25.35),
        ("Tombouctou", "Tombouctou", "MLI", 16.77, -3.0),
        ("Warsaw", "Varsovie", "POL", 52.23, 21.0),
        ("Irak", "Irak", "IRQ", 33.0, 44.0),
    ],
)
def test_known_places_have_french_names_and_coordinates(
    gazetteer: Gazetteer, name: str, shown: str, country: str, latitude: float, longitude: float
) -> None:
    """English and older spellings lead to the name of the French press, on the right spot."""
    place = gazetteer.resolve(name)
    assert place is not None and (place.name, place.country) == (shown, country)
    assert distance_km((place.latitude, place.longitude), (latitude, longitude)) < 30


def test_regions_of_several_countries_have_no_country(gazetteer: Gazetteer) -> None:
    """The Sahel and the Euphrates lie in more than one state."""
    for name in ("Sahel", "Euphrate", "trois frontières", "lac Tchad"):
        place = gazetteer.resolve(name)
        assert place is not None and place.country is None and place.uncertainty_km >= 80, name


def test_the_kind_asked_for_chooses_the_region(gazetteer: Gazetteer) -> None:
    """«la province d'Alep» is not the city."""
    city, region = gazetteer.resolve("Alep"), gazetteer.resolve("Alep", PlaceContext(kind="region"))
    assert city is not None and city.kind == "locality"
    assert region is not None and region.kind == "region" and region.uncertainty_km > city.uncertainty_km


def test_unknown_names_and_chance_homonyms_stay_unresolved(gazetteer: Gazetteer) -> None:
    """No guess: an unknown name has no place, a village of another continent is none either."""
    assert gazetteer.resolve("Zorglubville") is None
    assert gazetteer.resolve("") is None
    assert gazetteer.resolve("Marche", PlaceContext(("Mossoul",), ("IRQ", "IRQ"))) is None


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("Qayrwan", "Qayrawan"), ("Mosoul", "Mossoul"), ("Tal Affar", "Tal Afar"), ("Khams Talul", "Khams Taloul"),
     ("Kharkhiv", "Kharkiv"), ("Ouagadogou", "Ouagadougou"), ("Tombuctou", "Tombouctou"), ("Deir Zor", "Deir ez-Zor")],
)  # fmt: skip
def test_the_meant_name_is_suggested_first(gazetteer: Gazetteer, misspelt: str, meant: str) -> None:
    """«Vouliez-vous dire …»: the nearest name comes first, each place once."""
    suggested = [place.name for place in gazetteer.suggest(misspelt)]
    assert suggested[0] == meant and len(set(suggested)) == len(suggested) <= 5


def test_table_round_trip(tmp_path: Path) -> None:
    """What is written is read back, by name, by skeleton and by row."""
    rows = [
        PlaceRow("seed:one", "Al-Essai", "locality", "IRQ", "Ninive", 36.1234, -42.5, 12, 4.0, {"Al-Essai", "Essaï"}),
        PlaceRow("wof:7", "Essai", "region", "SYR", "", 35.0, 40.0, 900, 80.0, {"Essai"}),
    ]
    write_table(rows, tmp_path / "places.npz")
    table = PlaceTable.load(tmp_path / "places.npz")
    found = {table.row(number).key: table.row(number) for number in table.find("l'essai")}
    assert set(found) == {"seed:one", "wof:7"}
    assert (found["seed:one"].latitude, found["seed:one"].longitude) == (36.123, -42.5)
    assert (found["seed:one"].admin1, found["wof:7"].uncertainty_km) == ("Ninive", 80.0)
    assert table.find("ess") == [] and len(table.find_alike("Essay")) == 2


def test_countries_have_adjectives_and_capitals() -> None:
    """The table knows every gender and number, and no contested capital."""
    countries = {country.iso3: country for country in load_countries()}
    assert len(countries) == 250
    assert {"irakien", "irakienne", "irakiens", "irakiennes"} <= set(countries["IRQ"].adjectives)
    assert "Jerusalem" not in countries["ISR"].capitals and countries["FRA"].capitals[0] == "Paris"


def test_places_have_english_and_arabic_names_to_show() -> None:
    """The press's own, not the formal ones of the sources; nothing for a key that is none."""
    names = PlaceNames.load()
    mosul, raqqa = names.of("seed:mossoul-iq"), names.of("seed:raqqa-sy")
    assert mosul == PlaceName("Mosul", "الموصل")
    assert raqqa is not None and raqqa.english in ("", "Raqqa")
    assert names.of("seed:mossoul") is None and names.of("") is None
