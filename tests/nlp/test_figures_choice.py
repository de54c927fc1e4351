"""Which dead and wounded belong to an event."""

import pytest

from nlp.figures import find_tolls
from nlp.figures_choice import toll_of
from nlp.pipeline import FrenchPipeline, load
from nlp.schema import EventType


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


def _figures(
    french: FrenchPipeline, text: str, trigger: str, kind: EventType = EventType.ASSAULT
) -> tuple[int | None, int | None]:
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    killed, wounded = toll_of(doc, place, find_tolls(doc), kind)
    return killed.value if killed else None, wounded.value if wounded else None


@pytest.mark.parametrize(
    ("text", "trigger", "killed", "wounded"),
    [
        ("L'attaque a fait 12 morts et 30 blessés.", "attaque", 12, 30),
        ("Un soldat et deux policiers ont été tués par des inconnus.", "tués", 3, None),
        ("L'armée a bombardé le village, tuant au moins deux personnes.", "bombardé", 2, None),
        ("Cinq personnes, trois soldats et deux civils, ont été tuées.", "tuées", 5, None),
        ("Quatre soldats, deux civils et deux policiers ont été tués.", "tués", 8, None),
        ("Le commandant, âgé de 52 ans, a été tué.", "tué", 1, None),
        ("Un homme de 26 ans a été tué à Bagdad.", "tué", 1, None),
        ("L'ambassadeur a été assassiné mardi.", "assassiné", 1, None),
        ("Des avions ont bombardé la ville. Le bilan n'est pas connu.", "bombardé", None, None),
    ],
)
def test_an_event_takes_its_toll(
    french: FrenchPipeline, text: str, trigger: str, killed: int | None, wounded: int | None
) -> None:
    """The toll of the event's own clauses is taken, parts of one verb summed."""
    assert _figures(french, text, trigger) == (killed, wounded)


def test_an_event_that_kills_nobody_takes_none(french: FrenchPipeline) -> None:
    """A visit after an attack does not take its dead."""
    text = "Le ministre a visité l'hôpital après l'attaque qui a fait 12 morts."
    assert _figures(french, text, "visité", EventType.CONSULT) == (None, None)


def test_the_evidence_is_text_of_the_article(french: FrenchPipeline) -> None:
    """The span of a figure stands in the article as given."""
    text = "L'attaque a tué cent vingt-trois miliciens."
    doc = french.parse(text)
    killed, _ = toll_of(doc, 1, find_tolls(doc), EventType.ASSAULT)
    assert killed is not None
    span = killed.evidence[0].span
    assert text[span.start : span.end] == span.text == "tué cent vingt-trois"
