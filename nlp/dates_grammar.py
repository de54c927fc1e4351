"""The grammar of one French date: words for a day, a month or a year, and the days that they mean.

Text comes with typewriter apostrophes and plain blanks (`plain`), so that offsets stay those of the article.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from nlp.patterns import fr_dates as words

Direction = Literal["past", "future", "other", "third", "onward", "onto"]
"""Which reading of a date: the last one, the next one, or one more that the words allow (`dates_rules.AMBIGUOUS`).

`onward` is the stretch from that day to publication, `onto` the one up to the next date of the sentence.
"""
Days = tuple[date | None, date | None]
"""First and last day, both included; None for an open end."""
Closed = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date is read against: the day of publication, the time direction and the last date told before it.

    `told` is the last day that «la veille» may count from, `further` one more: the day told before that one.
    """

    published: date
    direction: Direction
    previous: Closed | None = None
    told: Closed | None = None
    further: Closed | None = None


def plain(text: str) -> str:
    """Write typographic apostrophes and blanks plainly, one character for one."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({**dict.fromkeys("’ʼ‘`´", "'"), **dict.fromkeys("\u00a0\u202f\u2009\t", " "), "\u2011": "-"})


def any_of(values: Iterable[str]) -> str:
    """Give the alternation of some words, the longest first."""
    return "|".join(map(re.escape, sorted(values, key=len, reverse=True)))


def unnamed(pattern: str) -> str:
    """Make the named groups of a pattern plain ones, so that it can stand in another pattern twice."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


_WD = any_of(words.WEEKDAYS)
_MONTH = rf"(?:{any_of(words.FULL_MONTHS)})\b"
_SHORT_MONTH = rf"(?:{any_of(words.FULL_MONTHS)}|(?:{any_of(set(words.MONTHS) - set(words.FULL_MONTHS))})\.?)(?!\w)"
_DAY = r"(?:1 ?er|premier|3[01]|[12]\d|0?[1-9])(?![\d,.:/]\d|[\w-]|er\b| ?(?:h\b|heures?\b|%))"
_YEAR = r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%]|[.,-]\d|\s?%)"
_PART = rf"(?: (?:{any_of(words.DAYPARTS)})\b)?"
_WHICH = rf"(?P<which> (?:{any_of((*words.LAST, *words.NEXT))})\b)?"
EDGE = r"(?:(?:à la |la )?mi-|(?:au )?début(?: de| du mois de| d')? ?|(?:à la )?fin(?: de| du mois de| d')? ?|courant )"

DAY_OF_MONTH = (
    rf"(?:(?:ce |le )?(?P<named>{_WD}){_PART},? )?(?:le )?(?P<day>{_DAY})"
    rf"(?: du mois de)? (?P<month>{_SHORT_MONTH})(?:,? (?P<year>{_YEAR}))?{_WHICH}{_PART}"
)
# Not «dimanche, 18 heures», «lundi 5 soldats».
WEEKDAY_AND_DAY = (
    rf"(?:ce |le )?(?P<named>{_WD})(?:{_PART},? le | )(?P<day>{_DAY})(?! ?(?:h\b|heures|%|[a-z]{{4,}}s\b)){_PART}"
)
NUMERIC = (
    r"(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|(?<![\d/.])(?P<day>[0-3]?\d)(?P<mark>[/.])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]))"
)
WEEKDAY = rf"(?:ce )?(?P<the>le )?(?P<weekday>{_WD})\b(?!-){_WHICH}{_PART}"
DEICTIC = rf"(?P<deictic>{any_of(words.DEICTIC)})\b(?! encore| comme)(?: (?:{_WD})\b)?{_PART}"
MONTH = rf"(?:{EDGE})?(?P<month>{_MONTH})(?:(?P<years> (?:{_YEAR}))| de (?P<this>cette année)\b|{_WHICH})"
YEAR = rf"(?P<year>{_YEAR})"
BARE_DAY = rf"(?P<day>{_DAY})"

POINTS = (DAY_OF_MONTH, NUMERIC, WEEKDAY_AND_DAY, WEEKDAY, DEICTIC, MONTH, YEAR, BARE_DAY)
_COMPILED = tuple(re.compile(p, re.IGNORECASE) for p in POINTS)
POINT = "(?:" + "|".join(unnamed(p).replace("(?P=mark)", "[/.]") for p in POINTS if p is not BARE_DAY) + ")"
POINT_OR_DAY = f"(?:{POINT}|{unnamed(BARE_DAY)})"


def read_point(text: str, anchor: Anchor, beside: Closed | None = None) -> Closed | None:
    """Read the words of one date; `beside` is the other end of a range, which lends its month and year.

    None where the words are no date, or one that no calendar has («le 31 avril»).
    """
    for pattern, read in zip(_COMPILED, _READERS, strict=True):
        match = pattern.fullmatch(text.strip())
        if match:
            try:
                return read(match.groupdict(), anchor, beside)
            except ValueError:
                return None
    return None


