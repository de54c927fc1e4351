"""The whole reader on marked French sentences, one line a phenomenon: `phenomena/*.txt`, mark-up in its README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from nlp import pipeline, reader
from nlp.reader import Reader
from nlp.trigger_model import TriggerModelMissing
from tests.nlp.phenomena.markup import Case, MarkError, differences, parse, read, read_files

MOST_UNSTEADY = 0.2
"""Share of lines that may be exempt from a verdict."""

CASES: list[Case] = []
_PROBLEM = ""
try:
    CASES = read_files()
except MarkError as error:
    _PROBLEM = str(error)
if _PROBLEM:  # the line and what is wrong with it, without thirty lines of traceback
    pytest.fail(_PROBLEM, pytrace=False)


def _param(case: Case) -> Any:
    marks = () if case.verdict == "passes" else pytest.mark.xfail(reason=case.verdict, strict=case.verdict == "fails")
    return pytest.param(case, id=case.id, marks=marks)


@pytest.fixture(scope="module")
def french() -> Reader:
    try:
        return reader.load()
    except (pipeline.ModelMissing, TriggerModelMissing) as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module", autouse=True)
def _known_failures(request: pytest.FixtureRequest) -> Iterator[None]:
    """Print the share of known failures when the lines are through."""
    yield
    plugins = request.config.pluginmanager
    terminal, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")
    if terminal and capture:
        count = Counter(case.verdict for case in CASES)
        known, unsteady, lines = count["fails"], count["unsteady"], len(CASES)
        told = f"{lines} phenomena: {known} known failures ({known / lines:.0%}), {unsteady} unsteady"
        with capture.global_and_fixture_disabled():
            terminal.write_line(f"\n{told} ({unsteady / lines:.0%})")


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_phenomenon(case: Case, french: Reader) -> None:
    """What is marked in the line, and only that, is what the reader finds."""
    assert differences(case, read(case, french)) == []


def test_no_line_stands_twice_and_few_are_unsteady() -> None:
    """Every case has a name of its own; a verdict is withheld from less than a fifth."""
    assert [name for name, times in Counter(case.id for case in CASES).items() if times > 1] == []
    assert sum(case.verdict == "unsteady" for case in CASES) < MOST_UNSTEADY * len(CASES)


def test_marks_become_text_and_expectations() -> None:
    """Offsets count in the bare text; a mark may serve several events, and the tail holds what has no words."""
    line = (
        "[12:source Ils|Kurdes] ont {ASSAULT/aerial frappé} [place Homs] puis {2:COERCE/seize pris} Hama. => 2:date -"
    )
    case = parse(line, Case("a", 1, "b", date(2017, 5, 19), "passes"))
    assert case.text == "Ils ont frappé Homs puis pris Hama."
    assert case.events[1].slots == {"source": [("Kurdes",)], "place": [("Homs",)]}
    assert case.events[2].slots == {"source": [("Kurdes",)], "date": []}
    assert case.text[case.events[2].trigger.start :].startswith("pris Hama")


@pytest.mark.parametrize(
    "line",
    [
        "Rien.",
        "{ASSAULT/seize frappé}",
        "{ATTACK frappé}",
        "{ASSAULT frappé} [qui Paul]",
        "{ASSAULT x} [2:source Paul]",
    ],
)
def test_marks_that_make_no_sense_are_refused(line: str) -> None:
    """No line is silently read as something else."""
    with pytest.raises(MarkError):
        parse(line, Case("a", 1, "b", date(2017, 5, 19), "passes"))


def test_a_wrong_reading_is_told_apart(french: Reader) -> None:
    """A comparison that never finds fault would prove nothing."""
    wrong = "L'armée a {ASSAULT/aerial repris} [place Mossoul] [date mercredi|2017-05-16] à [target Daech]. => source -"
    case = parse(wrong, Case("a", 1, "b", date(2017, 5, 19), "passes"))
    told = " ".join(differences(case, read(case, french)))
    assert "no ASSAULT at «repris», but COERCE" in told
    case = parse(wrong.replace("ASSAULT/aerial", "COERCE"), Case("a", 1, "b", date(2017, 5, 19), "passes"))
    told = " ".join(differences(case, read(case, french)))
    assert "date 2017-05-16 was read as 2017-05-17" in told
    assert "source nothing was read as armée" in told


def test_the_right_value_from_the_wrong_words_is_told_apart(french: Reader) -> None:
    """A date that nobody can find in the text is no evidence."""
    line = "[date L'armée|2017-05-17] a {COERCE repris} Mossoul mercredi à Daech."
    case = parse(line, Case("a", 1, "b", date(2017, 5, 19), "passes"))
    assert differences(case, read(case, french)) == [
        "COERCE «repris»: date was not read from «L'armée» but from ['mercredi']"
    ]
