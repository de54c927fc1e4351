"""When: French news dates resolved against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from nlp.dates_grammar import Anchor, Closed, Days, Direction, any_of, plain
from nlp.dates_rules import AMBIGUOUS, REASONS, RULES, Rule
from nlp.dates_stretches import SPANNED, stretches
from nlp.patterns import fr_dates as words
from nlp.schema import Evidence, Span, When


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date of a text, read both ways: «jeudi» is the last one in a tale of the past, the next one in a plan.

    `further` are more readings that some words allow: «dans la nuit» the night before, «depuis lundi» up to the day
    that is being told, «la veille» the eve of publication. `past` and `future` are None where the words date nothing
    on purpose («ces derniers jours», by the guidelines).
    `telling`: beside the date stands a word of telling («s'est confié jeudi»), so it may be a speaker's day. `counted`
    says in what sentence the day stands that «la veille» counts from, whether it is a speaker's and another was told.
    `paragraphs` are the offsets at which the text's paragraphs begin, the first left out: a parsed text has no line
    ends, and a date carries less far over one.
    """

    span: Span
    past: When | None
    future: When | None
    code: str
    published: date
    paragraphs: tuple[int, ...] = ()
    further: tuple[tuple[Direction, When], ...] = ()
    telling: bool = False
    counted: str = "-"

    def when(self, direction: Direction) -> When | None:
        """Give the reading for a time direction."""
        if direction == "past":
            return self.past
        return self.future if direction == "future" else dict(self.further).get(direction)


def find_dates(text: str, published: date, direction: Direction = "past") -> list[When]:
    """Give the dates of a text in order, each with the words it was read from; vague times and datelines left out."""
    found = (m.when(direction) for m in date_mentions(text, published) if m.code != "dateline")
    return [when for when in found if when is not None]


def date_mentions(text: str, published: date) -> tuple[DateMention, ...]:
    """Give all mentions of dates in order, vague ones and the dateline included; none overlaps another."""
    return tuple(_mentions(text, published))


def _mentions(text: str, published: date) -> Iterator[DateMention]:
    told: list[Told] = []
    position = 0
    paragraphs = tuple(match.end() for match in re.finditer(r"\n+", text))
    for rule, match in _matches(plain(text)):
        if match.start() < position or _is_name(match) or _is_days_own(rule, match, position):
            continue
        anchor = _anchor(published, told)
        past = _read(rule, match, anchor)
        if past is None:
            continue
        position = match.end()
        future = _read(rule, match, replace(anchor, direction="future"))
        code = "dateline" if _is_dateline(match) else rule.code
        span = Span(text[match.start() : match.end()], match.start(), match.end())
        readings = _when(past, span, code), _when(future, span, code)
        more = ((turn, _when(days, span, code)) for turn, days in _further(rule, match, anchor, code, (past, future)))
        further = tuple((turn, when) for turn, when in more if when is not None)
        yield DateMention(
            span, *readings, code, published, paragraphs, further, _is_telling(match), _counted(match, told, published)
        )
        new = _told(code, past)
        told = [*told[-_KEPT:], *([Told(new, code, position, _is_telling(match))] if new else [])]


_KEPT = 11  # dates told that the next one may count from

_BESIDE = 25
"""Characters after a date within which «à l'aube» is that day's."""


def _is_days_own(rule: Rule, match: re.Match[str], date_end: int) -> bool:
    """Tell «mardi, peu avant l'aube», where the hour adds nothing to the date said just before."""
    between = match.string[date_end : match.start()]
    return rule.code == "dawn" and date_end > 0 and len(between) < _BESIDE and not re.search(r"[.!?\n]", between)


@dataclass(frozen=True, slots=True)
class Told:
    """A date told, by which rule it was read, where it ends, and whether it is the day on which somebody spoke."""

    days: Closed
    code: str
    end: int
    telling: bool


def _anchor(published: date, told: list[Told]) -> Anchor:
    """Give what a date is read against: «la veille» counts from a day of these weeks, not from «en 1990»."""
    fresh = [one for one in told if _is_day(one, published)]
    previous = told[-1].days if told else None
    last = fresh[-1].days if fresh else previous
    days = [one.days for one in fresh] or ([previous] if previous else [])
    others = [day for day in days if day != last]
    if fresh and fresh[-1].telling:  # the day of a speech hides the one of what is told
        others = [one.days for one in fresh if not one.telling and one.days != last] or others
    return Anchor(published, "past", previous, last, others[-1] if others else None)


def _counted(match: re.Match[str], told: list[Told], published: date) -> str:
    """Tell what the day is like that «la veille» counts from: said in this sentence or before, of a speech or not."""
    fresh = [one for one in told if _is_day(one, published)]
    if not fresh:
        return "-"
    here = re.search(r"[.!?] |\n", match.string[max(fresh[-1].end, match.start() - _LONG) : match.start()]) is None
    before = any(not one.telling and one.days != fresh[-1].days for one in fresh)
    return f"{'here' if here else 'before'}:{fresh[-1].telling}:{before}"


_LONG = 600  # characters that a sentence may have

_TELLING = re.compile(rf"(?<!\w)(?:{'|'.join(words.TELLING)})", re.IGNORECASE)
_AROUND = 70  # characters of the sentence on both sides of a date


def _is_telling(match: re.Match[str]) -> bool:
    """Tell the day of a speech, «s'est confié jeudi», by the words around it."""
    text, start, end = match.string, match.start(), match.end()
    before = re.split(r"[.!?;:] |\n", text[max(0, start - _AROUND) : start])[-1]
    after = re.split(r"[.!?;:]\s|\n", text[end : end + _AROUND])[0]
    return bool(_TELLING.search(f"{before} {after}"))


_FRESH = 62  # days


def _is_day(told: Told, published: date) -> bool:
    first, last = told.days
    return told.code not in _BACKGROUND and (last - first).days <= 2 and abs((published - last).days) <= _FRESH


_BACKGROUND = frozenset({"for", "year", "month", "within", "by", "ahead"})


def _further(
    rule: Rule, match: re.Match[str], anchor: Anchor, code: str, plainly: tuple[Days | None, Days | None]
) -> Iterator[tuple[Direction, Days]]:
    """Give the readings beside the plain ones, the past and the coming one, each once."""
    known = set(plainly)
    for direction in AMBIGUOUS.get(code, ()):
        days = _read(rule, match, replace(anchor, direction=direction))
        if days is not None and days not in known:
            known.add(days)
            yield direction, days
    if code in SPANNED:
        yield from stretches(match, anchor.published, plainly[0], known)


def _told(code: str, days: Days) -> Closed | None:
    """Give what «le lendemain» would count from: of «depuis vendredi» the Friday, of «jusqu'à dimanche» the Sunday."""
    start, end = days
    if code in ("dateline", "night", "dawn", "beside", "after") or end is None:
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
    return When(days[0], days[1], (Evidence(span, REASONS.get(code, code)),))


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
