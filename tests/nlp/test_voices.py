"""Who speaks in an article."""

import pytest

from nlp.pipeline import FrenchPipeline, load
from nlp.voices import Conversation


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


def _names(french: FrenchPipeline, text: str) -> list[set[str]]:
    talk = Conversation(french.parse(text), None, text)
    return [{voice.said.name for voice in group} for group in talk.speakers]


def _count(french: FrenchPipeline, text: str, name: str) -> int:
    talk = Conversation(french.parse(text), None, text)
    return sum(voice.said.name == name for voice in talk.voices if not voice.stage)


def test_a_bare_noun_means_who_spoke_before_in_the_paragraph(french: FrenchPipeline) -> None:
    """«l'officier» after «le colonel X» is he; «la police» stands for itself."""
    text = "Le colonel Samba Dieng a parlé lundi. Le pont a sauté, précise l'officier. Le port brûle, selon la police."
    assert {"Samba Dieng"} in _names(french, text)
    assert {"police"} in _names(french, text)
    assert {"officier"} not in _names(french, text)
    assert _count(french, text, "police") == 1


def test_a_last_name_with_courtesy_is_the_same_speaker(french: FrenchPipeline) -> None:
    """«M. Dieng» is «Samba Dieng»."""
    text = "Samba Dieng affirme que le pont a sauté. Le port brûle, a ajouté M. Dieng."
    assert {"Samba Dieng", "Dieng"} in _names(french, text)


def test_a_bare_body_is_the_one_named_before_in_full(french: FrenchPipeline) -> None:
    """«le ministère» after «le ministère de la Défense» is that one."""
    text = "Selon le ministère de la Défense, le pont a sauté. Le port brûle, a ajouté le ministère."
    assert _count(french, text, "ministère de la Défense") == 2


def test_line_ends_part_the_paragraphs(french: FrenchPipeline) -> None:
    """Sentences count as one paragraph up to a line end, however many."""
    text = "Le pont a sauté. Le port brûle.\n\nLa ville dort."
    assert Conversation(french.parse(text), None, text).paragraphs[:2] == [0, 0]
    assert Conversation(french.parse(text), None, text).paragraphs[-1] == 1


def test_a_pronoun_that_leads_nowhere_takes_no_floor(french: FrenchPipeline) -> None:
    """«Il» as a subject is no speaker by itself."""
    assert all("Il" not in group for group in _names(french, "Il a fait le point lundi. Deux soldats ont été tués."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selon l'Association d'aide aux victimes, le pont a sauté.", "Association d'aide aux victimes"),
        ("Le Front pour la paix et le droit (FPD) affirme que le pont a sauté.", "Front pour la paix et le droit"),
        ("D'après un communiqué de Reporters sans frontières, le pont a sauté.", "Reporters sans frontières"),
        ("L'ONG OVD-Info relève que le pont a sauté.", "OVD-Info"),
        ("Le porte-parole de l'Armée nationale (ANL), le général Ali Daoud, a nié que le pont ait sauté.", "Ali Daoud"),
        ("Le ministère de l'Intérieur, dont les blindés reculent, fait savoir que tout va", "ministère de l'Intérieur"),
        ("La chute du pont a été annoncée vers midi, d'une voix blanche, par le gouverneur, Ali Hassan.", "Ali Hassan"),
    ],
)  # fmt: skip
def test_a_speaker_is_named_in_full(french: FrenchPipeline, text: str, name: str) -> None:
    """Bodies keep their complements, spokesmen give their names, a passive's subject and a relative's do not speak."""
    assert _count(french, text, name) == 1


def test_an_acronym_is_the_body_that_it_was_told_with(french: FrenchPipeline) -> None:
    """«le MPD» after «Mouvement pour la paix et le droit (MPD)» is that one."""
    text = "Le Mouvement pour la paix et le droit (MPD) veille. Le pont a sauté, selon le MPD."
    assert _count(french, text, "Mouvement pour la paix et le droit") == 1
