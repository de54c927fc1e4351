"""From counts to a timeline that is ready to draw: which bars, which colours, every word in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.texts import Texts
from bot.views.layout import clip
from bot.views.pictures_shapes import MOST_TYPES, OTHER, Hue, Timeline, colours
from nlp.schema import EventType
from store.series import DayCount

_TITLE = 80  # characters
_TICKS = 5  # labels under the bars at most: what a phone shows side by side


class Step(StrEnum):
    """How much time a bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# The longest span, in days, that is shown in bars of a day, a week, a month; 1,080 pixels hold some 240 bars.
_LONGEST = ((Step.DAY, 62), (Step.WEEK, 2 * 366), (Step.MONTH, 20 * 366))

_FAR = 3.0
_FEW = 0.01
"""A span is cut to the days of 98 % of the events where it is otherwise more than three times as long."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts by bar and type: the bars' first days without a gap, and how many events lie outside of them."""

    step: Step
    starts: tuple[date, ...]
    counts: dict[EventType, tuple[int, ...]]
    outside: int

    @property
    def total(self) -> int:
        """All events in the bars."""
        return sum(map(sum, self.counts.values()))


def bars(counts: Sequence[DayCount]) -> Bars:
    """Gather the days into bars as long as the span demands; ValueError without any."""
    first, last = _span(counts)
    step = next((step for step, days in _LONGEST if (last - first).days < days), Step.YEAR)
    starts = _starts(first, last, step)
    place = {start: number for number, start in enumerate(starts)}
    found: dict[EventType, list[int]] = {}
    outside = 0
    bar_of: dict[date, int | None] = {}  # a day has up to 16 types
    for count in counts:
        if count.day not in bar_of:
            bar_of[count.day] = place[_start(count.day, step)] if first <= count.day <= last else None
        bar = bar_of[count.day]
        if bar is None:
            outside += count.events
        else:
            found.setdefault(count.type, [0] * len(starts))[bar] += count.events
    return Bars(step, starts, {kind: tuple(row) for kind, row in found.items()}, outside)


def timeline(counts: Sequence[DayCount], label: str | None, texts: Texts) -> Timeline:
    """The timeline of the counts; ValueError without any."""
    gathered = bars(counts)
    shown = leading({kind: sum(row) for kind, row in gathered.counts.items()})
    rows = [gathered.counts[kind] for kind in shown]
    rest = [row for kind, row in gathered.counts.items() if kind not in shown]
    if rest:
        rows.append(tuple(map(sum, zip(*rest, strict=True))))
    sums = [sum(column) for column in zip(*rows, strict=True)]
    peak = max(sums)
    highest = gathered.starts[sums.index(peak)]
    return Timeline(
        title=clip(label or str(texts.get("pictures.all").unescape()), _TITLE),
        subtitle=_subtitle(gathered, texts),
        hues=hues({kind: sum(row) for kind, row in gathered.counts.items()}, texts),
        counts=tuple(rows),
        ticks=_ticks(gathered, texts),
        peak=f"{texts.number(peak)} · {_named(highest, gathered.step, texts)}",
        rtl=is_right_to_left(texts),
    )


def leading(totals: dict[EventType, int]) -> list[EventType]:
    """The types that have a colour of their own, most frequent first."""
    ranked = sorted(totals, key=lambda kind: (-totals[kind], kind))
    return ranked if len(ranked) <= MOST_TYPES else ranked[:MOST_TYPES]


def hues(totals: dict[EventType, int], texts: Texts) -> tuple[Hue, ...]:
    """The colours with the words of the legend, «attaque ou combats · 12»; all other types share one."""
    shown = leading(totals)
    given = colours(shown)
    named = [Hue(given[kind], f"{_kind(kind, texts)} · {texts.number(totals[kind])}") for kind in shown]
    rest = sum(totals[kind] for kind in totals if kind not in shown)
    if rest:
        named.append(Hue(OTHER, f"{texts.get('pictures.other').unescape()} · {texts.number(rest)}"))
    return tuple(named)


def is_right_to_left(texts: Texts) -> bool:
    """Whether the language is written from right to left."""
    return texts.is_right_to_left


def _kind(kind: EventType, texts: Texts) -> str:
    words = str(texts.get(f"types.{kind}").unescape())
    return words[:1].upper() + words[1:]


def _subtitle(gathered: Bars, texts: Texts) -> str:
    last = _next(gathered.starts[-1], gathered.step) - timedelta(days=1)
    parts = [
        str(texts.count("events.total", gathered.total).unescape()),
        texts.span(gathered.starts[0], last),
        str(texts.get(f"pictures.by_{gathered.step}").unescape()),
    ]
    if gathered.outside:
        parts.append(str(texts.count("pictures.outside", gathered.outside).unescape()))
    return " · ".join(parts)


def _span(counts: Sequence[DayCount]) -> tuple[date, date]:
    """The first and the last day to show."""
    if not counts:
        raise ValueError("no events, no timeline")
    by_day = Counter[date]()
    for count in counts:
        by_day[count.day] += count.events
    days = sorted(by_day)
    low, high = _quantile(by_day, days, _FEW), _quantile(by_day, reversed(days), _FEW)
    first, last = days[0], days[-1]
    if (last - first).days > 62 and (last - first).days > _FAR * (high - low).days + 31:
        return low, high
    return first, last


def _quantile(by_day: Counter[date], days: Iterable[date], part: float) -> date:
    """The first of the days, in their order, by which more than this part of the events has come."""
    bound, seen = part * by_day.total(), 0
    for day in days:
        seen += by_day[day]
        if seen > bound:
            return day
    raise ValueError("no events")


def _start(day: date, step: Step) -> date:
    """The first day of the bar that the day lies in; weeks begin on Monday (ISO 8601)."""
    if step is Step.WEEK:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step is Step.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step is Step.YEAR else day


def _next(start: date, step: Step) -> date:
    """The first day of the bar after this one; the last day of all where there is none."""
    try:
        if step is Step.YEAR:
            return start.replace(year=start.year + 1)
        if step is Step.MONTH:
            return (start + timedelta(days=31)).replace(day=1)
        return start + timedelta(days=7 if step is Step.WEEK else 1)
    except (ValueError, OverflowError):
        return date.max


def _starts(first: date, last: date, step: Step) -> tuple[date, ...]:
    starts = [_start(first, step)]
    while (following := _next(starts[-1], step)) <= last and following > starts[-1]:
        starts.append(following)
    return tuple(starts)


def _ticks(gathered: Bars, texts: Texts) -> tuple[tuple[int, str], ...]:
    """At most five bars with their labels, evenly apart; the year is said where it is new."""
    number = len(gathered.starts)
    apart = max(1, -(-number // _TICKS))
    found, year = [], None
    for place in range(0, number, apart):
        start = gathered.starts[place]
        label = _label(start, gathered.step, texts)
        if gathered.step is not Step.YEAR and start.year != year:
            label = f"{label}\n{start.year}"
        year = start.year
        found.append((place, label))
    return tuple(found)


def _label(start: date, step: Step, texts: Texts) -> str:
    if step is Step.YEAR:
        return str(start.year)
    return texts.dated(start, "MMM" if step is Step.MONTH else "d MMM")


def _named(start: date, step: Step, texts: Texts) -> str:
    """The bar in words, short: «17 mai», «semaine du 15 mai», «mai 2017», «2017»."""
    if step is Step.WEEK:
        return str(texts.get("pictures.week_of", day=texts.dated(start, "d MMM")).unescape())
    if step is Step.MONTH:
        return texts.dated(start, "MMM y")
    return _label(start, step, texts)
