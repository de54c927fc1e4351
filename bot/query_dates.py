"""The period that someone's words ask for: French by the reader's own grammar of dates, English by a small one here.

A question looks back: «mai» is the last May, «jeudi» the last Thursday, unless it asks for what is planned. «depuis»
leaves the end open, for what comes in tomorrow is asked for as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot import query_dates_ar, query_dates_en, query_dates_fr
from bot.arabic import is_arabic
from bot.arabic import plain as plain_arabic
from bot.query_date_spans import spans
from bot.query_dates_fr import NUMBERS, days_before, repaired
from nlp.dates_grammar import Direction, month_span, year_span

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included, None where open; `spans` are the offsets of the words read."""

    since: date | None = None
    until: date | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


def find_period(text: str, today: date, lang: str, *, ahead: bool = False) -> Period:
    """Give the period asked for in a text of `lang` (fr, en or ar), read against `today`; `ahead`: what is to come.

    The offsets are those of `text`, for French as `repaired` writes it, for Arabic as `bot.arabic.plain` does.
    """
    direction: Direction = "future" if ahead else "past"
    read = {"fr": query_dates_fr.found, "ar": query_dates_ar.found}.get(lang, query_dates_en.found)
    period = Period()
    for start, end, span in spans(text, lambda words: read_days(words, today, ahead=ahead)):
        if not period and not (lang == "ar" and any(letter.isalpha() for letter in text[start:end])):
            period = Period(*span, ((start, end),))
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    for start, end, days in read(text, today, direction):
        wanted = (period.since or days[0], period.until or days[1])
        if wanted[0] and wanted[1] and wanted[0] > wanted[1]:
            continue
        period = Period(*wanted, (*period.spans, (start, end)))
    return period


def read_days(words: str, today: date, *, ahead: bool = False) -> Days | None:
    """Give the days that a filter's value means («mai 2017», «7j», "last week", «أمس»); None for none."""
    text = _YEAR_FIRST.sub(r"\1-\2-\3", repaired(query_dates_en.spelt(" ".join(plain_arabic(words).split()))))
    if part := _PART_OF_YEAR.fullmatch(text):
        return _part_of_year(part)
    if count := _COUNT.fullmatch(text):
        return days_before(today, int(count["n"]), "mois" if count["unit"][0] in "mM" else "ans"), today
    for lang in ("ar",) if is_arabic(text) else ("fr", "en"):
        for lead in _LEADS_OF_VALUES[lang]:
            period = find_period(lead + text, today, lang, ahead=ahead)
            if period and len(period.spans) == 1:
                start, end = period.spans[0]
                if start <= len(lead) and end == len(lead + text):
                    return period.since, period.until
    return None


_COUNT = re.compile(r"(?P<n>[1-9]\d?) ?(?P<unit>ans?|années?|y|yrs?|years?|m|mois|months?)", re.IGNORECASE)
"""«3 ans», «12m»: so long up to today."""
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[/.](\d\d)[/.](\d\d)\b")  # «2017/05/01»
_LEADS_OF_VALUES = {"fr": ("", "en ", "le "), "en": ("",), "ar": ("", "منذ ")}
"""What may have to stand before a filter's value for it to be a date: «منذ:أسبوع» says «since a week»."""

_PART_OF_YEAR = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/](?P<m>0?[1-9]|1[0-2]))?|(?P<m2>0?[1-9]|1[0-2])/(?P<y2>(?:19|20)\d\d)"
)


def _part_of_year(match: re.Match[str]) -> Days:
    """Read «2017», «2017-05», «05/2017»."""
    year, month = int(match["y"] or match["y2"]), match["m"] or match["m2"]
    return month_span(year, int(month)) if month else year_span(year)


_AGO = re.compile(
    r"il y a (?P<n>\d{1,3}|un|une|deux|trois|quatre|cinq|six) (?P<unit>jours?|semaines?|mois|ans?)|"
    r"(?P<n2>\d{1,3}|a|one|two|three|four|five|six) (?P<unit2>days?|weeks?|months?|years?) ago",
    re.IGNORECASE,
)
_FEW = {
    **NUMBERS, **{"un": 1, "une": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5},
}  # fmt: skip


def read_ago(words: str, today: date) -> date | None:
    """Give the very day that «il y a 3 mois» or "2 weeks ago" counts back to; None for other words."""
    found = _AGO.fullmatch(" ".join(words.split()))
    if not found:
        return None
    count, unit = (found["n"] or found["n2"]).lower(), (found["unit"] or found["unit2"]).lower()
    return days_before(today, _FEW.get(count) or int(count), unit)