def month_span(year: int, month: int) -> Closed:
    """Give the first and the last day of a month; the month may lie outside 1 to 12 and is carried into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_span(year: int) -> Closed:
    """Give the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_span(day: date) -> Closed:
    """Give the Monday and the Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


Groups = dict[str, str | None]


def _turn(groups: Groups, anchor: Anchor) -> Direction:
    which = (groups.get("which") or "").strip().lower()
    if which in words.LAST:
        return "past"
    return "future" if which in words.NEXT else anchor.direction


def _day_number(groups: Groups) -> int:
    text = groups["day"] or ""
    return 1 if text.lower() == "premier" else int(re.sub(r"\D", "", text))


def _month_number(groups: Groups) -> int:
    return words.MONTHS[(groups["month"] or "").lower().rstrip(".")]


def _read_day_of_month(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    day, month, near = _day_number(groups), _month_number(groups), anchor.published
    if groups["year"]:
        found = date(int(groups["year"]), month, day)
    elif beside:
        found = date(beside[0].year, month, day)
    else:
        steps = (0, -1, -2, -3, -4) if _turn(groups, anchor) == "past" else (0, 1, 2, 3, 4)  # 29 February needs four
        found = _choose(((near.year + step, month, day) for step in steps), groups, anchor)
    return found, found


def _choose(days: Iterable[tuple[int, int, int]], groups: Groups, anchor: Anchor) -> date:
    """Take the first (year, month, day) that lies on the side of the direction.

    A weekday said beside decides for the nearest day that bears its name: «vendredi 12 mai» is the same day in a plan.
    """
    possible = [found for found in map(_day_or_none, days) if found]
    weekday = words.WEEKDAYS.get((groups.get("named") or "").lower())
    if weekday is not None:
        around = [
            _day_or_none((found.year + step, found.month, found.day)) for found in possible[:1] for step in (0, -1, 1)
        ]
        for found in (*possible[:2], *filter(None, around)):
            if found.weekday() == weekday:
                return found
    for found in possible:
        if found <= anchor.published if _turn(groups, anchor) == "past" else found >= anchor.published:
            return found
    raise ValueError("no such day")


def _day_or_none(parts: tuple[int, int, int]) -> date | None:
    year, month, day = parts
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _read_numeric(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    if groups["iso"]:
        found = date.fromisoformat(groups["iso"])
    else:
        year = int(groups["year"] or 0)
        found = date(year + 2000 if year < 100 else year, int(groups["month"] or 0), _day_number(groups))
    return found, found


def _read_bare_day(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    """Read «le 5», «samedi 5»: the last (or next) such day of a month, or the one before the other end of a range."""
    near = beside[0] if beside else anchor.published
    if beside:
        anchor = Anchor(near, "past")
    elif anchor.previous and (near - anchor.previous[0]).days > 31 and not groups.get("named"):
        near, anchor = anchor.previous[0], Anchor(anchor.previous[0], "future")
    steps = (0, -1, -2, -3) if anchor.direction == "past" else (0, 1, 2, 3)
    months = (month_span(near.year, near.month + step)[0] for step in steps)
    found = _choose(((first.year, first.month, _day_number(groups)) for first in months), groups, anchor)
    return found, found


def _read_weekday(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    weekday, published = words.WEEKDAYS[(groups["weekday"] or "").lower()], anchor.published
    if beside:  # the left end of a range: before the right one
        found = beside[0] - timedelta(days=(beside[0].weekday() - weekday - 1) % 7 + 1)
        return found, found
    turn, which = _turn(groups, anchor), bool((groups["which"] or "").strip())
    if groups["the"] and not which and anchor.previous and (published - anchor.previous[0]).days > 7:
        # «le vendredi» within a tale of some weeks ago: the next one after the date last told
        found = anchor.previous[0] + timedelta(days=(weekday - anchor.previous[0].weekday() - 1) % 7 + 1)
    elif turn == "past":
        back = (published.weekday() - weekday) % 7
        found = published - timedelta(days=back or (7 if which else 0))
    else:
        ahead = (weekday - published.weekday()) % 7
        found = published + timedelta(days=ahead or (7 if which else 0))
    return found, found


def _read_deictic(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    found = anchor.published + timedelta(days=words.DEICTIC[(groups["deictic"] or "").lower()])
    return found, found


def _read_month(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    month, published = _month_number(groups), anchor.published
    if groups["years"]:
        return month_span(int(groups["years"]), month)
    if groups["this"]:
        return month_span(published.year, month)
    if beside:
        return month_span(beside[0].year - (month > beside[0].month), month)
    turn, which = _turn(groups, anchor), (groups["which"] or "").strip()
    year = published.year
    if turn == "past":
        year -= month > published.month or (bool(which) and month == published.month)
    else:
        year += month < published.month or (bool(which) and month == published.month)
    return month_span(year, month)


def _read_year(groups: Groups, anchor: Anchor, beside: Closed | None) -> Closed:
    return year_span(int(groups["year"] or 0))


_READERS = (
    _read_day_of_month,
    _read_numeric,
    _read_bare_day,  # a weekday with the day of the month: the number alone decides
    _read_weekday,
    _read_deictic,
    _read_month,
    _read_year,
    _read_bare_day,
)
