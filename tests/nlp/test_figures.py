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
        ("Un homme de 26 ans a été tué à Bagdad.", [1], []),
        ("Un responsable de soixante-deux ans a été assassiné.", [1], []),
        ("Deux hommes, dont un enfant de 9 ans, ont été tués à Homs.", [2], []),
        ("Huit missiles ont tué un enfant à Kharkiv.", [1], []),
        ("Trois véhicules ont été détruits et un soldat tué.", [1], []),
        ("Ils ont attaqué le poste de Tarkint, à 120 km au nord de Gao, tuant quatre gendarmes.", [4], []),
        ("Trois kamikazes se sont fait exploser au marché, tuant onze personnes.", [11], []),
        ("Le raid a tué onze d'entre eux et en a blessé 15.", [11], [15]),
        ("Cinq Syriens et deux Casques bleus ont été tués.", [5, 2], []),
        ("Cent vingt-trois miliciens ont été tués.", [123], []),
        ("Deux cents jihadistes et deux mille civils ont été tués.", [200, 2000], []),
        ("L'attaque a fait 1,200 morts.", [1200], []),
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
        "Le commandant, âgé de 52 ans, a été tué.",
        "Douze chars et trente pour cent des stocks ont été touchés.",
        "À 14 heures, le 3 mars 2016, le général a été tué.",
        "Le vol 370 a été abattu.",
        "Un butin de 3 000 dollars a été enlevé au chef tué.",
    ],
)
def test_what_counts_no_people_gives_none(french: FrenchPipeline, text: str) -> None:
    """Indefinite numbers, things and places are no toll."""
    assert find_tolls(french.parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cent vingt-trois miliciens ont été tués.", "Cent vingt-trois"),
        ("Ils ont tué deux cents jihadistes.", "deux cents"),
        ("Ils ont tué deux mille civils.", "deux mille"),
    ],
)
def test_a_number_is_held_whole(french: FrenchPipeline, text: str, words: str) -> None:
    """The first and the last token of a toll hold all words of its number."""
    doc = french.parse(text)
    toll = find_tolls(doc)[0]
    assert doc[toll.first : toll.number + 1].text == words
