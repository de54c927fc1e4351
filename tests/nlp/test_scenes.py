"""Which place is the event's own, in sentences of our own."""

import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.choosing import Bars, chances
from nlp.places import Gazetteer, find_places
from nlp.scene_features import candidates
from nlp.scenes import SceneModel, choose, places_of
from nlp.schema import EventType, Place


class Scenes:
    """The models once for the module."""

    def __init__(self) -> None:
        self.french, self.gazetteer, self.actors = pipeline.load(), Gazetteer.load(), ActorList.load()

    def __call__(self, text: str, trigger: str, kind: str, model: SceneModel | None = None) -> tuple[Place, ...]:
        doc = self.french.parse(text)
        index = next(token.i for token in doc if token.text == trigger)
        mentions = find_places(doc, self.gazetteer, self.actors)
        return places_of(doc, index, EventType(kind), None, mentions, text, model)


@pytest.fixture(scope="module")
def scenes() -> Scenes:
    try:
        return Scenes()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "places"),
    [
        ("L'armée a repris mardi la ville de Mossoul.", "repris", "COERCE", ["Mossoul"]),
        ("Deux soldats ont été tués à Tikrit, selon un communiqué.", "tués", "ASSAULT", ["Tikrit"]),
        ("Les rebelles ont pris Tikrit et Mossoul.", "pris", "COERCE", ["Mossoul", "Tikrit"]),
        ("Le ministre a accusé les rebelles.", "accusé", "ACCUSE", []),
    ],
)
def test_the_events_own_place_is_chosen(scenes: Scenes, text: str, trigger: str, kind: str, places: list[str]) -> None:
    assert sorted(place.name for place in scenes(text, trigger, kind)) == places


def test_a_place_comes_with_its_degrees_and_its_words(scenes: Scenes) -> None:
    (place,) = scenes("Deux soldats ont été tués près de Mossoul.", "tués", "ASSAULT")
    assert (place.country, place.evidence[0].span.text) == ("IRQ", "Mossoul")
    assert place.latitude == pytest.approx(36.3, abs=0.3)


def test_nowhere_is_chosen_where_no_place_weighs_enough(scenes: Scenes) -> None:
    """The bar over «nowhere» decides."""
    never = SceneModel({"none": 50.0}, Bars(1.0, 0.7, 0.1))
    assert scenes("L'armée a repris Mossoul.", "repris", "COERCE", never) == ()


def test_a_place_named_twice_counts_once(scenes: Scenes) -> None:
    text = "À Mossoul, l'armée a avancé. L'armée a repris le centre de Mossoul."
    doc = scenes.french.parse(text)
    index = next(token.i for token in doc if token.text == "repris")
    mentions = find_places(doc, scenes.gazetteer, scenes.actors)
    found = candidates(doc, index, EventType.COERCE, None, mentions, text)
    assert len(found) == 2
    assert len(choose(found, [0.2, 0.4, 0.4], Bars(0.5, 0.5, 0.5))) == 1


def test_chances_sum_to_one_and_follow_the_weights() -> None:
    found = chances({"good": 2.0}, ["none"], [["good"], ["bad"]])
    assert sum(found) == pytest.approx(1.0)
    assert found[1] > found[0] == found[2]


def test_the_place_that_tells_where_another_lies_is_not_the_events_own(scenes: Scenes) -> None:
    """«Zoumarra, à 60 km de Mossoul» is Zoumarra alone, whatever the weights prefer."""
    near = SceneModel({"rel=1": 50.0}, Bars(0.5, 0.5, 0.02))
    text = "L'aviation a bombardé le village de Zoumarra, à 60 km de Mossoul."
    assert [place.name for place in scenes(text, "bombardé", "ASSAULT", near)] == ["Zoumarra"]
    assert [place.name for place in scenes(text, "bombardé", "ASSAULT")] == ["Zoumarra"]


def test_a_dateline_gives_way_to_the_events_own_place(scenes: Scenes) -> None:
    """«BAMAKO (AFP) -» is where it was written, and the place only of what has none of its own."""
    (place,) = scenes("BAMAKO (AFP) - Des hommes ont tué six soldats à Kidal.", "tué", "ASSAULT")
    assert place.name == "Kidal"
