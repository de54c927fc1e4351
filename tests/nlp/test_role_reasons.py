"""What is said of how a word was read: the name of its way to the trigger, in sentences of our own."""

import pytest

from nlp import pipeline
from nlp.role_reasons import relation_before, relation_of


@pytest.fixture(scope="module")
def french() -> pipeline.FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(
    ("text", "word", "trigger", "reason"),
    [
        ("Les rebelles ont tué deux soldats.", "rebelles", "tué", "subject"),
        ("Les rebelles ont tué deux soldats.", "soldats", "tué", "object"),
        ("Deux soldats ont été tués par les rebelles.", "soldats", "tués", "passive_subject"),
        ("Deux soldats ont été tués par les rebelles.", "rebelles", "tués", "agent"),
        ("Le chef des rebelles a été tué.", "rebelles", "tué", "inside:passive_subject"),
        ("Les miliciens qui ont enlevé des villageois ont fui.", "miliciens", "enlevé", "antecedent:subject"),
        ("La police a dispersé et arrêté les manifestants.", "police", "arrêté", "shared:subject"),
        ("L'armée a mené un raid contre les insurgés.", "armée", "raid", "governor:subject"),
        ("L'armée a mené un raid contre les insurgés.", "insurgés", "raid", "governor:complement_against"),
        ("Une attaque des rebelles contre des soldats a échoué.", "rebelles", "attaque", "complement_of"),
        ("L'attaque des rebelles a tué deux soldats.", "soldats", "attaque", "governor:object"),
        ("Une frappe israélienne a visé des miliciens.", "israélienne", "frappe", "adjective"),
        ("Les soldats tués par les rebelles étaient jeunes.", "soldats", "tués", "modified"),
        ("Le président Paul Kaba, destitué par l'armée, a été condamné.", "Paul", "destitué", "modified"),
        ("Mohamed Kaba a été destitué par l'armée en juillet.", "Mohamed", "destitué", "passive_subject"),
        ("Une dizaine de soldats ont été tués.", "soldats", "tués", "passive_subject"),
        ("L'armée a attaqué la ville de Gao.", "Gao", "attaqué", "object"),
        ("L'armée a attaqué le maire de Gao.", "Gao", "attaqué", "inside:object"),
        ("Les rebelles ont tiré des roquettes, blessant six civils.", "civils", "tiré", "below:object"),
        ("Soldats et rebelles ont attaqué le village.", "rebelles", "attaqué", "subject"),
        ("L'armée a frappé le village dans la province de Gao.", "province", "frappé", "complement_place"),
    ],
)
def test_the_way_from_a_word_to_the_trigger_has_a_name(
    french: pipeline.FrenchPipeline, text: str, word: str, trigger: str, reason: str
) -> None:
    """The code says what the parse gives: subject, passive subject, object, complement, over a governing verb, …"""
    doc = french.parse(text)
    by_text = {token.text: token for token in doc}
    assert relation_of(by_text[word], by_text[trigger]) == reason


def test_a_word_of_the_sentence_before_is_a_subject_or_only_named(french: pipeline.FrenchPipeline) -> None:
    """«before_subject» for a subject, «before» for any other word."""
    doc = french.parse("Les rebelles ont quitté Gao.")
    reasons = {token.text: relation_before(token) for token in doc}
    assert (reasons["rebelles"], reasons["Gao"]) == ("before_subject", "before")
