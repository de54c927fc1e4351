"""The days of the week that are named, and those that are left out: «lun-ven», «sauf le week-end», «ما عدا الجمعة»."""

from __future__ import annotations

import re
from functools import cache

from bot.order_words import Reading, compiled, whole
from bot.words import subscribing as said
from store.records import EVERY_DAY

_MONDAY_TO_FRIDAY, _SUNDAY_TO_THURSDAY = (0, 1, 2, 3, 4), (0, 1, 2, 3, 6)
_SATURDAY_AND_SUNDAY, _FRIDAY_AND_SATURDAY = (5, 6), (4, 5)
_GROUPS = {
    "weekdays": (said.WEEKDAYS, _MONDAY_TO_FRIDAY),
    "weekdays_ar": (said.WEEKDAYS_AR, _SUNDAY_TO_THURSDAY),
    "weekend": (said.WEEKEND, _SATURDAY_AND_SUNDAY),
    "weekend_ar": (said.WEEKEND_AR, _FRIDAY_AND_SATURDAY),
}


def days_in(reading: Reading) -> set[int]:
    """Take the days that are named (Monday is 0), none where none is."""
    days: set[int] = set()
    for found in reading.take(_days(), lambda one: _names_days(one) and not _is_date(reading, one)):
        days |= _run_of_days(found)
    for meant, words in said.A_WEEK.items():
        if reading.takes(words):
            days |= set(meant) if not days else set()
    for words, meant in _GROUPS.values():
        if reading.takes(words):
            days |= set(meant)
    return days


def days_left_out(reading: Reading) -> set[int]:
    """Take the days that stand behind «sauf», "not on"."""
    days: set[int] = set()
    for found in reading.take(_exceptions(), lambda one: one["run"] is None or _names_days(one)):
        days |= next((set(meant) for name, (_, meant) in _GROUPS.items() if found[name]), set())
        if found["run"]:
            days |= _run_of_days(found)
    return days


def days_with_hours(reading: Reading) -> list[str]:
    """Give the words that name an hour for a day and another hour for another («lundi 8h et vendredi 18h»)."""
    found = reading.find(_pairs())
    return [reading.typed(one) for one in found if one["one"] != one["two"] and one["day"] != one["other"]]


def _names_days(found: re.Match[str]) -> bool:
    """Whether these are days of the week: an abbreviation alone may be a sea or a missile."""
    named = list(_day().finditer(found["run"]))
    return bool(found["each"]) or len(named) > 1 or re.fullmatch(_full_day(), named[0][0]) is not None


def _is_date(reading: Reading, found: re.Match[str]) -> bool:
    """Whether «depuis lundi», "until Friday" names one very day."""
    return reading.before(found) in _open() and len(list(_day().finditer(found["run"]))) == 1


def _run_of_days(found: re.Match[str]) -> set[int]:
    run, days, last = found["run"], set[int](), None
    end = 0
    for one in _day().finditer(run):
        day = next(number for number in EVERY_DAY if one[f"day{number}"] is not None)
        if last is not None and re.fullmatch(compiled(said.TO), run[end : one.start()].strip()):
            days |= {(last + step) % 7 for step in range((day - last) % 7 + 1)}
        days.add(day)
        last, end = day, one.end()
    return days


def _run() -> str:
    plain_day = "|".join(f"{full}|{short}" for full, short in said.DAYS)
    joined = (
        rf"\s*(?:[-–—,،/&+])\s*|\s+و|\s+(?:{said.TO}|{said.AND})\s*(?:(?:{said.ON})\s+)?(?:(?:{said.EACH})\s+)?|\s+"
    )
    return (
        rf"و?(?:(?P<each>{said.EACH})\s+)?(?:(?:{said.FROM}|{said.ON})\s+)*"
        rf"(?P<run>(?:{plain_day})(?!\w)(?:(?:{joined})(?:{plain_day})(?!\w))*)"
    )


@cache
def _days() -> re.Pattern[str]:
    return whole(_run())


@cache
def _open() -> frozenset[str]:
    return frozenset(map(compiled, said.OPEN))


@cache
def _pairs() -> re.Pattern[str]:
    days = "|".join(f"{full}|{short}" for full, short in said.DAYS)
    at = rf"(?:\s+(?:{said.AT}))?(?:\s+{said.OCLOCK})?\s+"
    hour = r"(?P<{}>\d{{1,2}}\s?(?:h|:|am|pm|ص|م)\d{{0,2}})"
    one, two = hour.format("one"), hour.format("two")
    between = r"[^\x00]{0,12}?[\s,،;]و?"
    return whole(rf"(?P<day>{days}){at}{one}{between}(?P<other>{days}){at}{two}")


@cache
def _exceptions() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{words})" for name, (words, _) in _GROUPS.items())
    return whole(rf"(?:{said.EXCEPT})\s+(?:{_run()}|(?:(?:{said.ON})\s+)*(?:{groups}))")


@cache
def _day() -> re.Pattern[str]:
    day = "|".join(rf"(?P<day{number}>{full}|{short})" for number, (full, short) in enumerate(said.DAYS))
    return re.compile(compiled(rf"(?:{day})(?!\w)"))  # Arabic writes «and» to the day


@cache
def _full_day() -> str:
    return compiled("|".join(full for full, _ in said.DAYS))
