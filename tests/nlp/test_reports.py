"""Where a text says that somebody reports."""

import pytest

from nlp.pipeline import FrenchPipeline, load
from nlp.reports import find_reports


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "kind"),
    [
        ("Selon le ministère, dix soldats ont péri.", "Selon", "ministère", "opener"),
        ("D'après les déclarations de l'armée, le pont a sauté.", "après", "armée", "opener"),
        ("Le pont a sauté, a annoncé lundi le gouverneur.", "annoncé", "gouverneur", "inverted"),
        ("Le pont a sauté, a-t-il ajouté.", "ajouté", "-t-il", "inverted"),
        ("Un officier a affirmé que le pont avait sauté.", "affirmé", "officier", "governing"),
        ("Le pont a sauté, a-t-on appris auprès de la police.", "de", "police", "opener"),
    ],
)
def test_a_report_has_its_cue_and_speaker(french: FrenchPipeline, text: str, cue: str, speaker: str, kind: str) -> None:
    """Openers, inverted verbs and verbs over a clause are found with the word that heads the speaker."""
    doc = french.parse(text)
    trigger = next(word for word in doc if word.text in ("péri", "sauté"))
    found = {(doc[r.cue].text, doc[r.speaker].text, r.kind) for r in find_reports(doc, trigger)}
    assert (cue, speaker, kind) in found


@pytest.mark.parametrize(
    "text",
    ["Le pont a sauté selon toute vraisemblance.", "Le pont a sauté auprès de la gare.", "Le pont a sauté mardi."],
)
def test_where_nobody_speaks_there_is_no_report(french: FrenchPipeline, text: str) -> None:
    """«selon toute vraisemblance» and «auprès de la gare» have no speaker."""
    doc = french.parse(text)
    assert find_reports(doc, next(word for word in doc if word.text == "sauté")) == []
