"""The dates of English questions: days, months, years, weeks, and the words that open a period on one side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.date_readers import Anchor, Days, Reader, in_month, iso, numeric, point_at, whole_year
from nlp.dates_grammar import Closed, Direction, month_span, week_span, year_span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb febuary", "march mar", "april apr", "may", "june jun", "july jul"),
            *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DEICTIC = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0,
    "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip


def _names(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH, _WD = rf"(?P<month>{_names(_MONTHS)})\.?", rf"(?P<weekday>{_names(_DAYS)})"
_DAY, _YEAR = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
_N = rf"(?P<n>\d{{1,3}}|{_names(_NUMBERS)})"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?|hours?|d|h)"


def _day_of_month(match: re.Match[str], anchor: Anchor) -> Closed:
    month, day = _MONTHS[match["month"].lower()], int(match["day"])
    if match["year"]:
        found = date(int(match["year"]), month, day)
        return found, found
    found = date(anchor.today.year, month, day)
    if anchor.direction == "past" and found > anchor.today:
        found = found.replace(year=found.year - 1)
    elif anchor.direction == "future" and found < anchor.today:
        found = found.replace(year=found.year + 1)
    return found, found


def _month(match: re.Match[str], anchor: Anchor) -> Closed:
    month, today, which = _MONTHS[match["month"].lower()], anchor.today, (match["which"] or "").lower().strip()
    if match["year"]:
        return month_span(int(match["year"]), month)
    if which == "next" or (anchor.direction == "future" and which != "last"):
        return month_span(today.year + (month < today.month or (which == "next" and month == today.month)), month)
    return month_span(today.year - (month > today.month or (which == "last" and month == today.month)), month)


def _years(match: re.Match[str], anchor: Anchor) -> Closed:
    first, last = sorted((int(match["first"]), int(match["last"])))
    return year_span(first)[0], year_span(last)[1]


def _weekday(match: re.Match[str], anchor: Anchor) -> Closed:
    weekday, today, which = _DAYS[match["weekday"].lower()], anchor.today, (match["which"] or "").lower().strip()
    if which == "next" or (anchor.direction == "future" and which != "last"):
        ahead = (weekday - today.weekday()) % 7
        found = today + timedelta(days=ahead or (7 if which else 0))
    else:
        back = (today.weekday() - weekday) % 7
        found = today - timedelta(days=back or (7 if which == "last" else 0))
    return found, found


def _deictic(match: re.Match[str], anchor: Anchor) -> Closed:
    found = anchor.today + timedelta(days=_DEICTIC[" ".join(match["deictic"].lower().split())])
    return found, found


_PAST = {"week": 7, "month": 30, "year": 365}
"""Days of «the past week», which is not the last one of the calendar."""


def _whole(match: re.Match[str], anchor: Anchor) -> Closed:
    step = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(match["which"].lower(), 0)
    today, unit = anchor.today, match["whole"].lower()
    if match["which"].lower() == "past" and unit in _PAST:
        return today - timedelta(days=_PAST[unit]), today
    if unit == "week":
        return week_span(today + timedelta(days=7 * step))
    if unit == "month":
        return month_span(today.year, today.month + step)
    if unit == "year":
        return year_span(today.year + step)
    saturday = week_span(today)[0] + timedelta(days=5)
    if saturday > today and anchor.direction == "past" and step == 0:
        step = -1
    saturday += timedelta(days=7 * step)
    return saturday, saturday + timedelta(days=1)


def _ago(match: re.Match[str], anchor: Anchor) -> Closed:
    found, unit = _before(anchor.today, match), match["unit"].lower()
    if unit.startswith("month"):
        return month_span(found.year, found.month)
    return year_span(found.year) if unit.startswith("year") else (found, found)


def _last(match: re.Match[str], anchor: Anchor) -> Closed:
    return _before(anchor.today, match), anchor.today


def _start_of(match: re.Match[str], anchor: Anchor) -> Closed:
    today = anchor.today
    spans = {"year": year_span(today.year), "month": month_span(today.year, today.month), "week": week_span(today)}
    first = spans[match["unit"].lower()][0]
    return first, first


def _before(today: date, match: re.Match[str]) -> date:
    count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    unit = match["unit"].lower()
    if unit.startswith(("month", "year")):
        first, end = month_span(today.year, today.month - count * (12 if unit.startswith("year") else 1))
        return first.replace(day=min(today.day, end.day))
    days = {"d": count, "w": 7 * count, "h": round(count / 24)}[unit[0]]
    return today - timedelta(days=days)


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"early": (1, 10), "beginning of": (1, 10), "mid": (11, 20), "late": (21, 31), "end of": (21, 31)}
_A_FEW = {"days": 7, "weeks": 28, "months": 91}
"""How many days «the last few days» are."""


def _few(match: re.Match[str], anchor: Anchor) -> Closed:
    return anchor.today - timedelta(days=_A_FEW[match["few"].lower()]), anchor.today


def _quarter(match: re.Match[str], anchor: Anchor) -> Closed:
    year, last = int(match["year"]), 3 * _QUARTERS[match["quarter"].lower()]
    return month_span(year, last - 2)[0], month_span(year, last)[1]


def _part_of_month(match: re.Match[str], anchor: Anchor) -> Closed:
    month = _MONTHS[match["month"].lower()]
    ahead = not match["year"] and month > anchor.today.month
    first, last = month_span(int(match["year"] or anchor.today.year - ahead), month)
    begin, end = _PARTS[match["part"].lower()]
    return first.replace(day=begin), last if end > last.day - 3 else first.replace(day=end)


_WHICH = r"(?P<which>(?:last|next|this) )?"
POINTS: tuple[tuple[str, Reader], ...] = (
    (r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)", iso),
    (r"(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)[/.](?P<year>(?:19|20)\d\d|\d\d)(?!\d)", numeric),
    (r"(?P<first>(?:19|20)\d\d) ?(?:[-–/]|à|a|au) ?(?P<last>(?:19|20)\d\d)(?![\d/-])", _years),
    (rf"(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR}|(?P<no>))(?!\w)", _day_of_month),
    (rf"{_MONTH} (?:the )?{_DAY}(?!\d)(?:,? {_YEAR}|(?P<no>))(?!\w)", _day_of_month),
    (rf"(?<!\d )(?<!th ){_WHICH}{_MONTH}(?:,? (?:of )?{_YEAR}|(?P<no>))(?!\w)", _month),
    (rf"(?P<deictic>{'|'.join(sorted(_DEICTIC, key=len, reverse=True))})(?!\w)", _deictic),
    (rf"(?:the )?(?:last|past|previous) {_N} {_UNIT}(?!\w)", _last),
    (rf"{_N} {_UNIT} ago(?!\w)", _ago),
    (r"(?:the )?(?:beginning|start) of (?:the |this )?(?P<unit>year|month|week)(?!\w)", _start_of),
    (r"(?:the )?(?P<which>last|this|next|past|previous) (?P<whole>week-?end|week|month|year)(?!\w)", _whole),
    (r"(?:the )?(?:last|past|recent) (?:few )?(?P<few>days|weeks|months)(?!\w)", _few),
    (rf"(?:the )?(?P<part>{'|'.join(_PARTS)})[ -]?(?:of )?{_MONTH}(?:,? {_YEAR}|(?P<no>))(?!\w)", _part_of_month),
    (rf"(?:the )?(?P<quarter>{'|'.join(_QUARTERS)}) quarter(?: of)?(?: the year)? {_YEAR}(?!\w)", _quarter),
    (rf"{_WHICH}{_WD}(?!\w)", _weekday),
    (rf"{_YEAR}(?!\w)", whole_year),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in POINTS)
_LEAD = re.compile(
    r"(?<!\w)(?:(?P<word>since|after|from|until|till|til|before|up to|by|between|over|during|in|on|for|within)"
    r" (?:the month of |the )?)?(?=\w)",
    re.IGNORECASE,
)
_TO = re.compile(r" (?:to|and|or|until|till|through|-|–) ", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?:the )?(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?= (?:to|and|until|-|–) )", re.IGNORECASE)
_NO_DATES = ("may", "mar", "march", "sun", "sat", "wed", "mon")  # in small letters and alone other words, or none
_BARE_COUNT = re.compile(rf"\s*{_N} ?{_UNIT}\s*", re.IGNORECASE)


_SHORT = tuple(
    (re.compile(rf"\b(?:{short})\b", re.IGNORECASE), full)
    for short, full in (
        ("yr(s?)", r"year\1"),
        ("wk(s?)", r"week\1"),
        ("mth(s?)", r"month\1"),
        ("hrs", "hours"),
        ("yest|ystrdy|yday|yesterdey|yesturday", "yesterday"),
        ("2day|tdy", "today"),
        ("2nite|tonite", "tonight"),
    )
)


def spelt(text: str) -> str:
    """Give the text with the words of time spelt out that people shorten: "this yr", "last wk"."""
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return text


def found(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Give the dates of an English text with their offsets, in order, none over another."""
    anchor, position = Anchor(today, direction), 0
    count = _BARE_COUNT.fullmatch(text)
    if count and count["n"].isdigit():  # «7d» alone, as a filter's value
        yield 0, len(text), _last(count, anchor)
        return
    for lead in _LEAD.finditer(text):
        if lead.start() < position:
            continue
        read = _period(text, lead, anchor)
        if read:
            position = read[0]
            yield lead.start(), position, read[1]


