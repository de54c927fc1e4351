"""People without a name of their own are told in the reader's language and found by it."""

from __future__ import annotations

import pytest

from bot.local_names import shown_name
from bot.people_names import people_called, people_in_french
from bot.texts import texts
from bot.words.people import PEOPLE


@pytest.mark.parametrize(
    ("name", "english", "arabic"),
    [
        ("civils", "civilians", "مدنيون"),
        ("soldats maliens", "Malian soldiers", "جنود من مالي"),
        ("combattants kurdes", "Kurdish fighters", "مقاتلون أكراد"),
        ("Force", "Force", "Force"),
        ("Otages", "hostages", "رهائن"),
        ("marins de cette nationalité", "marins de cette nationalité", "marins de cette nationalité"),
    ],
)
def test_people_are_shown_in_the_readers_language(name: str, english: str, arabic: str) -> None:
    """What no list knows, and what has a capital, keeps the words of the text."""
    assert shown_name(name, None, texts("en")) == english
    assert shown_name(name, None, texts("ar")) == arabic
    assert people_called(name, texts("fr")) is None


@pytest.mark.parametrize("typed", ["hostages", "hostage", "رهائن", "otages", "otage"])
def test_they_are_found_by_the_words_of_each_language(typed: str) -> None:
    """As questions and filters have them."""
    assert people_in_french(typed) == "otages"


def test_the_list_is_whole() -> None:
    """Three names a row, no French one twice."""
    rows = [line.split(" | ") for line in PEOPLE.strip().splitlines()]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
