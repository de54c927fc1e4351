"""Words become a name and an hour, candidates a choice."""

from __future__ import annotations

from datetime import time

import pytest

from bot.query import HourError, Request, choose, filter_of, parse
from store.records import EventFilter, NameMatch


def place(name: str, score: float, number: int = 1, country: str | None = "IRQ") -> NameMatch:
    return NameMatch("place", number, name, score, country)


def actor(name: str, score: float, number: int = 1) -> NameMatch:
    return NameMatch("actor", number, name, score)


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


def test_an_exact_place_is_taken_and_the_actor_of_that_name_offered() -> None:
    """A name that is both is a place first."""
    found = choose("Qairawan", [place("Bagdad", 100)], [actor("Bagdad", 100)])
    assert found.match == place("Bagdad", 100)
    assert found.others == (actor("Bagdad", 100),)


def test_an_exact_actor_is_taken_before_a_place_that_is_only_near() -> None:
    """What was typed as it is written beats what resembles it."""
    assert choose("Qairawan", [place("Daech Bala", 90)], [actor("Daech", 100)]).match == actor("Daech", 100)


def test_a_near_name_without_rival_is_taken() -> None:
    """A slip of the finger needs no question back."""
    assert choose("Qairawan", [place("Qayrawan", 92), place("Raqqa", 60)], []).match == place("Qayrawan", 92)


def test_two_near_names_are_offered_and_none_is_taken() -> None:
    """Between rivals the person chooses."""
    found = choose("Qairawan", [place("Qayrawan", 90), place("Qayyarah", 88)], [])
    assert found.match is None
    assert found.others == (place("Qayrawan", 90), place("Qayyarah", 88))


def test_two_places_of_one_name_are_both_in_reach() -> None:
    """The first bearer of a name is taken, the other offered."""
    found = choose("Qairawan", [place("Qayrawan", 100), place("Kairouan", 100, 2, "TUN")], [])
    assert found.match == place("Qayrawan", 100)
    assert found.others == (place("Kairouan", 100, 2, "TUN"),)


def test_a_part_of_a_longer_name_is_enough() -> None:
    """«Baghdadi» is Abou Bakr al-Baghdadi where nobody else is."""
    found = choose("Baghdadi", [], [actor("Abou Bakr al-Baghdadi", 75), actor("Baghouz", 63, 2)])
    assert found.match == actor("Abou Bakr al-Baghdadi", 75)


def test_a_country_without_events_is_not_taken_for_its_neighbour() -> None:
    """«Niger» offers Nigeria and does not show it."""
    assert choose("Niger", [place("Nigéria", 96, 3, "NGA")], []).match is None


def test_nothing_known_gives_nothing() -> None:
    """No candidate, no choice."""
    assert choose("Qairawan", [], []).match is None and choose("Qairawan", [], []).others == ()


@pytest.mark.parametrize(
    ("match", "wanted"),
    [
        (place("Qayrawan", 100, 7), EventFilter(place_id=7)),
        (actor("Daech", 100, 8), EventFilter(actor_id=8)),
        (NameMatch("country", None, "Irak", 100, "IRQ"), EventFilter(country="IRQ")),
    ],
)
def test_a_match_becomes_a_filter(match: NameMatch, wanted: EventFilter) -> None:
    """Each sort of name narrows by its own field."""
    assert filter_of(match) == wanted
