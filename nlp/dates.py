"""When: French news dates resolved against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.dates_grammar import Anchor, Closed, Days, Direction, any_of, plain
from nlp.dates_rules import AMBIGUOUS, RULES, Rule
from nlp.patterns import fr_dates as words
from nlp.schema import Evidence, Span, When


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date of a text, read both ways: «jeudi» is the last one in a tale of the past, the next one in a plan.

    `other` is one more reading that some words allow: «dans la nuit» the night before, «depuis lundi» up to the day
    that is being told. The others are None where the words date nothing on purpose («ces derniers jours», by the
    guidelines).
    `paragraphs` are the offsets at which the text's paragraphs begin, the first left out: a parsed text has no line
    ends, and a date carries less far over one.
    """

    span: Span
    past: When | None
    future: When | None
    code: str
    published: date
    paragraphs: tuple[int, ...] = ()
    other: When | None = None

    def when(self, direction: Direction) -> When | None:
        """Give the reading for a time direction."""
        return {"past": self.past, "future": self.future, "other": self.other}[direction]


def find_dates(text: str, published: date, direction: Direction = "past") -> list[When]:
    """Give the dates of a text in order, each with the words it was read from; vague times and datelines left out."""
    found = (m.when(direction) for m in date_mentions(text, published) if m.code != "dateline")
    return [when for when in found if when is not None]


def date_mentions(text: str, published: date) -> tuple[DateMention, ...]:
    """Give all mentions of dates in order, vague ones and the dateline included; none overlaps another."""
    return tuple(_mentions(text, published))


def _mentions(text: str, published: date) -> Iterator[DateMention]:
    previous: Closed | None = None
    position = 0
    paragraphs = tuple(match.end() for match in re.finditer(r"\n+", text))
    for rule, match in _matches(plain(text)):
        if match.start() < position or _is_name(match):
            continue
        past = _read(rule, match, Anchor(published, "past", previous))
        if past is None:
            continue
        position = match.end()
        future = _read(rule, match, Anchor(published, "future", previous))
        code = "dateline" if _is_dateline(match) else rule.code
        span = Span(text[match.start() : match.end()], match.start(), match.end())
        other = _read(rule, match, Anchor(published, "other", previous)) if code in AMBIGUOUS else None
        readings = [_when(days, span, code) for days in (past, future, other if other != past else None)]
        yield DateMention(span, readings[0], readings[1], code, published, paragraphs, readings[2])
        previous = _told(code, past) or previous


def _told(code: str, days: Days) -> Closed | None:
    """Give what «le lendemain» would count from: of «depuis vendredi» the Friday, of «jusqu'à dimanche» the Sunday."""
    start, end = days
    if code in ("dateline", "night") or end is None:
        return None
    if code in ("until", "by"):
        return end, end
    return (start, start if code in ("since", "for") else end) if start else None


def _matches(text: str) -> list[tuple[Rule, re.Match[str]]]:
    """Give all matches of all rules, the leftmost and of these the longest first."""
    found = [(rule, match) for rule in RULES for match in rule.pattern.finditer(text)]
    return sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end()))


def _read(rule: Rule, match: re.Match[str], anchor: Anchor) -> Days | None:
    try:
        return rule.read(match, anchor)
    except (ValueError, OverflowError):  # a day that no calendar has, «il y a 9000 ans»
        return None


def _when(days: Days | None, span: Span, code: str) -> When | None:
    if days is None or days == (None, None):
        return None
    return When(days[0], days[1], (Evidence(span, code),))


_NAME_BEFORE = re.compile(rf"\b(?:{any_of(words.NAMED_BY_DATE)}) (?:du|de la|de l'|d') ?(?:le )?$", re.IGNORECASE)


def _is_name(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 30) : match.start()]
    return bool(_NAME_BEFORE.search(before))


_DATELINE_AFTER = re.compile(r"(?: \([^)\n]{1,40}\))?\s?[–—-]\s|\s?\n")


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell «BAMAKO, 3 mai – », the place and day of writing at the head of a dispatch."""
    before = match.string[: match.start()]
    return (
        len(before) < 60
        and not re.search(r"[.!?\n]", before)
        and bool(_DATELINE_AFTER.match(match.string, match.end()))
    )
