"""Names in the reader's language: regions, towns whose article is of their name."""

from __future__ import annotations

import pytest

from bot.local_names import region_called, shown_name
from bot.texts import texts
from bot.views.names import match_label
from bot.words.regions import REGIONS
from store.records import NameMatch


@pytest.mark.parametrize(
    ("name", "country", "english", "arabic"),
    [
        ("Ninive", "IRQ", "Nineveh", "نينوى"),
        ("Bande de Gaza", "PSE", "Gaza Strip", "قطاع غزة"),
        ("Alep", "SYR", "Aleppo", "حلب"),
        ("Homs", "SYR", "Homs", "حمص"),
        ("Oblast de Kharkiv", "UKR", "Kharkiv Oblast", "مقاطعة خاركيف"),
        ("Le Caire (gouvernorat)", "EGY", "Cairo", "القاهرة"),
        ("Nord-Ouest (Cameroun)", "CMR", "Northwest", "الشمال الغربي"),
        ("Nulle Part", "IRQ", "Nulle Part", "Nulle Part"),
    ],
)
def test_regions_are_called_as_the_reader_calls_them(name: str, country: str, english: str, arabic: str) -> None:
    """Of what no list knows the French name stays."""
    assert region_called(name, country, texts("en")) == english
    assert region_called(name, country, texts("ar")) == arabic
    assert region_called(name, country, texts("fr")) == name


def test_a_region_is_labelled_in_the_readers_language() -> None:
    """In titles and on buttons."""
    nineveh = NameMatch("region", None, "Ninive", 100.0, "IRQ", "IRQ/ninive")
    assert match_label(nineveh, texts("en")).startswith("Nineveh, region")
    assert "نينوى" in match_label(nineveh, texts("ar"))


def test_a_towns_article_is_of_its_name_in_french() -> None:
    """«au Caire» hides it; an actor called so keeps its words."""
    assert shown_name("Caire", "seed:caire-eg", texts("fr")) == "Le Caire"
    assert shown_name("Caire", "seed:caire-eg", texts("en")) == "Cairo"
    assert shown_name("Caire", None, texts("fr")) == "Caire"


def test_the_regions_by_hand_are_whole() -> None:
    """A name in English and in Arabic each."""
    assert all(names["en"] and names["ar"] for names in REGIONS.values())
