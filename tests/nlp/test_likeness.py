"""Spellings of one name are near each other, other names are not."""

from __future__ import annotations

import pytest

from nlp.likeness import SAME, SAME_CONSONANTS, SAME_SOUNDS, likeness, spelling


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("al-Nosra", "Nosra", SAME),
        ("Qayrawane", "Qayrawan", SAME_SOUNDS),
        ("Hashd", "Hachd", SAME_SOUNDS),
        ("Tel-Afar", "Tall Afar", SAME_CONSONANTS),
        ("Kairouan", "Qayrawan", SAME_CONSONANTS),
        ("القيروان", "Qayrawan", SAME_CONSONANTS),
        ("Talibans", "Taliban", 80),
        ("Mossuol", "Mossoul", 80),
        ("Zaporijjja", "Zaporijia", 75),
    ],
)
def test_spellings_of_one_name_are_near(one: str, other: str, least: float) -> None:
    """Other romanisations, another script, slips of the finger."""
    assert likeness(spelling(one), spelling(other)) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Oran"), ("Irak", "Iran"), ("Hama", "Hamas"), ("EI", "EIK"), ("Mali", "Bali"), ("Zambie", "Gambie"),
     ("Mossad", "Mossoul"), ("FDS", "FDLR"), ("", "Mali"), ("🕊", "Mali"), ("داعش", "دوشة")],
)  # fmt: skip
def test_near_names_are_others(one: str, other: str) -> None:
    """A letter makes another name of a short one, an acronym, or a first letter."""
    assert likeness(spelling(one), spelling(other)) == 0
