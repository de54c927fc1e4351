"""What a French verb group tells."""

import pytest

from nlp.pipeline import FrenchPipeline, load
from nlp.verbs import governor, infinitive, tense


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("L'armée a bombardé le village.", "bombardé", "past"),
        ("L'armée avait bombardé le village.", "bombardé", "pluperfect"),
        ("L'armée aurait bombardé le village.", "bombardé", "conditional_past"),
        ("L'armée bombardera le village.", "bombardera", "future"),
        ("L'armée bombarde le village.", "bombarde", "present"),
        ("Les troupes videront les lieux.", "videront", "future"),
        ("L'armée veut bombarder le village.", "bombarder", "infinitive"),
    ],
)
def test_the_tense_is_that_of_the_whole_group(french: FrenchPipeline, text: str, verb: str, name: str) -> None:
    """Auxiliaries count: «a bombardé» is past, «aurait bombardé» the past conditional."""
    doc = french.parse(text)
    assert tense(next(word for word in doc if word.text == verb)) == name


def test_a_participle_taken_for_an_adjective_has_its_infinitive(french: FrenchPipeline) -> None:
    """«tués» leads back to «tuer» whatever the tagger calls it."""
    doc = french.parse("Deux soldats tombés au front et dix civils tués.")
    assert {infinitive(word) for word in doc if word.text in ("tombés", "tués")} == {"tomber", "tuer"}


def test_the_governor_of_an_object_is_its_verb(french: FrenchPipeline) -> None:
    """A noun stands in the clause of the verb above it."""
    doc = french.parse("L'armée a bombardé le village.")
    assert governor(next(word for word in doc if word.text == "village")).text == "bombardé"
