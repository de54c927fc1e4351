"""Numbers in French words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numerals import find_numerals, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("quatorze", 14),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("soixante-dix-neuf", 79),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-sept", 97),
        ("nonante-deux", 92),
        ("cent quarante-deux", 142),
        ("deux cents", 200),
        ("mille cinq cents", 1500),
        ("trente mille", 30000),
        ("une vingtaine", 20),
        ("trois centaines", 300),
        ("un millier", 1000),
        ("un million", 1_000_000),
        ("1 200", 1200),
        ("1\u202f200", 1200),
        ("12.500", 12500),
        ("2,3 millions", 2_300_000),
    ],
)
def test_a_number_is_read_whole(words: str, value: int) -> None:
    """Words, digits and collectives give their integer."""
    assert number(words) == value


@pytest.mark.parametrize("text", ["des dizaines", "plusieurs milliers", "F-16", "0,6 %", "M23", "le Donald-Cook"])
def test_what_is_no_count_gives_none(text: str) -> None:
    """Indefinite collectives, names with digits and decimals are no whole numbers."""
    assert find_numerals(text) == []


def test_numbers_that_only_stand_side_by_side_stay_apart() -> None:
    """«vingt-trois âmes, dont dix» are two numbers, and so are «cent à quatre cents»."""
    assert [n.value for n in find_numerals("vingt-trois âmes, dont dix civils, cent à quatre cents")] == [
        23,
        10,
        100,
        400,
    ]


@given(st.text())
def test_any_text_is_survived_and_offsets_fit(text: str) -> None:
    """Whatever the text, each numeral lies inside it and none overlaps the next."""
    found = find_numerals(text)
    edges = [edge for n in found for edge in (n.start, n.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
