"""Common words are known as such; names are none of them."""

from __future__ import annotations

import pytest

from bot.known_names import name_lists
from bot.words.common import is_common


@pytest.mark.parametrize(
    "word", ["carte", "Frises", "soldats", "déclarations", "chart", "soldiers", "course", "pas", "map"]
)
def test_common_words_are_known(word: str) -> None:
    """With and without accents, in the plural too; they resemble no name."""
    assert is_common(word)
    assert not [one for one in name_lists()(word) if one.score < 100]


@pytest.mark.parametrize("name", ["pkk", "eiil", "onu", "nice", "tours"])
def test_names_that_are_words_are_found_all_the_same(name: str) -> None:
    """Where they are written as a name is."""
    assert any(one.score >= 100 for one in name_lists()(name))


@pytest.mark.parametrize("name", ["mossoul", "kaboul", "daesh", "goma", "bamako", "hachd", "", "qayravan"])
def test_names_are_none(name: str) -> None:
    """In small letters neither."""
    assert not is_common(name)


@pytest.mark.parametrize(("name", "meant"), [("mossoule", "Mossoul"), ("bengazhi", "Benghazi"), ("kaboull", "Kaboul")])
def test_a_misspelt_name_in_small_letters_is_found(name: str, meant: str) -> None:
    """It is no common word."""
    assert name_lists()(name)[0].name == meant
