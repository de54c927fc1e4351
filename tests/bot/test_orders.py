"""What is typed after /subscribe is told apart: what about, which hours and days, how soon, with or without a sound."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.order_hours import HourError, read_hours
from bot.order_words import without_channel
from bot.orders import Beyond, Order, read_order
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
    ("words", "hours"),
    [
        ("Mosul at 8", "08:00"), ("Mosul at eight", "08:00"), ("Mosul 8", "08:00"), ("Mosul 8 and 18", "08:00 18:00"),
        ("Mosul 20.30", "20:30"), ("Mosul 0830", "08:30"), ("Mosul noon", "12:00"), ("Mosul midnight", "00:00"),
        ("Mosul half past eight", "08:30"), ("Mosul quarter to 9pm", "20:45"), ("Mosul every evening at 7", "19:00"),
        ("Mossoul le soir à 9h", "21:00"), ("Mossoul le matin à 7h30", "07:30"), ("Mosul in the morning", "08:00"),
        ("Mossoul 8h du mat", "08:00"), ("Mosul 7 in the evening", "19:00"), ("الموصل في المساء", "20:00"),
        ("Mossoul à 8", "08:00"), ("Mossoul huit heures et demie", "08:30"), ("Mossoul 8h et demie", "08:30"),
        ("Mossoul 9h moins le quart", "08:45"), ("Mossoul midi", "12:00"),
        ("Mossoul l'après-midi", "15:00"), ("Mossoul minuit", "00:00"),
        ("Mossoul 3 fois par jour", "08:00 14:00 20:00"), ("Mossoul pas avant 8h", "08:00"),
        ("الموصل 8", "08:00"), ("الموصل الثامنة", "08:00"), ("الموصل الثامنة مساءً", "20:00"),
        ("الموصل الساعة الثامنة والنصف مساء", "20:30"), ("الموصل الساعة التاسعة إلا ربعا", "08:45"),
        ("الموصل 3 مرات في اليوم", "08:00 14:00 20:00"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_say_them(words: str, hours: str) -> None:
    """In words, with a point, as a bare number: never as a day of the month, nor as part of the name."""
    order = read_order(words)
    assert (order.words, " ".join(f"{hour:%H:%M}" for hour in order.hours)) == (words.split(maxsplit=1)[0], hours)


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        ("Mosul not on Sunday 8am", (0, 1, 2, 3, 4, 5)), ("Mosul except weekends", WORKING),
        ("Mosul every day except Friday", (0, 1, 2, 3, 5, 6)), ("Mosul weekdays but not Friday", (0, 1, 2, 3)),
        ("Mosul no Fridays", (0, 1, 2, 3, 5, 6)), ("Mosul every day but Sunday", (0, 1, 2, 3, 4, 5)),
        ("Mossoul deux fois par semaine", (0, 3)), ("Mosul three times a week", (0, 2, 4)),
        ("الموصل مرتين في الأسبوع", (0, 3)), ("Mossoul sauf le week-end", WORKING),
        ("Mossoul pas le dimanche", (0, 1, 2, 3, 4, 5)),
        ("Mossoul lun-ven sauf mercredi", (0, 1, 3, 4)), ("Mossoul sauf le vendredi et le samedi", (0, 1, 2, 3, 6)),
        ("الموصل ما عدا الجمعة", (0, 1, 2, 3, 5, 6)), ("الموصل كل يوم إلا الجمعة والسبت", (0, 1, 2, 3, 6)),
        ("الموصل باستثناء عطلة نهاية الأسبوع", (0, 1, 2, 3, 6)),
    ],
)  # fmt: skip
def test_days_that_are_left_out_are_the_others(words: str, weekdays: tuple[int, ...]) -> None:
    """«sauf le week-end» is Monday to Friday, never Saturday and Sunday."""
    order = read_order(words)
    assert (order.words, order.weekdays) == (words.split(maxsplit=1)[0], weekdays)


@pytest.mark.parametrize(
    ("words", "why", "value"),
    [
        ("monthly", Beyond.RARER, ""), ("every two weeks", Beyond.RARER, ""), ("every other day", Beyond.RARER, ""),
        ("le 1er du mois", Beyond.RARER, ""), ("un jour sur deux", Beyond.RARER, ""), ("شهريا", Beyond.RARER, ""),
        ("8am New York time", Beyond.ZONE, "new york"), ("8am UTC", Beyond.ZONE, "utc"),
        ("8h heure de Paris", Beyond.ZONE, "paris"), ("8h heure d'Istanbul", Beyond.ZONE, "istanbul"),
        ("8 صباحا بتوقيت بغداد", Beyond.ZONE, "بغداد"),
        ("in French 8am", Beyond.LANGUAGE, "fr"), ("8h en anglais", Beyond.LANGUAGE, "en"),
        ("بالعربية", Beyond.LANGUAGE, "ar"),
        ("lundi 8h et vendredi 18h", Beyond.PAIRS, ""), ("Monday 8am and Friday 6pm", Beyond.PAIRS, ""),
        ("الاثنين 8 ص والجمعة 6 م", Beyond.PAIRS, ""), ("le premier lundi du mois", Beyond.RARER, ""),
    ],
)  # fmt: skip
def test_what_no_subscription_does_is_set_aside(words: str, why: Beyond, value: str) -> None:
    """By name, to be told: no part of what it is about, for «French» would be a second subscription."""
    order = read_order(f"Mosul {words}")
    assert (order.words, [(one.why, one.value) for one in order.aside]) == ("Mosul", [(why, value)])


@pytest.mark.parametrize(
    ("words", "about", "at_once"),
    [
        ("tell me when something happens in Mosul", "in Mosul", None),
        ("je voudrais être prévenu quand il y a des morts à Mossoul", "des morts à Mossoul", None),
        ("préviens-moi dès qu'il se passe quelque chose à Qayrawan", "à Qayrawan", Cadence.AT_ONCE),
        ("alert me when something happens in Mosul", "in Mosul", Cadence.AT_ONCE),
        ("أخبرني عند وقوع شيء في الموصل", "في الموصل", None),
        ("digest for Mosul", "Mosul", None),
    ],
)
def test_a_polite_request_is_no_name(words: str, about: str, at_once: Cadence | None) -> None:
    """What asks for the subscription is not what it is about."""
    order = read_order(words)
    assert (order.words, order.cadence) == (about, at_once)


@pytest.mark.parametrize(
    "words",
    [
        "Le Soir",
        "Irak depuis lundi",
        "Irak à partir de lundi",
        "Iraq until Friday",
        "العراق منذ الاثنين",
        "Brigade 7",
        "الفرقة الثامنة",
        "الحرب العالمية الثانية",
        "M 23",
        "Mosul May 8",
        "Mosul 8 May",
        "La Dépêche du Midi",
        "attacks in French Guiana",
        "Irak sauf Mossoul",
        "plus de 10 morts",
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
    "words",
    [
        *("Daesh alerte", "Daesh tout de suite", "Daesh at once", "Daesh فورًا", "immédiat Daesh", "Daesh urgent"),
        *("Daesh breaking news", "Daesh asap", "Daesh as soon as possible", "Daesh عاجل", "Daesh أخبار عاجلة"),
    ],
)
def test_at_once_is_understood(words: str) -> None:
    """Alerts go out as soon as something is read."""
    assert read_order(words) == Order(words="Daesh", cadence=Cadence.AT_ONCE)


@pytest.mark.parametrize("words", ["no alerts", "pas d'alerte", "don't alert", "not at once", "بدون تنبيهات"])
def test_who_wants_no_alerts_has_none(words: str) -> None:
    """By the clock, as any other; said of nothing it is no subscription."""
    assert read_order(f"Daesh {words}") == Order(words="Daesh", cadence=Cadence.SCHEDULED)
    assert read_order(words).is_refusal and not read_order(f"Daesh {words}").is_refusal


def test_hours_beside_at_once_are_known_to_be_too_much() -> None:
    """They are left out, and that is said."""
    assert read_order("Daesh alerte 8h").no_hours and not read_order("Daesh alerte").no_hours


@pytest.mark.parametrize("words", ["silencieux", "sans bruit", "silently", "no sound", "muted", "بلا صوت", "صامت"])
def test_silence_is_understood(words: str) -> None:
    """And its opposite, so that it can be taken back; nothing said is neither."""
    assert read_order(f"Irak 8h {words}").silent is True
    for loud in ("avec son", "pas silencieux", "not silent", "unmuted", "ليس صامتا"):
        assert read_order(f"Irak {loud}").silent is False
    assert read_order("Irak").silent is None


@pytest.mark.parametrize("words", ["même si rien", "même sans nouvelles", "even if nothing", "حتى لو لا جديد"])
def test_a_line_without_news_is_asked_for(words: str) -> None:
    """«even if there is nothing new»."""
    order = read_order(f"Irak 8h {words}")
    assert (order.words, order.tell_empty) == ("Irak", True)


@pytest.mark.parametrize(
    "words", ["seulement s'il y a du nouveau", "s'il y a du nouveau", "only if new", "only if there is news",
              "فقط إذا كان هناك جديد"],
)  # fmt: skip
def test_a_line_without_news_is_taken_back(words: str) -> None:
    """«only if there is news» ends what «even if there is none» began."""
    order = read_order(f"Irak 8h {words}")
    assert (order.words, order.tell_empty) == ("Irak", False)


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
    "sauf", "not", "ما عدا", "at", "eight", "20.30", "half past", "UTC", "heure de", "monthly", "in French", "الثامنة",
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
