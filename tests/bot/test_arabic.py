"""Arabic as people type it: vowel signs, letters, digits, small words joined to the next, names the lists lack."""

from __future__ import annotations

import pytest

from bot.arabic import key, mostly_arabic, plain
from bot.arabic_names import in_french, institution, nation, publisher
from bot.arabic_words import separated
from bot.known_names import name_lists, resolver
from bot.question_words import vocabulary


@pytest.mark.parametrize("typed", ["الْمَوْصِل", "الموصـــل", "موصل", "ﺍﻟﻤﻮﺻﻞ"])
def test_one_name_has_one_key_however_it_is_written(typed: str) -> None:
    """Vowel signs, the stretching stroke, the article and letters of old programs make no difference."""
    assert key(typed) == key("الموصل")


def test_letters_that_people_mix_up_are_one_but_others_are_not() -> None:
    """«إدلب» is «ادلب», «القيارة» is «القياره»; «حماس» is not «حمص»."""
    assert key("إدلب") == key("ادلب")
    assert key("القيارة") == key("القياره")
    assert key("حماس") != key("حمص")


def test_digits_of_both_kinds_are_figures() -> None:
    """Arabic and Persian ones."""
    assert plain("٢٠١٧ ۲۰۱۷") == "2017 2017"


def test_a_question_is_arabic_by_most_of_its_letters() -> None:
    """A Latin name in it does not make it another language's."""
    assert mostly_arabic("ماذا حدث في Qayrawan؟")
    assert not mostly_arabic("que s'est-il passé à الموصل ?")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("شو صار بالموصل", "شو صار ب الموصل"),
        ("روسيا وتركيا", "روسيا و تركيا"),
        ("قصف التحالف لدير الزور", "قصف التحالف ل دير الزور"),
        ("هجوم للجيش", "هجوم ل الجيش"),
        ("بغداد وبيروت", "بغداد و بيروت"),
        ("لبنان وفلسطين", "لبنان و فلسطين"),
        ("واشنطن بعد باريس", "واشنطن بعد باريس"),
    ],
)
def test_small_words_are_set_apart_and_names_stay_whole(text: str, apart: str) -> None:
    """«ب» of «بالموصل» is a word, that of «بغداد» is none."""
    assert separated(text, vocabulary("ar"), name_lists()) == apart


def test_adjectives_and_armies_of_nations_are_known() -> None:
    """Masculine, feminine and plural, with article and without; a country's own name is no adjective."""
    assert [nation(word) for word in ("الروسية", "أمريكي", "سوريين", "روسيا", "سوريا")] == [
        *("RUS", "USA", "SYR"),
        *(None, None),
    ]
    assert institution("الجيش التركي") == "TUR-army"
    assert in_french("الجيش التركي", resolver().actors) == "Armée turque"
    assert in_french("أمريكا", resolver().actors) == "États-Unis"
    assert in_french("Qayrawan", resolver().actors) is None
    assert publisher("رويترز") == "Reuters"
    assert publisher("AFP") == "AFP"


def test_in_our_letters_alone_two_names_are_alike() -> None:
    """The movement is no town, and the town no movement."""
    assert {one.key for one in name_lists()("حماس")} == {"hamas"}
    assert {one.key for one in name_lists()("حمص")} == {"seed:homs-sy"}
