"""Noun phrases named as a desk would log them."""

import pytest

from nlp import pipeline
from nlp.mentions import Mention, mention_at
from nlp.pipeline import FrenchPipeline


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


def _mention(french: FrenchPipeline, text: str, head: str) -> Mention:
    doc = french.parse(text)
    found = mention_at(doc, next(token.i for token in doc if token.text == head))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Les soldats tchadiens ont avancé.", "soldats", "soldats tchadiens"),
        ("Trois hommes armés ont ouvert le feu.", "hommes", "hommes armés"),
        ("Le général Amir Souleymane a parlé.", "général", "Amir Souleymane"),
        ("Le groupe État islamique a revendiqué l'attaque.", "groupe", "État islamique"),
        ("Les habitants du village de Tal Kasab ont fui.", "habitants", "habitants du village de Tal Kasab"),
        ("Le président, Karim Benali, a démissionné.", "président", "Karim Benali"),
    ],
)
def test_articles_numbers_and_titles_are_left_out(french: FrenchPipeline, text: str, head: str, name: str) -> None:
    assert _mention(french, text, head).name == name


def test_an_acronym_in_brackets_is_another_form(french: FrenchPipeline) -> None:
    text = "Les Forces démocratiques syriennes (FDS) ont pris la ville."
    assert "FDS" in _mention(french, text, "Forces").also


def test_the_group_of_its_fighters_is_another_form(french: FrenchPipeline) -> None:
    mention = _mention(french, "Les combattants du Hezbollah ont avancé.", "combattants")
    assert (mention.name, "Hezbollah" in mention.also) == ("combattants du Hezbollah", True)


def test_the_group_of_its_terrorists_is_the_name(french: FrenchPipeline) -> None:
    """An epithet is left out where a name follows."""
    assert _mention(french, "Les terroristes de Daesh ont fui.", "terroristes").name == "Daesh"


def test_a_pronoun_is_a_mention_that_only_points(french: FrenchPipeline) -> None:
    assert _mention(french, "Ils ont fui.", "Ils").pronoun


def test_a_verb_is_no_mention_of_its_own_subject(french: FrenchPipeline) -> None:
    doc = french.parse("Ils ont fui hier.")
    assert mention_at(doc, 3) is None
