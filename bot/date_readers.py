"""What the grammars of English and Arabic dates share: the day they count from, and the readings without words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from nlp.dates_grammar import Closed, Direction, month_span, year_span

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that is counted from, and whether what is open («in May») is looked for behind or before it."""

    today: date
    direction: Direction


Reader = Callable[[re.Match[str], Anchor], Closed]


def iso(match: re.Match[str], anchor: Anchor) -> Closed:
    """Read «2017-05-19»; ValueError for a day that no calendar has."""
    found = date.fromisoformat(match["iso"])
    return found, found


def numeric(match: re.Match[str], anchor: Anchor) -> Closed:
    """Read «19/05/2017», «19.5.17»; ValueError for a day that no calendar has."""
    year = int(match["year"])
    found = date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
    return found, found


def whole_year(match: re.Match[str], anchor: Anchor) -> Closed:
    """Read «2017»."""
    return year_span(int(match["year"]))


def in_month(day: date, number: int) -> date | None:
    """Give the day of this number in the month of another, None where the month is shorter."""
    return day.replace(day=number) if number <= month_span(day.year, day.month)[1].day else None


def point_at(
    grammar: Iterable[tuple[re.Pattern[str], Reader]], text: str, start: int, anchor: Anchor
) -> tuple[int, Closed] | None:
    """Read the date that begins at `start` by the first pattern that makes one: its end, first and last day."""
    for pattern, read in grammar:
        match = pattern.match(text, start)
        if match:
            try:
                return match.end(), read(match, anchor)
            except (ValueError, OverflowError):  # a day that no calendar has
                continue
    return None
