"""How dates are read that count from a day told before: «la veille», «deux jours après la tuerie», «à l'aube».

The plain reading counts from the last day told of these weeks, `other` from the one told before it, `third` from
publication.
"""

import re
from datetime import date, timedelta

from nlp.dates_grammar import Anchor, Closed, Days, month_span, year_span
from nlp.numerals import number
from nlp.patterns import fr_dates as words


def shift(day: date, n: int, unit: str) -> Closed:
    """Move a day by some units: a day for days and weeks, the whole month or year for those."""
    kind = words.UNITS[unit.lower()]
    if kind == "month":
        return month_span(day.year, day.month + n)
    if kind == "year":
        return year_span(day.year + n)
    days = {"day": n, "week": 7 * n, "hour": round(n / 24)}[kind]
    return day + timedelta(days=days), day + timedelta(days=days)


def count(match: re.Match[str]) -> int | None:
    """Read the number of a match, None for one that counts no days of a dispatch."""
    n = number(match["n"])
    return n if n is not None and n < 200 else None


def _base(anchor: Anchor) -> Closed | None:
    """Give the day that a reading counts from."""
    if anchor.direction == "third":
        return anchor.published, anchor.published
    return anchor.further if anchor.direction == "other" else anchor.told


def _step(base: Closed, step: int) -> Closed:
    """Move by days: on from the last day of a stretch, back from its first."""
    if step == 0:
        return base
    day = (base[1] if step > 0 else base[0]) + timedelta(days=step)
    return day, day


def from_told(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «la veille», «le même jour»; without a day told, only one before publication."""
    step = words.RELATIVE[re.sub(r"\s+", " ", match["relative"].lower())]
    base = _base(anchor)
    if anchor.direction == "third":
        return _step((anchor.published, anchor.published), step) if step <= 0 else None
    if base is None:
        here = anchor.direction != "other" and step < 0
        return _step((anchor.published, anchor.published), step) if here else None
    return _step(base, step)


def later(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «trois jours plus tôt», «une semaine plus tard»."""
    n = count(match)
    if n is None:
        return None
    back = match["turn"].lower() in ("plus tôt", "auparavant", "avant")
    base = _base(anchor)
    if words.UNITS[match["unit"].lower()] == "hour" and n < 12:  # some hours from a day are that day
        return base
    if anchor.direction == "third" and not back:
        return None
    if base is None and back:
        base = anchor.published, anchor.published
    if base is None:
        return None
    return shift(base[0] if back else base[1], -n if back else n, match["unit"])


def after(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «deux jours après que», «deux jours avant la tuerie»: the day on one side of the told one, or on the other.

    What is told may be the day of either: «mardi, deux jours après qu'il eut parlé» dates the speech by Tuesday.
    """
    n = count(match)
    base = anchor.told or (anchor.published, anchor.published)
    if n is None or words.UNITS[match["unit"].lower()] in ("month", "year"):
        return None
    if (match["turn"].lower() == "avant") != (anchor.direction == "other"):
        n = -n
    return shift(base[1] if n > 0 else base[0], n, match["unit"])


def beside(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «au lendemain de l'attentat» without a date of its own: the day after, or before for the attack itself."""
    step = words.BESIDE[match["beside"].lower()]
    if anchor.told is None:
        return None
    return _step(anchor.told, -step if anchor.direction == "other" else step)


def weekday_beside(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «le jeudi suivant», «le samedi précédent» against the last day told."""
    base = _base(anchor)
    if base is None:
        return None
    weekday = words.WEEKDAYS[match["weekday"].lower()]
    if match["turn"].lower() in ("suivant", "d'après"):
        return _step(base, (weekday - base[1].weekday() - 1) % 7 + 1)
    return _step(base, -((base[0].weekday() - weekday - 1) % 7 + 1))


def dawn(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read a bare «à l'aube»: the morning after the day told, or that day's (`other`), or the night (`third`)."""
    told = anchor.told
    if told is None or told[1] > anchor.published:
        return None
    day = told[1]
    if anchor.direction == "other":
        return day, day
    if day == anchor.published:
        return (day, day) if anchor.direction == "past" else None
    following = day + timedelta(days=1)
    return (day, following) if anchor.direction == "third" else (following, following)


def night(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read a bare «dans la nuit»: the night after the day told last, or else the one before it; the last one first."""
    day = anchor.told[1] if anchor.told else anchor.published
    one = timedelta(days=1)
    if anchor.direction == "third":
        return (day, day) if day < anchor.published else None
    if day >= anchor.published:
        return (anchor.published - one, anchor.published) if anchor.direction != "other" else None
    return (day - one, day) if anchor.direction == "other" else (day, day + one)


def night_before(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «la nuit d'avant»: the one that ended on the day told last, or began the day before that."""
    day = anchor.told[0] if anchor.told else anchor.published
    one = timedelta(days=1)
    if anchor.direction == "other":
        return day - 2 * one, day - one
    return (day - one, day) if anchor.direction != "third" else (day - one, day - one)