def _period(text: str, lead: re.Match[str], anchor: Anchor) -> tuple[int, Days] | None:
    word = (lead["word"] or "").lower()
    if word in ("between", "from", "in", "during", "over", "") and (span := _range(text, lead.end(), anchor)):
        return span
    point = point_at(_COMPILED, text, lead.end(), anchor)
    # «may» is a verb too, and so is «march».
    if point is None or (not word and text[lead.end() : point[0]] in _NO_DATES):
        return None
    end, days = point
    if word in ("since", "from"):
        return end, (days[0], None)
    if word == "after":
        return end, (days[1] + timedelta(days=1), None)
    if word in ("until", "till", "til", "up to", "by"):
        return end, (None, days[1])
    return end, (None, days[0] - timedelta(days=1)) if word == "before" else days


def _range(text: str, start: int, anchor: Anchor) -> tuple[int, Days] | None:
    """Read «3 and 10 May 2017», «March to May»: the right end lends its month and year to the left."""
    bare = _BARE_DAY.match(text, start)
    left = None if bare else point_at(_COMPILED, text, start, anchor)
    middle = _TO.match(text, bare.end() if bare else left[0] if left else start)
    right = point_at(_COMPILED, text, middle.end(), anchor) if middle else None
    if right is None:
        return None
    end, (first, last) = right
    if bare:
        begin = in_month(first, int(bare["day"]))
    elif left:
        begin = left[1][0]
        dated = re.search(r"\d{4}", text[start : left[0]]) is not None
        if begin > last and not dated:  # the year of the end, or the one before: «March to June 2018»
            early = in_month(begin.replace(day=1, year=last.year), begin.day)
            begin = early if early and early <= last else in_month(begin.replace(day=1, year=last.year - 1), begin.day)
        elif not dated and begin.replace(day=1, year=last.year) <= last:
            begin = month_span(last.year, begin.month)[0].replace(day=begin.day)
    return (end, (begin, last)) if begin and begin <= last else None
