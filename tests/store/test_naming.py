"""What makes two names one, which forms may be aliases, and which form is shown."""

from __future__ import annotations

import pytest

from store.naming import clean, folded_key, identity, is_generic, keys, names_someone, shown


@pytest.mark.parametrize("form", ["groupe", "le groupe", "Groupe terroriste", "Les jihadistes", "cette ville", "Ville"])
def test_generic_forms_name_no_one(form: str) -> None:
    """A kind of thing is no name, with or without capital and article."""
    assert is_generic(form)
    assert not names_someone(form)


@pytest.mark.parametrize(
    "form", ["Daech", "État islamique", "Forces irakiennes", "M. al-Sarraf", "داعش", "M23", "les Hachd", "al-Nosra"]
)
def test_names_name_someone(form: str) -> None:
    """A capital and one word that tells, or a script without capitals."""
    assert names_someone(form)


def test_lower_case_mentions_name_no_one() -> None:
    """«armée irakienne» tells which army, but as another mention it is no name; nor is what is said of someone."""
    for form in ("armée irakienne", "djihadistes de Daech", "les hommes du général Haftar"):
        assert not names_someone(form)
    assert not is_generic("armée irakienne")


def test_identity() -> None:
    """The key decides; without one the folded name, for a place with its country."""
    assert identity("Daech", "daesh") == identity("État islamique", "daesh")
    assert identity("Le Hezbollah", None) == identity("hezbollah", None) != identity("Hezbollah", "hezbollah")
    assert identity("Tripoli", None, "LBY") != identity("Tripoli", None, "LBN") != identity("Tripoli", None)


def test_every_name_has_a_key_that_fits_an_index() -> None:
    """An emoji keeps itself, a name of a thousand letters is cut."""
    assert folded_key("🕊")
    assert len(keys("Ab" * 1000).folded) <= 160


def test_clean_keeps_offsets() -> None:
    """What no database stores is replaced one for one."""
    assert len(clean("a\x00b\udfffc")) == 5
    assert clean("Qayrawān 🕊") == "Qayrawān 🕊"


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["Daech", "Daech", "EI"], "Daech"),
        (["État islamique", "EI"], "EI"),
        (["jihadistes", "jihadistes", "Daech"], "Daech"),
        (["civils", "habitants", "civils"], "civils"),
    ],
)
def test_shown_name(mentions: list[str], name: str) -> None:
    """The most frequent form that names someone, of several the shortest; else the most frequent."""
    assert shown(mentions) == name
