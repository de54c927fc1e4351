"""Two dates with what joins them, in any form: «2017-05-01..2017-05-31», «15-17 juin 2016», "3 May or 5 May 2017"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.words.ar_dates import MONTHS as ARABIC

Read = Callable[[str], tuple[date | None, date | None] | None]

_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|"
    rf"dec|{'|'.join(sorted(ARABIC, key=len, reverse=True))})"
)
_YEAR = r"(?:19[5-9]|20[0-3])\d"
_DAY = r"(?:1er|(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
_DATE = (
    rf"(?:{_YEAR}[-/.]\d\d[-/.]\d\d|\d\d?[/.-]\d\d?[/.-](?:\d\d)?\d\d|\d\d?/{_YEAR}|{_YEAR}[-/]\d\d(?![-/\d])|"
    rf"{_DAY} {_MONTH}(?:,? {_YEAR})?|{_MONTH}(?: {_DAY}(?!\d))?(?:,? {_YEAR})?|\d\d?/\d\d?(?!/)|{_YEAR}|"
    r"avant-hier|hier|aujourd'hui|the day before yesterday|yesterday|today|اول امس|امس|اليوم)"
)
_LEAD = (
    r"(?:(?:du|de|d'|entre|en|le|les|au|pendant|durant|from|between|in|on|during|over|the|من|بين|في|خلال)"
    r"(?: (?:le|la|the))? |d')?"
)
_JOINED = (
    r"(?: ?(?:\.{2,3}|…|–|—|→) ?| - |(?<=\d)-(?=\d)|(?<=[^\W\d])-(?=[^\W\d])|"
    r" (?:à|a|au|jusqu'au|jusqu'à|to|until|till|through|thru|الى|إلى|حتى) )"
)
_AND = r"(?: (?:et|ou|and|or|و|او|أو) ?)"
_SLASH = rf"(?:(?<=\d\d)/(?={_YEAR}-|\d\d?/\d\d?/))"
_SPAN = re.compile(
    rf"(?<![\w/.,'-]){_LEAD}(?P<one>{_DATE}|{_DAY}(?= ?-|–| (?:à|a|au|to|et|and|ou|or|و) ))"
    rf"(?:{_JOINED}|{_AND}|{_SLASH})(?:(?:le|du|au|en|the|in|on|في) )?(?P<two>{_DATE})(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_ONE_SIDED = re.compile(
    r"(?:depuis|dès|avant|après|jusqu'(?:à|au|en)|à partir d[eu]|since|before|after|until|till|up to|by|"
    r"منذ|قبل|بعد|حتى)(?: l[ea])? ?$",
    re.IGNORECASE,
)
_DAY_ALONE, _DATED = re.compile(_DAY, re.IGNORECASE), re.compile(_YEAR)
_MONTH_TO = re.compile(rf"(?<![\w-])({_MONTH}) (\d\d?) ?[-–] ?(\d\d?)(?!\d)(,? {_YEAR})?(?![\w-])", re.IGNORECASE)


def spans(text: str, read: Read) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """Give the pairs of dates with their offsets and the days from the first to the last; `read` reads one date.

    The second lends its month and its year to the first; the earlier one begins («hier ou avant-hier»).
    """
    for match in _MONTH_TO.finditer(text):
        month, first, last, year = match.groups()
        found = _between(f"{month} {first}{year or ''}", f"{month} {last}{year or ''}", read)
        if found:
            yield match.start(), match.end(), found
    for match in _SPAN.finditer(text):
        if _ONE_SIDED.search(text[: match.start()]):
            continue
        found = _between(match["one"], match["two"], read)
        if found is None:
            found = _between(match["two"], match["one"], read)
        if found:
            yield match.start(), match.end(), found


def _between(one: str, two: str, read: Read) -> tuple[date, date] | None:
    last = read(two)
    if last is None or last[0] is None or last[1] is None:
        return None
    if _DAY_ALONE.fullmatch(one):
        lent = re.sub(rf"^{_DAY} ", "", two, flags=re.IGNORECASE)
        if lent == two:
            return None
        tries = [f"{one} {lent}"]
    elif _DATED.search(one) or not re.search(_MONTH, one, re.IGNORECASE):
        tries = [one]
    else:
        tries = [f"{one} {last[1].year}", f"{one} {last[1].year - 1}"]
    for words in tries:
        first = read(words)
        if first and first[0] and first[0] <= last[1]:
            return first[0], last[1]
    return None
