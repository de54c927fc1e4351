"""Whether an event is told as a fact, a plan or a denial."""

import pytest

from nlp.pipeline import FrenchPipeline, load
from nlp.schema import EventType, Status
from nlp.status import status_of
from nlp.status_unreal import supposed


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
        ("Selon un témoin, l'armée bombarderait la ville.", "bombarderait"),
        ("Un témoin a déclaré que l'armée aurait bombardé la ville.", "bombardé"),
        ("Les soldats ont repoussé une attaque.", "attaque"),
        ("Paris a annulé les sanctions de mars.", "sanctions"),
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
        ("Le ministre devait rencontrer son homologue lundi.", "rencontrer"),
        ("La réunion a été reportée.", "réunion"),
        ("Paris a repoussé à janvier le sommet de Pau.", "sommet"),
        ("Le ministre a annoncé que l'armée enverrait mille hommes.", "enverrait"),
        ("Paris a fait savoir que deux régiments seraient déployés.", "déployés"),
        ("Le ministre ira lundi à Séoul.", "ira"),
        ("Si l'armée attaquait Homs, les rebelles résisteraient.", "résisteraient"),
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
        ("L'armée a failli reprendre la ville.", "reprendre"),
        ("L'armée a tenté de reprendre la ville, sans succès.", "reprendre"),
        ("L'armée n'a pas réussi à reprendre la colline.", "reprendre"),
        ("Les rebelles ont échoué à prendre l'aéroport.", "prendre"),
        ("Le ministre, qui devait rencontrer son homologue, a annulé sa visite.", "rencontrer"),
        ("La réunion a été annulée.", "réunion"),
        ("L'EI nie avoir perdu la localité.", "perdu"),
        ("L'État islamique nie que l'armée ait repris la localité.", "repris"),
    ],
)
def test_a_denial_is_denied(french: FrenchPipeline, text: str, trigger: str) -> None:
    """What is said not to have happened is denied."""
    assert _status(french, text, trigger) is Status.DENIED


def test_a_date_ahead_makes_a_plan_of_the_present(french: FrenchPipeline) -> None:
    """«se réunit demain» is a plan by its date alone; a past tense stays a fact."""
    assert _status(french, "L'Otan se réunit demain.", "réunit", ahead=True) is Status.PLANNED
    assert _status(french, "L'armée a interdit la marche de dimanche.", "interdit", ahead=True) is Status.OCCURRED


def test_a_promise_announced_has_occurred(french: FrenchPipeline) -> None:
    """What is done in words is done when it is announced; a deed so announced is to come."""
    doc = french.parse("Le ministre a annoncé que la France soutiendrait Kiev.")
    place = next(word.i for word in doc if word.text == "soutiendrait")
    assert status_of(doc, place, kind=EventType.SUPPORT)[0] is Status.OCCURRED
    assert status_of(doc, place, kind=EventType.AID)[0] is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "trigger", "is_supposed"),
    [
        ("Si l'armée attaquait Homs, les rebelles riposteraient.", "attaquait", True),
        ("Paris ripostera si l'armée attaque Homs.", "attaque", True),
        ("On ignore si l'armée a repris Baïdji.", "repris", True),
        ("Nul ne sait si les rebelles ont quitté la ville.", "quitté", True),
        ("S'ils prennent la ville, les rebelles fermeront la route.", "prennent", True),
        ("Tout se passe comme si l'armée attaquait la ville.", "attaquait", True),
        ("Si l'armée attaquait Homs, les rebelles riposteraient.", "riposteraient", False),
        ("Si l'armée a repris la ville, les rebelles tiennent les collines.", "repris", False),
        ("Même si l'armée a repris la ville, la peur demeure.", "repris", False),
        ("L'armée a frappé si fort que la ville est vide.", "frappé", False),
        ("Si l'offensive se poursuit, la ville tombera.", "offensive", False),
        ("On ignore qui a attaqué la ville.", "attaqué", False),
        ("Nul n'en parlerait si des inconnus n'avaient attaqué la ville.", "attaqué", False),
    ],
)
def test_what_si_supposes_is_no_event(french: FrenchPipeline, text: str, trigger: str, is_supposed: bool) -> None:
    """A condition or a question tells nothing; «même si», and «si» before what has happened, do."""
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    assert (supposed(doc, place) is not None) is is_supposed
