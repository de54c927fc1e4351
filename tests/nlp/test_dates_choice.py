"""Which date belongs to an event."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from nlp.dates import date_mentions
from nlp.dates_choice import Candidate, Choice, DateModelMissing, choice_of, date_of, likeliest, load_dates
from nlp.pipeline import FrenchPipeline, load
from nlp.role_network import Network
from nlp.schema import EventType, When

PUBLISHED = date(2017, 5, 19)  # a Friday


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


def _when(french: FrenchPipeline, text: str, trigger: str, kind: EventType = EventType.ASSAULT) -> When | None:
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    return date_of(doc, place, date_mentions(text, PUBLISHED), kind)


@pytest.mark.parametrize(
    ("text", "trigger", "start"),
    [
        ("L'armée a bombardé mardi le village.", "bombardé", "2017-05-16"),
        ("Mardi, l'armée a bombardé le village, puis elle a repris la colline mercredi.", "repris", "2017-05-17"),
        ("Mardi, l'armée a bombardé le village, puis elle a repris la colline mercredi.", "bombardé", "2017-05-16"),
        ("L'armée a annoncé jeudi avoir bombardé le village.", "bombardé", "2017-05-18"),
        ("L'attaque de lundi a fait dix morts.", "attaque", "2017-05-15"),
    ],
)
def test_an_event_takes_the_date_of_its_clause(french: FrenchPipeline, text: str, trigger: str, start: str) -> None:
    """Of two dates in a sentence each event takes its own; the day of the announcement serves where no other does."""
    when = _when(french, text, trigger)
    assert when is not None
    assert str(when.start) == start


def test_a_plan_takes_the_coming_day(french: FrenchPipeline) -> None:
    """A bare weekday in the future tense is the next one."""
    when = _when(french, "Les deux ministres se rencontreront mardi à Genève.", "rencontreront", EventType.CONSULT)
    assert when is not None
    assert when.start == date(2017, 5, 23)


@pytest.mark.parametrize(
    ("text", "trigger", "planned", "day"),
    [
        ("Le ministre se rendrait à Moscou lundi.", "rendrait", False, "2017-05-22"),
        ("Le syndicat appelle à une grève à compter de mercredi.", "grève", True, "2017-05-24"),
        ("Les syndicats appellent à manifester dimanche.", "manifester", True, "2017-05-21"),
        ("L'ONU a annoncé lundi que ses soldats se retireraient.", "retireraient", True, "2017-05-15"),
        ("L'aviation aurait bombardé mardi le village.", "bombardé", False, "2017-05-16"),
        ("La police a arrêté dix hommes au lendemain de l'attentat de lundi.", "arrêté", False, "2017-05-16"),
    ],
)
def test_a_plans_own_day_lies_ahead(french: FrenchPipeline, text: str, trigger: str, planned: bool, day: str) -> None:
    """A weekday in the clause of a plan is the next one; the day of the announcement and hearsay stay past."""
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    when = date_of(doc, place, date_mentions(text, PUBLISHED), EventType.RETREAT, planned)
    assert when is not None
    assert str(when.start) == day


def test_no_date_word_gives_no_date(french: FrenchPipeline) -> None:
    """An article without a date dates nothing: the day of publication is not assumed."""
    assert _when(french, "L'armée a bombardé le village.", "bombardé") is None


def test_a_carried_date_says_so(french: FrenchPipeline) -> None:
    """A date told in the sentence before has the reason `carried` and the words of that sentence."""
    text = "L'armée a bombardé le village mardi. Le soir, elle a repris la colline."
    when = _when(french, text, "repris", EventType.COERCE)
    assert when is not None
    assert when.start == date(2017, 5, 16)
    assert (when.evidence[0].reason, when.evidence[0].span.text) == ("carried", "mardi")


def test_a_date_carries_over_a_dispatch(french: FrenchPipeline) -> None:
    """In a dispatch of one day the sentences after the lead take its date without saying so."""
    text = (
        "Des hommes armés ont attaqué jeudi un poste de police à Gao. L'assaut a fait six morts. "
        "L'armée a ensuite arrêté dix suspects dans un village voisin."
    )
    when = _when(french, text, "arrêté", EventType.COERCE)
    assert when is not None
    assert (when.start, when.evidence[0].reason) == (date(2017, 5, 18), "carried")


def test_words_that_mean_the_same_day_count_together(french: FrenchPipeline) -> None:
    """Monday told twice outweighs «no date», which outweighs either telling of it alone."""
    text = "L'armée a bombardé le village lundi. Lundi, elle a pris la colline. Elle a perdu dix hommes."
    doc = french.parse(text)
    trigger = next(word for word in doc if word.text == "perdu")
    choice = choice_of(doc, trigger, date_mentions(text, PUBLISHED), EventType.ASSAULT)
    none = next(one for one in choice.candidates if one.mention is None)
    carried = [one for one in choice.candidates if str(one.days[0]) == "2017-05-15"]
    assert len(carried) == 2
    # «no date» has 4 parts of 10, either telling 3
    odds = np.array([[0.0], [np.log(4)], [np.log(3)]], dtype=np.float32)
    nothing = np.zeros((1, 1), dtype=np.float32)
    network = Network({"none": 1, "carry": 2}, np.hstack([np.zeros_like(odds), odds]), nothing[0], nothing)
    parts = [Candidate(one.mention, one.direction, ("carry" if one.mention else "none",)) for one in (none, *carried)]
    assert likeliest(Choice(("-",), tuple(parts)), network).days == carried[0].days
    assert likeliest(Choice(("-",), tuple(parts[:2])), network).mention is None


def test_a_network_that_cannot_be_read_names_the_remedy(tmp_path: Path) -> None:
    """A damaged file is no riddle."""
    path = tmp_path / "dates.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(DateModelMissing, match=r"nlp\.training dates"):
        load_dates(path)
