"""Capitals and missing accents are spelt again as the press would, letter for letter in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import reader
from nlp.clean import clean
from nlp.reader import Reader
from nlp.schema import Article
from nlp.spelling import SpellingMissing, bare, load, respelt
from nlp.training.spelling import learn, write


@pytest.fixture(scope="module")
def whole() -> Reader:
    return reader.load()


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ("L'ARMÉE IRAKIENNE REPREND QAYRAWAN A DAECH", "L'armée irakienne reprend Qayrawan à Daech"),
        ("LES REBELLES ONT ENLEVE DEUX MEDECINS PRES D'ALEP", "Les rebelles ont enlevé deux médecins près d'Alep"),
        ("L'ONU DENONCE L'ATTAQUE. ELLE ACCUSE TEL-AVIV", "L'ONU dénonce l'attaque. Elle accuse Tel-Aviv"),
        ("Trois civils ont ete tues a Mossoul.", "Trois civils ont été tués à Mossoul."),
        ("Le medecin a declare qu'il y a des blesses.", "Le médecin a déclaré qu'il y a des blessés."),
        ("Des centaines de deplaces sont arrives", "Des centaines de déplacés sont arrivés"),
    ],
)
def test_a_spoilt_line_is_spelt_again(spoilt: str, right: str) -> None:
    assert respelt(spoilt) == right


@pytest.mark.parametrize(
    "text",
    [
        "Un avion de combat a survolé Alep.",
        "Il a dit non.",
        "La police a tué un homme a Paris.",  # a text with accents is left to its writer
        "ONU",
        "ISIS, PKK",
        "",
        "\n\n",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert respelt(text) == text


def test_only_the_lines_in_capitals_change() -> None:
    body = "\nLes rebelles ont abattu un avion près d'Alep, a annoncé l'OSDH."
    assert respelt("SYRIE : UN AVION ABATTU" + body) == "Syrie : un avion abattu" + body


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.one_of(st.text(), st.text("ABÉÎ ßİŒǅﬁ'-.\nabcéœ", min_size=8)))
def test_every_letter_keeps_its_place(text: str) -> None:
    came = respelt(text)
    assert len(came) == len(text)
    assert bare(came) == bare(text)


def test_an_event_in_capitals_is_read_as_in_small_letters_and_shown_as_it_stands(whole: Reader) -> None:
    text = "L'ARMEE IRAKIENNE A LIBERE MARDI LA VILLE DE QAYRAWAN"
    (event,) = whole.read(Article("a", text, date(2017, 5, 19), "fr")).events
    assert [actor.name for actor in event.sources] == ["armée irakienne"]
    assert [place.name for place in event.places] == ["Qayrawan"]
    assert event.trigger.text == "LIBERE"
    assert [text[e.span.start : e.span.end] for e in event.places[0].evidence] == ["QAYRAWAN"]


def test_a_word_broken_by_print_is_put_together() -> None:
    assert clean("L'armée a libé-\nré Qay-\nrawan") == "L'armée a libéré Qayrawan"
    assert clean("Il est peut-\nêtre à Tel-\nAviv - dit-\nil") == "Il est peut-être à Tel-Aviv - dit-il"


def test_spellings_are_kept_as_they_were_learned(tmp_path: Path) -> None:
    learned = learn(["Il tue un homme. Il tue un homme.\nUn homme tué ici. Il a tué. Il a tué."], ["tue", "levé"])
    write(tmp_path / "s", learned)
    kept = load(tmp_path / "s")
    assert (dict(kept.before), dict(kept.after)) == (learned.before, learned.after)
    assert {form: set(kept.of(form)) for form in learned.seen} == {form: set(of) for form, of in learned.seen.items()}
    assert kept.best("TUE", "a", ".", cased=False) == "tué"
    assert kept.best("tue", "il", "un", cased=True) == "tue"
    assert kept.best("LEVE", "", "", cased=False) == "levé"


def test_missing_spellings_name_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SpellingMissing, match=r"python -m nlp\.training spelling"):
        load(tmp_path / "none")
