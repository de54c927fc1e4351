"""The shipped French pipeline, on sentences of our own."""

import subprocess
import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc, Token

from nlp.pipeline import MODEL, FrenchPipeline, ModelMissing, load


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    return load()


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def arguments(doc: Doc, verb: str) -> set[tuple[str, str]]:
    return {(child.dep_, child.text) for child in word(doc, verb).children}


def test_subject_and_object_of_an_active_verb(french: FrenchPipeline) -> None:
    doc = french.parse("Les forces irakiennes ont libéré jeudi le village de Tal-Zaytoun.")
    assert {("nsubj", "forces"), ("obj", "village")} <= arguments(doc, "libéré")


def test_passive_subject_and_agent(french: FrenchPipeline) -> None:
    doc = french.parse("Le convoi a été attaqué par des hommes armés.")
    assert {("nsubj:pass", "convoi"), ("obl:agent", "hommes")} <= arguments(doc, "attaqué")


def test_a_speaker_after_the_verb_is_its_subject(french: FrenchPipeline) -> None:
    doc = french.parse("La route a été coupée, a annoncé mardi le général Karim Zaydan.")
    assert ("nsubj", "général") in arguments(doc, "annoncé")


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Ils ont libéré la ville.", "libéré", "libérer"),
        ("Douze soldats ont été tués.", "tués", "tuer"),
        ("Le drone a été abattu.", "abattu", "abattre"),
        ("L'armée s'est emparée du pont.", "emparée", "emparer"),
        ("Les rebelles ont repris la colline.", "repris", "reprendre"),
        ("Deux obus visèrent le camp.", "visèrent", "viser"),
    ],
)
def test_lemmas_of_verbs(french: FrenchPipeline, text: str, form: str, lemma: str) -> None:
    assert word(french.parse(text), form).lemma_ == lemma


def test_the_typographic_apostrophe_reads_like_the_plain_one(french: FrenchPipeline) -> None:
    plain = french.parse("L'armée d'Irak s'est retirée aujourd'hui.")
    typographic = french.parse("L’armée d’Irak s’est retirée aujourd’hui.")
    assert [(t.lemma_, t.pos_, t.dep_) for t in plain] == [(t.lemma_, t.pos_, t.dep_) for t in typographic]


def test_offsets_are_those_of_the_given_text(french: FrenchPipeline) -> None:
    text = "  Titre de la dépêche\n\n\tL’armée\u00a0a pris  Raqqa.\r\n12\u202f000 civils ont fui.\n"
    doc = french.parse(text)
    assert len(doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)].split() == t.text.split() for t in doc)
    assert {t.text for t in doc if not t.is_space} >= {"dépêche", "Raqqa", "12 000"}


def test_no_sentence_crosses_a_line_end(french: FrenchPipeline) -> None:
    text = "Irak : l'armée avance\nLes soldats ont atteint le fleuve\nLes civils fuient"
    starts = {sentence.start_char for sentence in french.parse(text).sents}
    assert {0, text.index("Les soldats"), text.index("Les civils")} <= starts


@pytest.mark.parametrize("text", ["", " ", "\n\n", "mot", ".", "😀", "a\u2028b", "«»"])
def test_small_texts_are_read(french: FrenchPipeline, text: str) -> None:
    doc = french.parse(text)
    assert len(doc.text) == len(text)
    assert all(sentence.text for sentence in doc.sents)


def test_a_long_text_without_line_ends_is_read(french: FrenchPipeline) -> None:
    text = "Les soldats ont repris le village au sud de la ville, selon un officier. " * 900
    doc = french.parse(text)
    assert len(doc.text) == len(text)
    assert sum(t.lemma_ == "reprendre" for t in doc) == 900


def test_names(french: FrenchPipeline) -> None:
    doc = french.parse("Daech a attaqué le village de Tal-Zaytoun, a déclaré Karim Zaydan, porte-parole de l’ONU.")
    assert {(e.text, e.label_) for e in doc.ents} == {
        ("Daech", "GROUP"),
        ("Tal-Zaytoun", "LOC"),
        ("Karim Zaydan", "PER"),
        ("ONU", "ORG"),
    }


def test_a_missing_model_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"nlp\.training pipeline"):
        load(tmp_path)


def test_the_shipped_pipeline_is_small() -> None:
    """It was promised at 15 MB or less."""
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= 15_000_000


def test_the_vocabulary_does_not_import_spacy() -> None:
    code = "import sys, nlp.schema; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_number_that_opens_a_sentence_is_no_name(french: FrenchPipeline) -> None:
    """«Dix civils»: the people are the subject, whatever the capital."""
    doc = french.parse("Dix civils ont été tués à Mossoul jeudi.")
    assert doc.text.startswith("Dix civils") and [t.text for t in doc if t.dep_ == "nsubj:pass"] == ["civils"]
