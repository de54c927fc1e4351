"""The hours of the day that are named: «8h30», "half past eight", "at 8", «20.15», «midi», «الثامنة مساءً»."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import cache

from bot import arabic
from bot.order_words import TAKEN, Reading, compiled, whole
from bot.query_dates import read_days
from bot.words import subscribing as said

MORNING, EVENING = time(8), time(20)  # of a subscription that names no hour; of «chaque soir»
AFTERNOON = time(15)
_HALF = f"{said.BEFORE_MIDDAY}|{said.AFTER_MIDDAY}"
_NUMBERS = "|".join(sorted(said.NUMBERS, key=len, reverse=True))
_ORDINALS = "|".join(sorted(said.ORDINALS, key=len, reverse=True)).replace(" ", r"\s+")
_LEAD = rf"(?:(?:{said.WITHIN})\s+)?(?:(?:{said.AT})\s+)?"
_PARTS, _PAST = "|".join(said.PARTS), "|".join(said.PAST)
_ANY_DAY = date(2000, 1, 1)  # dates are told from hours by their words alone


class HourError(ValueError):
    """No hour of the day: its text is the words that were typed."""


def read_hours(words: str) -> tuple[time, ...]:
    """Give the hours of the day among the words, in their order. HourError."""
    return tuple(hours_in(Reading(" ".join(arabic.plain(words).split()))))


def hours_in(reading: Reading) -> list[time]:
    """Take the hours that are written as hours. HourError for «25:00»."""
    hours: list[time] = []
    for pattern in (_with_sign(), _in_words()):
        for found in reading.take(pattern, lambda one: _is_hour(reading, one)):
            given = found.groupdict()
            half = _first(given, "half", "half2", "half3", "half4", "half5")
            if given.get("also"):
                hours.append(_hour(_number(given["also"]), 0, half, found[0]))
            number = _first(given, "hour", "hour2", "hour3", "hour4", "hour5", "ordinal")
            assert number is not None, "each way to write an hour has a number"
            minutes = _first(given, "minute", "minute2", "minute3", "minute4")
            if minutes is not None and len(minutes) != 2:
                raise HourError(_shown(found[0]))
            named = _hour(_number(number), int(minutes or 0), half, found[0])
            hours.append(_moved(named, _first(given, "part", "part2", "part3")))
    hours += [time(12)] * len(reading.take(whole(said.NOON)))
    hours += [time(0)] * len(reading.take(whole(said.MIDNIGHT)))
    return hours


def bare_hours_in(reading: Reading) -> list[time]:
    """Take numbers that are hours by where they stand: behind «à», or last and no part of a name or date.

    All else that is said of a schedule must have been taken before.
    """
    hours: list[time] = []
    while taken := reading.take(_bare(), lambda one: _is_bare_hour(reading, one)):
        hours += [time(_number(one["bare"])) for one in taken]
    return hours


def of_day(hours: Sequence[time], morning: bool, evening: bool) -> list[time]:
    """The hours with «chaque soir», «matin et soir»: the morning's and the evening's, by the clock that was named."""
    if not (morning or evening):
        return list(hours)
    if not hours:
        return [MORNING] * morning + [EVENING] * evening
    if len(hours) > 1:
        return list(hours)
    (named,) = hours
    early = named.replace(hour=named.hour % 12)
    late = named.replace(hour=named.hour % 12 + 12)
    return [early] * morning + [late] * evening if (morning and evening) or named.hour < 12 else [named]


def _is_hour(reading: Reading, found: re.Match[str]) -> bool:
    """Whether no «depuis 24h» or «الفرقة الثامنة» is found."""
    before, given = reading.before(found), found.groupdict()
    if before in _ago():
        return False
    ordinal = given.get("ordinal")
    clear = ordinal is None or given["clock"] or given["part3"] or given["half4"]
    last = not reading.rest(found).strip(f" ,،;.{TAKEN}")
    return bool(clear) or (last and bool(before) and before not in _numbered() and _number(ordinal or "") >= 4)


def _is_bare_hour(reading: Reading, found: re.Match[str]) -> bool:
    if _number(found["bare"]) > 23:
        return False
    if found["at"]:
        return True
    before = reading.before(found).strip(f",،;.{TAKEN}")
    if before in _numbered() or before in _ago() or re.search(r"^[^\W\d]$|\d{3}$|\d\D\d+$", before):
        return False
    return not before or read_days(f"{before} {found['bare']}", _ANY_DAY) is None


def _first(given: Mapping[str, str | None], *groups: str) -> str | None:
    return next((given[group] for group in groups if given.get(group) is not None), None)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _named()[" ".join(word.split())]


def _hour(number: int, minutes: int, half: str | None, words: str) -> time:
    if half is not None and 1 <= number <= 12:
        number = number % 12 + (12 if re.fullmatch(compiled(said.AFTER_MIDDAY), half) else 0)
    if number > 23 or minutes > 59:
        raise HourError(_shown(words))
    return time(number, minutes)


def _moved(hour: time, part: str | None) -> time:
    """The hour with the part of one that is said beside it: half past, a quarter to."""
    if part is None:
        return hour
    every = said.PARTS | said.PAST
    minutes = next(by for pattern, by in every.items() if re.fullmatch(compiled(pattern), part))
    total = (hour.hour * 60 + hour.minute + minutes) % (24 * 60)
    return time(total // 60, total % 60)


def _shown(words: str) -> str:
    return re.sub(r"^(?:a|at|vers)\s", "", words.strip())


@cache
def _with_sign() -> re.Pattern[str]:
    return whole(
        rf"{_LEAD}(?:(?:{said.OCLOCK})\s+)?"
        rf"(?:(?P<also>\d{{1,2}})\s+(?:et|and|و)\s*)?(?:"
        rf"(?P<hour>\d{{1,3}})\s?(?:heures?|hrs?|h)(?:\s?(?P<minute>\d{{1,2}}(?!\d)))?(?:\s+(?P<part>{_PARTS}))?"
        rf"(?:\s?(?P<half>{_HALF})(?!\w))?|"
        rf"(?P<hour2>\d{{1,3}}):(?P<minute2>\d{{1,2}}(?!\d))(?:\s?(?P<half2>{_HALF})(?!\w))?|"
        rf"(?<![\d.])(?P<hour3>[01]?\d|2[0-3])(?:\.(?P<minute3>[0-5]\d)(?![.\d]))(?:\s?(?P<half3>{_HALF})(?!\w))?|"
        rf"(?P<hour5>0\d)(?P<minute4>[0-5]\d)|"
        rf"(?<={said.OCLOCK}\s)(?P<hour4>\d{{1,2}})(?:\s+(?P<part2>{_PARTS}))?(?:\s?(?P<half4>{_HALF}))?)"
    )


@cache
def _in_words() -> re.Pattern[str]:
    return whole(
        rf"{_LEAD}(?:"
        rf"(?P<part>{_PAST})\s+(?P<hour>\d{{1,2}}|{_NUMBERS})(?:\s?(?P<half>{_HALF})(?!\w))?|"
        rf"(?P<hour2>{_NUMBERS})\s+heures?(?:\s+(?P<part2>{_PARTS}))?(?:\s+(?P<half2>{_HALF})(?!\w))?|"
        rf"(?P<hour3>\d{{1,2}}|{_NUMBERS})\s?(?:o['’]?clock(?:\s?(?P<half3>{_HALF}))?|(?P<half5>{_HALF}))|"
        rf"(?P<clock>{said.OCLOCK}\s+)?(?P<ordinal>{_ORDINALS})(?:\s+(?P<part3>{_PARTS}))?(?:\s+(?P<half4>{_HALF}))?)"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        compiled(
            rf"(?<![\w:.,+\-–/])(?:(?P<at>{said.AT})\s+)?و?(?P<bare>\d{{1,2}}|(?:(?<=\sat\s)|(?<=\sa\s))(?:{_NUMBERS}))"
            rf"(?=(?:\s*[,،;.&/])?(?:\s*(?:et|and|و))?\s*(?:{TAKEN}|$))"
        )
    )


@cache
def _named() -> dict[str, int]:
    return {arabic.one_form(word): number for word, number in (said.NUMBERS | said.ORDINALS).items()}


@cache
def _ago() -> frozenset[str]:
    return frozenset(map(arabic.one_form, said.AGO))


@cache
def _numbered() -> frozenset[str]:
    return frozenset(map(arabic.one_form, said.NUMBERED))
