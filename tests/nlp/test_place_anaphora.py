"""Words that stand for a place named before, and sites that a text names by their noun alone."""

import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.places import Gazetteer, PlaceMention, find_places


class Finder:
    """The models once for the module."""

    def __init__(self) -> None:
        self.french, self.gazetteer, self.actors = pipeline.load(), Gazetteer.load(), ActorList.load()

    def __call__(self, text: str) -> list[PlaceMention]:
        return [m for m in find_places(self.french.parse(text), self.gazetteer, self.actors) if m.anaphor]


@pytest.fixture(scope="module")
def find() -> Finder:
    try:
        return Finder()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Des tirs ont retenti à Gao. Deux soldats ont été tués dans la ville.", "definite", "Gao"),
        ("Le calme règne à Bamako. Des barrages ont été dressés dans la capitale.", "definite", "Bamako"),
        ("Le gouverneur est arrivé à Gao. Deux soldats y ont été tués.", "y", "Gao"),
        ("Le convoi a gagné Ménaka, où deux soldats ont été tués.", "relative", "Ménaka"),
        ("Deux soldats ont été tués à l'aéroport.", "site", "aéroport"),
        ("Des renforts ont été massés le long de la frontière ukrainienne.", "site", "frontière ukrainienne"),
    ],
)
def test_a_word_stands_for_the_place_meant(find: Finder, text: str, code: str, name: str) -> None:
    """It bears the name of the place meant, and stands where the word stands."""
    (mention,) = find(text)
    assert (mention.anaphor, mention.name) == (code, name)
    assert mention.start_char >= text.index("." if code in ("definite", "y") else " ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'armée a repris Bartella, près de Mossoul. L'EI nie avoir perdu la localité.", "Bartella"),
        (
            "Les talibans ont pris Kaboul et Hérat, en Afghanistan. Des familles ont gagné le Tadjikistan. "
            "Ils contrôlent la totalité du pays.",
            "Afghanistan",
        ),
    ],
)
def test_a_place_named_to_find_another_is_not_meant(find: Finder, text: str, name: str) -> None:
    """«la localité» is the village, not the town that it is near; «le pays» where most of what was named lies."""
    assert [mention.name for mention in find(text)] == [name]


def test_the_country_is_no_neighbour_where_it_is_not_named(find: Finder) -> None:
    """«le pays» after Kunduz, «près du Tadjikistan», is Afghanistan, which no word names."""
    assert find("Ils ont pris Kunduz, près du Tadjikistan. Les rebelles contrôlent la totalité du pays.") == []


def test_a_noun_before_its_own_name_stands_for_nothing_else(find: Finder) -> None:
    """«Le village d'Aguelhok» is Aguelhok, not the town named before."""
    assert find("Des heurts ont éclaté à Kidal. Le village d'Aguelhok a été attaqué.") == []


def test_a_word_stands_for_the_resolved_place(find: Finder) -> None:
    """Its coordinates come with the name."""
    (mention,) = find("Des tirs ont retenti à Gao. Deux soldats ont été tués dans la ville.")
    assert mention.resolved is not None and mention.resolved.country == "MLI"
