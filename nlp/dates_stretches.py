"""A stretch of days of which the words give the first: «l'offensive lancée mardi», «en grève depuis lundi»."""

import re
from collections.abc import Iterator
from datetime import date

from nlp.dates_grammar import POINT, Anchor, Days, Direction, any_of, read_point
from nlp.patterns import fr_dates as words

SPANNED = frozenset({"since", "weekday", "weekday_day", "day", "bare_day", "deictic", "relative"})
"""Codes of dates that may open a stretch."""

_BEGUN = re.compile(rf"\b(?:{any_of(words.BEGINNING)})", re.IGNORECASE)
_POINT = re.compile(rf"(?<![\w-])(?:{POINT})(?!\w)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?] |\n|$")
_NEAR = 60  # characters between the word of beginning and the date
_FAR = 400  # characters to the next date


def stretches(
    match: re.Match[str], published: date, past: Days | None, known: set[Days | None]
) -> Iterator[tuple[Direction, Days]]:
    """Give the stretches that a date may open: to publication (`onward`), to the sentence's next date (`onto`).

    Only for «depuis», which is read to publication anyway, and beside a word of beginning. `past` is the date's plain
    reading, `known` are all that it has.
    """
    first = past[0] if past else None
    if first is None or first > published:
        return
    if not match.group().lower().startswith("depuis"):
        if not _is_begun(match):
            return
        yield "onward", (first, published)
    last = _next_day(match, first, published)
    if last and (first, last) not in known:
        yield "onto", (first, last)


def _is_begun(match: re.Match[str]) -> bool:
    text, low = match.string, max(0, match.start() - _NEAR)
    sentence = max(text.rfind(end, low, match.start()) for end in (". ", "\n")) + 1
    return bool(_BEGUN.search(text[max(sentence, low) : match.end() + 20]))


def _next_day(match: re.Match[str], first: date, published: date) -> date | None:
    """Give the next day told in the rest of the sentence, if it lies between the first one and publication."""
    rest = match.string[match.end() : match.end() + _FAR]
    end = _SENTENCE_END.search(rest)
    for point in _POINT.finditer(rest, 0, end.start() if end else len(rest)):
        last = read_point(point.group(), Anchor(published, "past"))
        if last and first < last[1] < published:
            return last[1]
    return None
