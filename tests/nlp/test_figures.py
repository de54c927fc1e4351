"""The dead and wounded that a text tells."""

import pytest

from nlp.figures import find_tolls
from nlp.pipeline import FrenchPipeline, load


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Quatorze civils ont été tués.", [14], []),
        ("L'attaque a fait 12 morts et 30 blessés.", [12], [30]),
        ("L'attaque a tué 7 civils et en a blessé 19.", [7], [19]),
        ("Le raid a tué sept civils et blessé dix-neuf autres.", [7], [19]),
        ("Les gendarmes ont éliminé six assaillants.", [6], []),
        ("Le raid a coûté la vie à quatre d'entre eux.", [4], []),
        ("L'explosion a soufflé le marché, tuant au moins deux personnes.", [2], []),
        ("On compte une vingtaine de morts.", [20], []),
        ("Près de trente soldats ont péri.", [30], []),
        ("Un soldat marocain et deux policiers indiens ont succombé.", [1, 2], []),
        ("Deux soldats étaient tombés en martyrs.", [2], []),
        ("Le bilan est de 1 200 morts.", [1200], []),
        ("Dix villageois n'ont pas survécu.", [10], []),
        ("Six soldats ont été blessés.", [], [6]),
        ("Un attentat à Bagdad a fait quinze morts et vingt-quatre blessés.", [15], [24]),
        ("Cinq gardes ont été tués et neuf autres blessés par une frappe.", [5], [9]),
        ("L'attaque n'a fait ni mort ni blessé.", [0], [0]),
        ("Aucun civil n'a été blessé.", [], [0]),
        ("Les tirs ont tué vingt-trois personnes, dont dix enfants.", [23], []),
        ("On compte 23 morts, dont dix civils tués chez eux.", [23], []),
    ],
)
def test_a_toll_is_read(french: FrenchPipeline, text: str, killed: list[int], wounded: list[int]) -> None:
    """Numbers of dead and wounded are read however the press writes them; parts of a total are not read twice."""
    tolls = find_tolls(french.parse(text))
    assert [toll.value for toll in tolls if toll.kind == "killed"] == killed
    assert [toll.value for toll in tolls if toll.kind == "wounded"] == wounded


@pytest.mark.parametrize(
    "text",
    [
        "Des dizaines de civils ont été tués.",
        "Plusieurs soldats ont péri.",
        "Trois villages sont passés sous le contrôle de l'armée.",
        "L'armée a saisi douze blindés.",
        "Une vingtaine de véhicules ont été détruits.",
    ],
)
def test_what_counts_no_people_gives_none(french: FrenchPipeline, text: str) -> None:
    """Indefinite numbers, things and places are no toll."""
    assert find_tolls(french.parse(text)) == ()
