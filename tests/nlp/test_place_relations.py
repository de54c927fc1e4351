"""The words before a place tell where from it a happening lies."""

import pytest

from nlp.gazetteer.lookup import distance_km
from nlp.place_relations import preposition_before, relation_before, territory_before


@pytest.mark.parametrize(
    ("left", "words", "bearing", "distance"),
    [
        ("tués à 60 km au sud de ", "à 60 km au sud de", 180.0, 60.0),
        ("situé à une trentaine de kilomètres de ", "à une trentaine de kilomètres de", None, 30.0),
        ("à environ 15 kilomètres à l’ouest d’", "à environ 15 kilomètres à l’ouest d’", 270.0, 15.0),
        ("une attaque au nord-ouest de ", "au nord-ouest de", 315.0, None),
        ("dans le sud du ", "dans le sud du", 180.0, None),
        ("des combats près de ", "près de", None, None),
        ("à deux heures de route de ", "à deux heures de route de", None, 100.0),
        ("sur la route entre ", "entre", None, None),
        ("à 40 milles nautiques au large de ", "à 40 milles nautiques au large de", None, 74.08),
        ("à 10 milles au sud d'", "à 10 milles au sud d'", 180.0, 18.52),
    ],
)
def test_relation(left: str, words: str, bearing: float | None, distance: float | None) -> None:
    """Direction, distance and nearness are read with their words."""
    relation = relation_before(left)
    assert relation is not None
    assert (relation.words, relation.bearing, relation.distance_km) == (words, bearing, distance)


@pytest.mark.parametrize("left", ["dans la ", "le gouvernement de ", "à ", "", "il dort au nord "])
def test_no_relation(left: str) -> None:
    """A plain preposition or a complement relates nothing."""
    assert relation_before(left) is None


def test_prepositions_and_territories() -> None:
    """Articles are skipped, and a noun of territory gives the kind of place."""
    assert preposition_before("réfugié dans la ") == "dans"
    assert preposition_before("le chef de ") is None
    assert territory_before("le petit village de ") == ("village de ", "locality")
    assert territory_before("dans la province d'")[1] == "region"
    assert territory_before("le discours de ") == ("", None)


def test_apply_moves_the_point_or_widens_the_radius() -> None:
    """With direction and distance the point moves, with one of them the doubt grows."""
    start = (36.0, 42.0)
    moved = relation_before("à 60 km au sud de ").apply(*start, 5.0)  # type: ignore[union-attr]
    assert moved[0] < 36.0 and abs(distance_km(start, moved[:2]) - 60.0) < 1.0 and moved[2] == 15.0
    assert relation_before("à 60 km de ").apply(*start, 5.0) == (36.0, 42.0, 65.0)  # type: ignore[union-attr]
    assert relation_before("au sud de ").apply(*start, 5.0)[2] > 5.0  # type: ignore[union-attr]
