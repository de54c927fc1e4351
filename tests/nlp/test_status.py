"""Whether an event is told as a fact, a plan or a denial."""

import pytest

from nlp.pipeline import FrenchPipeline, load
from nlp.schema import Status
from nlp.status import status_of


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


def _status(french: FrenchPipeline, text: str, trigger: str, ahead: bool = False) -> Status:
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    return status_of(doc, place, ahead)[0]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("L'armée a repris la ville mardi.", "repris"),
        ("L'armée aurait tué dix civils, selon un témoin.", "tué"),
        ("Dix soldats ont été tués dans une attaque.", "attaque"),
        ("Les rebelles n'ont attaqué que deux villages.", "attaqué"),
        ("Les rebelles assiègent la ville depuis lundi.", "assiègent"),
        ("Une personne arrêtée lundi a avoué.", "arrêtée"),
    ],
)
def test_a_fact_has_occurred(french: FrenchPipeline, text: str, trigger: str) -> None:
    """What is told in the past or of now has occurred, hearsay included."""
    assert _status(french, text, trigger) is Status.OCCURRED


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Le président visitera la ville lundi.", "visitera"),
        ("Les deux ministres doivent se rencontrer samedi à Genève.", "rencontrer"),
        ("L'armée s'apprête à attaquer la ville.", "attaquer"),
        ("Un sommet se tiendra mardi à Kinshasa.", "sommet"),
        ("La visite prévue lundi inquiète les habitants.", "visite"),
        ("Le ministre est attendu lundi à Bagdad.", "attendu"),
    ],
)
def test_a_plan_is_planned(french: FrenchPipeline, text: str, trigger: str) -> None:
    """The future, and what hangs on a plan, is to come."""
    assert _status(french, text, trigger) is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Aucun raid n'a visé la ville lundi.", "raid"),
        ("L'armée n'a mené aucun raid lundi.", "raid"),
        ("Il n'y a pas eu de raid lundi.", "raid"),
        ("L'armée n'a pas bombardé le village.", "bombardé"),
        ("L'armée dément avoir bombardé le village.", "bombardé"),
        ("Aucun soldat n'a été capturé à Mossoul.", "capturé"),
        ("La rencontre n'a pas eu lieu.", "rencontre"),
        ("Les rebelles n'ont rien signé.", "signé"),
    ],
)
def test_a_denial_is_denied(french: FrenchPipeline, text: str, trigger: str) -> None:
    """What is said not to have happened is denied."""
    assert _status(french, text, trigger) is Status.DENIED


def test_a_date_ahead_makes_a_plan_of_the_present(french: FrenchPipeline) -> None:
    """«se réunit demain» is a plan by its date alone; a past tense stays a fact."""
    assert _status(french, "L'Otan se réunit demain.", "réunit", ahead=True) is Status.PLANNED
    assert _status(french, "L'armée a interdit la marche de dimanche.", "interdit", ahead=True) is Status.OCCURRED
