"""Periods as people ask for them, in French and English, read against a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.arabic import plain
from bot.query_date_spans import spans
from bot.query_dates import find_period, read_days
from bot.query_dates_fr import repaired

TODAY = date(2017, 5, 24)


def days(text: str | None) -> tuple[date | None, date | None]:
    """«2017-05-01 2017-05-31», «2017-05-01 -», «- 2017-05-31»."""
    start, end = (text or "- -").split()
    return (
        None if start == "-" else date.fromisoformat(start),
        None if end == "-" else date.fromisoformat(end),
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2014-05-01..2014-05-31", "2014-05-01 2014-05-31"),
        ("01/05/2014-31/05/2014", "2014-05-01 2014-05-31"),
        ("2014-06-01/2014-08-31", "2014-06-01 2014-08-31"),
        ("2014-06-01 à 2014-08-31", "2014-06-01 2014-08-31"),
        ("06/2014-08/2014", "2014-06-01 2014-08-31"),
        ("2014..2015", "2014-01-01 2015-12-31"),
        ("1er juin 2014 - 31 août 2014", "2014-06-01 2014-08-31"),
        ("15-17 juin 2014", "2014-06-15 2014-06-17"),
        ("le 3 mai ou le 5 mai 2014", "2014-05-03 2014-05-05"),
        ("hier ou avant-hier", "2017-05-22 2017-05-23"),
        ("2014-05-31..2014-05-01", "2014-05-01 2014-05-31"),
        ("5-9 July 2014", "2014-07-05 2014-07-09"),
        ("May 3-7, 2014", "2014-05-03 2014-05-07"),
        ("on 3 May or 5 May 2014", "2014-05-03 2014-05-05"),
        ("between 28 December and 3 January", "2016-12-28 2017-01-03"),
        ("depuis 2015 et mai", None),
        ("15-06-2014", None),
    ],
)
@pytest.mark.parametrize("place", ["", "Irak ", "العراق "])
def test_two_dates_with_what_joins_them_are_a_span(text: str, meant: str | None, place: str) -> None:
    """In any form, behind a name or alone; of one date or an open beginning they make none."""
    found = list(spans(place + text, lambda words: read_days(words, TODAY)))
    said = [f"{days[0].isoformat()} {days[1].isoformat()}" for _, _, days in found]
    assert said == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hier", "2017-05-23 2017-05-23"),
        ("avant hier", "2017-05-22 2017-05-22"),
        ("ces derniers jours", "2017-05-17 2017-05-24"),
        ("début mai 2017", "2017-05-01 2017-05-10"),
        ("mi-avril", "2017-04-11 2017-04-20"),
        ("fin février 2016", "2016-02-21 2016-02-29"),
        ("aujourdhui", "2017-05-24 2017-05-24"),
        ("la semaine derniere", "2017-05-15 2017-05-21"),
        ("cette annee", "2017-01-01 2017-12-31"),
        ("le mois dernier", "2017-04-01 2017-04-30"),
        ("en mars", "2017-03-01 2017-03-31"),
        ("en juin", "2016-06-01 2016-06-30"),
        ("mai 2017", "2017-05-01 2017-05-31"),
        ("depuis janvier", "2017-01-01 -"),
        ("depuis le debut de l'année", "2017-01-01 -"),
        ("depuis lundi", "2017-05-22 -"),
        ("depuis 2016", "2016-01-01 -"),
        ("depuis 7j", "2017-05-17 -"),
        ("ces 3 derniers jours", "2017-05-21 2017-05-24"),
        ("du 1er au 15 avril 2017", "2017-04-01 2017-04-15"),
        ("entre le 3 et le 10 mai 2017", "2017-05-03 2017-05-10"),
        ("en juillet et août 2014", "2014-07-01 2014-08-31"),
        ("juin-août 2016", "2016-06-01 2016-08-31"),
        ("de novembre à février 2015", "2014-11-01 2015-02-28"),
        ("en 2014 et 2015", "2014-01-01 2015-12-31"),
        ("en mars ou avril", "2017-03-01 2017-04-30"),
        ("avant le 3 mai", "- 2017-05-02"),
        ("avant mai 2017", "- 2017-04-30"),
        ("après le 3 mai 2017", "2017-05-04 -"),
        ("jusqu'a hier", "- 2017-05-23"),
        ("il y a 3 jours", "2017-05-21 2017-05-21"),
        ("3 jours de combats", None),
        ("le 31 avril", None),
    ],
)
def test_french_periods(text: str, meant: str | None) -> None:
    """With accents or without, open where they say so."""
    period = find_period(repaired(text), TODAY, "fr")
    assert (period.since, period.until) == days(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday", "2017-05-23 2017-05-23"),
        ("last week", "2017-05-15 2017-05-21"),
        ("in the last few days", "2017-05-17 2017-05-24"),
        ("first quarter of 2017", "2017-01-01 2017-03-31"),
        ("in early May 2017", "2017-05-01 2017-05-10"),
        ("end of February 2016", "2016-02-21 2016-02-29"),
        ("last month", "2017-04-01 2017-04-30"),
        ("this year", "2017-01-01 2017-12-31"),
        ("in March", "2017-03-01 2017-03-31"),
        ("in March 2016", "2016-03-01 2016-03-31"),
        ("since January", "2017-01-01 -"),
        ("since the beginning of the year", "2017-01-01 -"),
        ("over the last 7 days", "2017-05-17 2017-05-24"),
        ("3 days ago", "2017-05-21 2017-05-21"),
        ("on May 3rd", "2017-05-03 2017-05-03"),
        ("on 3 May 2016", "2016-05-03 2016-05-03"),
        ("between 3 and 10 May 2017", "2017-05-03 2017-05-10"),
        ("from March to May 2016", "2016-03-01 2016-05-31"),
        ("between March and June 2014", "2014-03-01 2014-06-30"),
        ("from November to March 2014", "2013-11-01 2014-03-31"),
        ("in July and August 2014", "2014-07-01 2014-08-31"),
        ("in March or April 2014", "2014-03-01 2014-04-30"),
        ("before 2016", "- 2015-12-31"),
        ("after 3 May 2017", "2017-05-04 -"),
        ("until 5 May", "- 2017-05-05"),
        ("on Monday", "2017-05-22 2017-05-22"),
        ("last Wednesday", "2017-05-17 2017-05-17"),
        ("what may happen", None),
        ("march in Mosul", None),
        ("on 31 April", None),
    ],
)
def test_english_periods(text: str, meant: str | None) -> None:
    """The same by a grammar of its own."""
    period = find_period(text, TODAY, "en")
    assert (period.since, period.until) == days(meant)


def test_what_is_to_come_lies_ahead() -> None:
    """«en juin» of a plan is the next June."""
    assert find_period("en juin", TODAY, "fr", ahead=True).since == date(2017, 6, 1)
    assert find_period("in June", TODAY, "en", ahead=True).since == date(2017, 6, 1)


@pytest.mark.parametrize("value", ["", "nimporte", "2017-13-45", "Qayrawan", "mai Qayrawan", "type"])
def test_a_value_that_is_no_date(value: str) -> None:
    """Nothing is made of it, nor of a date with something behind it."""
    assert read_days(value, TODAY) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("أمس", "2017-05-23 2017-05-23"),
        ("أوّل أمس", "2017-05-22 2017-05-22"),
        ("الأسبوع الماضي", "2017-05-15 2017-05-21"),
        ("هذه السنة", "2017-01-01 2017-12-31"),
        ("العام الجاري", "2017-01-01 2017-12-31"),
        ("في مايو ٢٠١٧", "2017-05-01 2017-05-31"),
        ("يونيو", "2016-06-01 2016-06-30"),
        ("كانون الثاني الماضي", "2017-01-01 2017-01-31"),
        ("15 أيار/مايو 2017", "2017-05-15 2017-05-15"),
        ("الأول من نيسان", "2017-04-01 2017-04-01"),
        ("مايو من العام الماضي", "2016-05-01 2016-05-31"),
        ("منذ يناير", "2017-01-01 -"),
        ("منذ ثلاثة أيام", "2017-05-21 -"),
        ("منذ أسبوعين", "2017-05-10 -"),
        ("منذ بداية السنة", "2017-01-01 -"),
        ("قبل يومين", "2017-05-22 2017-05-22"),
        ("قبل 3 أشهر", "2017-02-01 2017-02-28"),
        ("قبل 2015", "- 2014-12-31"),
        ("بعد 15 مايو", "2017-05-16 -"),
        ("حتى أمس", "- 2017-05-23"),
        ("من 1 إلى 5 مايو", "2017-05-01 2017-05-05"),
        ("بين 3 و10 مايو 2017", "2017-05-03 2017-05-10"),
        ("من مارس إلى مايو", "2017-03-01 2017-05-31"),
        ("آخر 7 أيام", "2017-05-17 2017-05-24"),
        ("الأيام السبعة الماضية", "2017-05-17 2017-05-24"),
        ("الخميس الماضي", "2017-05-18 2017-05-18"),
        ("يوم الاثنين", "2017-05-22 2017-05-22"),
        ("٢٠١٧/٥/١", "2017-05-01 2017-05-01"),
        ("31 أبريل", None),
        ("ذهب أب الولد", None),
    ],
)
def test_arabic_periods(text: str, meant: str | None) -> None:
    """The months of Egypt, the Levant and the Maghreb, counted units in their three numbers, digits of both kinds."""
    period = find_period(plain(text), TODAY, "ar")
    assert (period.since, period.until) == days(meant)
