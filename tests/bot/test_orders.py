"""What is typed after /subscribe is told apart: what about, which hours and days, how soon, with or without a sound."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders import HourError, Order, read_hours, read_order, without_channel
from store.records import Cadence, Schedule

WHOLE_WEEK, WORKING = (0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("words", "about", "hours", "weekdays"),
    [
        ("", "", "", None),
        ("Irak type:frappe 8h", "Irak type:frappe", "08:00", None),
        ("8h Qayrawan", "Qayrawan", "08:00", None),
        ("Qayrawan 8 h 30", "Qayrawan", "08:30", None),
        ("Irak 08:00 19:00", "Irak", "08:00 19:00", None),
        ("Irak 8 et 19h", "Irak", "08:00 19:00", None),
        ("Irak, chaque jour à 8h et à 19h", "Irak", "08:00 19:00", WHOLE_WEEK),
        ("22h-7h", "", "07:00 22:00", None),
        ("Irak 8h/19h", "Irak", "08:00 19:00", None),
        ("Irak à midi", "Irak", "12:00", None),
        ("Irak chaque soir à 8h", "Irak", "20:00", WHOLE_WEEK),
        ("Irak matin et soir", "Irak", "08:00 20:00", WHOLE_WEEK),
        ("Irak deux fois par jour", "Irak", "08:00 20:00", WHOLE_WEEK),
        ("Irak toutes les 6 heures", "Irak", "02:00 08:00 14:00 20:00", WHOLE_WEEK),
        ("Mali chaque lundi à 9h", "Mali", "09:00", (0,)),
        ("Mali lun-ven 8h", "Mali", "08:00", WORKING),
        ("Mali du lundi au vendredi à 7h30", "Mali", "07:30", WORKING),
        ("Mali le lundi et le jeudi", "Mali", "", (0, 3)),
        ("Mali hebdo", "Mali", "", (0,)),
        ("Mali le week-end 10h", "Mali", "10:00", (5, 6)),
        ("Mali sam-lun 10h", "Mali", "10:00", (0, 5, 6)),
        ("Iraq weekdays 8am", "Iraq", "08:00", WORKING),
        ("Iraq mon, wed and fri at 6:30 pm", "Iraq", "18:30", (0, 2, 4)),
        ("Iraq every monday 12 am", "Iraq", "00:00", (0,)),
        ("Iraq daily at noon", "Iraq", "12:00", WHOLE_WEEK),
        ("Iraq twice a day", "Iraq", "08:00 20:00", WHOLE_WEEK),
        ("العراق كل يوم 8:00", "العراق", "08:00", WHOLE_WEEK),
        ("العراق الساعة ٨ مساءً", "العراق", "20:00", None),
        ("العراق كل اثنين", "العراق", "", (0,)),
        ("العراق من الأحد إلى الخميس الساعة 7", "العراق", "07:00", (0, 1, 2, 3, 6)),
        ("العراق الاثنين والخميس 8:00", "العراق", "08:00", (0, 3)),
        ("كل شيء أيام العمل", "كل شيء", "", (0, 1, 2, 3, 6)),
    ],
)
def test_hours_and_days_are_told_from_what_it_is_about(
    words: str, about: str, hours: str, weekdays: tuple[int, ...] | None
) -> None:
    """In three languages, in any order, as people thumb them."""
    order = read_order(words)
    assert (order.words, " ".join(f"{hour:%H:%M}" for hour in order.hours), order.weekdays) == (about, hours, weekdays)


@pytest.mark.parametrize(
    "words",
    [
        "front de mer",
        "mer Rouge",
        "SAM",
        "Division 30",
        "Irak depuis 24h",
        "du 1er au 3 mai",
        'source:"Le Monde du lundi"',
        "depuis:lundi Irak",
        "«Le Matin 8h»",
        "Iraq morning",
    ],
)
def test_what_only_looks_like_an_hour_or_a_day_stays_with_the_name(words: str) -> None:
    """Seas, newspapers, dates and what stands in quotation marks or behind a key are no hours and days."""
    assert read_order(words) == Order(words=words)


@pytest.mark.parametrize(
    "words", ["Daesh alerte", "Daesh tout de suite", "Daesh at once", "Daesh فورًا", "immédiat Daesh"]
)
def test_at_once_is_understood(words: str) -> None:
    """Alerts go out as soon as something is read."""
    assert read_order(words) == Order(words="Daesh", cadence=Cadence.AT_ONCE)


def test_hours_beside_at_once_are_known_to_be_too_much() -> None:
    """They are left out, and that is said."""
    assert read_order("Daesh alerte 8h").no_hours and not read_order("Daesh alerte").no_hours


@pytest.mark.parametrize("words", ["silencieux", "sans bruit", "silently", "no sound", "بلا صوت", "صامت"])
def test_silence_is_understood(words: str) -> None:
    """And its opposite, so that it can be taken back; nothing said is neither."""
    assert read_order(f"Irak 8h {words}").silent is True
    assert read_order("Irak avec son").silent is False and read_order("Irak").silent is None


@pytest.mark.parametrize("words", ["même si rien", "même sans nouvelles", "even if nothing", "حتى لو لا جديد"])
def test_a_line_without_news_is_asked_for(words: str) -> None:
    """«even if there is nothing new»."""
    order = read_order(f"Irak 8h {words}")
    assert (order.words, order.tell_empty) == ("Irak", True)


@pytest.mark.parametrize("words", ["Qayrawan 25:00", "Qayrawan 24h", "8h75", "8:5", "100h"])
def test_what_looks_like_an_hour_and_is_none_is_refused(words: str) -> None:
    """No hour is guessed and none becomes part of a name."""
    with pytest.raises(HourError):
        read_order(words)


@pytest.mark.parametrize("words", ["@canal_x Irak 8h", "Irak 8h @canal_x", "-1001234567890 Irak"])
def test_a_channel_is_told_from_the_name(words: str) -> None:
    """At either end, by its name or its number."""
    order = read_order(words)
    assert order.words == "Irak" and order.to == words.replace("Irak", "").replace("8h", "").strip()
    assert without_channel("Irak 8h") == (None, "Irak 8h")


def test_what_is_not_said_stays_as_it_was() -> None:
    """A change of the hour alone leaves the days."""
    known = Schedule((time(7),), (0,))
    assert read_order("Irak 9h").schedule(known) == Schedule((time(9),), (0,))
    assert read_order("Irak").schedule() == Schedule((time(8),))


WORDS = [
    "Irak", "8h", "25:00", "lundi", "lun", "-", "ven", "et", "و", "à", "chaque", "every", "كل", "alerte", "at once",
    "فورا", "silencieux", "même si rien", "type:frappe", "«", "»", '"', "depuis:", "@canal", "-1001234567890", "8am",
    "pm", "الساعة", "8", "24h", "toutes les 6 heures", "matin", "soir", "الاثنين",
]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_no_words_make_the_reading_fail(words: str) -> None:
    """Any text is an order or has an hour that is none; the schedule of an order always stands."""
    try:
        order = read_order(words)
        read_hours(words)
    except HourError:
        return
    assert order.schedule().hours and "\x00" not in order.words
