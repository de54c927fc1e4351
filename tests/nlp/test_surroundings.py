"""The words around an event, as features."""

from nlp.pipeline import load
from nlp.plain_doc import plain
from nlp.surroundings import surroundings

_TEXT = "Le maire parlait. Dans la soirée, selon la radio, l'armée avait bombardé le marché de Bassira."


def test_an_event_is_described_by_its_verb_its_phrases_and_what_was_told_before() -> None:
    doc = plain(load().parse(_TEXT))
    trigger = next(word for word in doc if word.text == "bombardé")
    found = surroundings(doc, trigger, "ASSAULT")
    assert {"tense=pluperfect", "kind=ASSAULT", "hour=dans la soirée", "begins=dans la"} <= set(found)
    assert {"subject=armée", "near=marché", "previous=imperfect:pluperfect"} <= set(found)
    assert "near=bombarder" not in found


def test_the_first_sentence_has_none_before_it_and_a_description_is_made_once() -> None:
    doc = plain(load().parse(_TEXT))
    trigger = next(word for word in doc if word.text == "parlait")
    found = surroundings(doc, trigger, "-")
    assert not any(feature.startswith("previous=") for feature in found)
    assert surroundings(doc, trigger, "-") is found
