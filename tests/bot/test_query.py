"""Words become a name and an hour."""

from __future__ import annotations

from datetime import time

import pytest

from bot.query import HourError, Request, parse


@pytest.mark.parametrize(
    ("words", "name", "at"),
    [
        ("", None, None),
        ("  Tal   Afar ", "Tal Afar", None),
        ("Qayrawan 08:30", "Qayrawan", time(8, 30)),
        ("Qayrawan 8h", "Qayrawan", time(8)),
        ("Qayrawan 8h30", "Qayrawan", time(8, 30)),
        ("Qayrawan 8 h 30", "Qayrawan", time(8, 30)),
        ("Qayrawan 20 heures", "Qayrawan", time(20)),
        ("7:05", None, time(7, 5)),
        ("0h", None, time(0)),
        ("Division 30", "Division 30", None),
        ("8h Qayrawan", "8h Qayrawan", None),
    ],
)
def test_an_hour_at_the_end_is_told_from_the_name(words: str, name: str | None, at: time | None) -> None:
    """The usual French and English ways to write an hour, and a number that is none."""
    assert parse(words) == Request(name, at)


@pytest.mark.parametrize("words", ["Qayrawan 25:00", "Qayrawan 24h", "8h75", "8:5", "100h"])
def test_what_looks_like_an_hour_and_is_none_is_refused(words: str) -> None:
    """No hour is guessed and none becomes part of a name."""
    with pytest.raises(HourError):
        parse(words)
