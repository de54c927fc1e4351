"""Whom words mean that only point at a speaker."""

import pytest
from spacy.tokens import Doc, Token

from nlp.pipeline import FrenchPipeline, load
from nlp.pointing import is_bare, is_demonym, may_mean
from nlp.voices import Conversation


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


def _word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def _speaker(french: FrenchPipeline, text: str, cue: str) -> str:
    doc = french.parse(text)
    talk = Conversation(doc, None, text)
    return next(v.said.name for v in talk.voices if doc[v.report.cue].text == cue and not v.stage)


def test_a_pronoun_means_who_took_the_floor_not_the_subject_of_its_own_sentence(french: FrenchPipeline) -> None:
    """«Le pont a sauté, explique-t-il» is told by the minister of the sentence before."""
    text = "Le ministre de l'Intérieur, Amadou Diallo, a reçu la presse lundi. Le Nord a tiré, explique-t-il."
    assert _speaker(french, text, "explique") == "Amadou Diallo"


def test_two_officials_are_they_one_person_is_not(french: FrenchPipeline) -> None:
    """«d'après eux» passes over a person to the plural."""
    text = "Amadou Diallo a juré lundi. Deux responsables ont livré leur récit. Le pont, disent-ils, a sauté."
    assert _speaker(french, text, "disent") == "responsables"


def test_a_body_is_no_officer(french: FrenchPipeline) -> None:
    """«l'organisation» means no person."""
    doc = french.parse("Amadou Diallo est venu. Le pont a sauté, affirme l'organisation.")
    assert not may_mean(_word(doc, "organisation"), _word(doc, "Amadou"))


def test_a_noun_before_a_relative_clause_is_bare_but_not_before_its_place(french: FrenchPipeline) -> None:
    """«le texte, qui…» points, «le maire de Ségou» does not."""
    assert is_bare(_word(french.parse("Le pont a sauté, ajoute le texte, qui reste muet."), "texte"))
    assert not is_bare(_word(french.parse("Le pont a sauté, ajoute le maire de Ségou."), "maire"))


def test_people_of_a_country_are_no_country(french: FrenchPipeline) -> None:
    """«le Japonais» points at a person, «l'Ukraine» does not."""
    assert is_demonym(_word(french.parse("Le pont a sauté, poursuit le Japonais."), "Japonais"))
    assert not is_demonym(_word(french.parse("Le pont a sauté, affirme l'Ukraine."), "Ukraine"))


def test_a_body_is_named_with_all_its_complements(french: FrenchPipeline) -> None:
    """«selon l'Initiative … pour les droits personnels» is named in full."""
    text = "Selon l'Initiative malienne pour les droits personnels, le pont a sauté."
    assert _speaker(french, text, "Selon") == "Initiative malienne pour les droits personnels"
