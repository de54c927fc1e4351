"""What the rules of French news dates read out of their matches: ranges, «depuis», «il y a», weeks, months."""

import re
from datetime import date, timedelta

from nlp.dates_grammar import Anchor, Days, month_span, read_point, week_span, year_span
from nlp.dates_relative import count, shift
from nlp.patterns import fr_dates as words


def point(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read one plain date."""
    return read_point(match["point"], anchor)


def stretch(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «du 3 au 5 mai», «entre lundi et mercredi»."""
    right = read_point(match["right"], anchor)
    if right is None:
        return None
    left = read_point(match["left"], anchor, beside=right)
    if left and left[0] > right[1] and left[0].year == right[0].year:  # «du 28 décembre au 3 janvier»
        left = tuple(day.replace(year=day.year - 1) for day in left)  # type: ignore[assignment]
    if left and anchor.direction == "future" and left[0] < anchor.published < right[0] and _bare_weekdays(match):
        right = right[0] + timedelta(days=7), right[1] + timedelta(days=7)  # «de lundi à mercredi» read on a Tuesday
        left = read_point(match["left"], anchor, beside=right)
    return (left[0], right[1]) if left and left[0] <= right[1] else None


def _bare_weekdays(match: re.Match[str]) -> bool:
    return not re.search(r"\d", match["left"] + match["right"]) and match["left"].lower().split()[0] in words.WEEKDAYS


def pair(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «samedi et dimanche», «les 3 et 4 mai»: one span, but only of days or months that touch."""
    days = stretch(match, anchor)
    if days is None or days[0] is None or days[1] is None:
        return None
    return days if (days[1] - days[0]).days in (1, *range(58, 63)) else None


def since(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «depuis lundi»: from then up to publication, up to the day told before, or that day itself."""
    past = Anchor(anchor.published, "past", anchor.previous)
    found = read_point(match["point"], past)
    if found and anchor.direction == "other":  # up to the day that is being told, not to publication
        return _up_to_previous(found[0], anchor)
    if found and anchor.direction == "third":  # the day itself: «aux mains des rebelles depuis lundi»
        return found
    return (found[0], max(anchor.published, found[0])) if found else None


def _up_to_previous(start: date, anchor: Anchor) -> Days | None:
    end = anchor.previous[1] if anchor.previous else None
    return (start, end) if end and start < end < anchor.published else None


def night_of(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «dans la nuit de samedi»: that day, or that day and the next."""
    past = Anchor(anchor.published, "past" if anchor.direction == "other" else anchor.direction, anchor.previous)
    found = read_point(match["point"], past)
    if found is None or found[0] != found[1]:
        return found if anchor.direction != "other" else None
    return (found[0], found[1] + timedelta(days=1)) if anchor.direction == "other" else found


def since_night(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «depuis la nuit de lundi à mardi»."""
    found = stretch(match, Anchor(anchor.published, "past", anchor.previous))
    return (found[0], anchor.published) if found else None


_HALF_YEAR = 182
"""Days: «jusqu'au 30 juin» in May is no word about the year before."""


def until(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «jusqu'au 30 juin»: from publication on, or up to it where that day is past."""
    found = read_point(match["point"], anchor)
    if found and (anchor.published - found[1]).days > _HALF_YEAR:
        found = read_point(match["point"], Anchor(anchor.published, "future", anchor.previous))
    if found is None:
        return None
    return (anchor.published if found[1] >= anchor.published else None), found[1]


def by(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «d'ici à lundi», «avant lundi»: from publication to that day."""
    found = read_point(match["point"], Anchor(anchor.published, "future", anchor.previous))
    return (anchor.published, found[1]) if found and found[1] >= anchor.published else None


def ago(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «il y a trois jours»."""
    n = count(match)
    return shift(anchor.published, -n, match["unit"]) if n is not None else None


def ahead(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «dans trois jours»."""
    n = count(match)
    return shift(anchor.published, n, match["unit"]) if n is not None else None


def for_some_time(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «depuis trois jours», «ces trois derniers jours»: that many days back, up to publication."""
    n = count(match)
    return (_exact(anchor.published, -n, match["unit"]), anchor.published) if n is not None else None


def within(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «sous trois jours»: from publication on."""
    n = count(match)
    return (anchor.published, _exact(anchor.published, n, match["unit"])) if n is not None else None


def _exact(day: date, n: int, unit: str) -> date:
    """Move a day by some units, to the same day of the month where there is one."""
    kind = words.UNITS[unit.lower()]
    if kind in ("month", "year"):
        first, last = month_span(day.year, day.month + (n if kind == "month" else 12 * n))
        return first.replace(day=min(day.day, last.day))
    return shift(day, n, unit)[0]


def week(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «cette semaine», «la semaine dernière»."""
    return week_span(anchor.published + timedelta(days=7 * _step(match)))


def weekend(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «ce week-end», the last one in a tale of the past."""
    monday = week_span(anchor.published)[0]
    saturday = monday + timedelta(days=5)
    step = _step(match)
    if step == 0 and anchor.direction == "past" and saturday > anchor.published:
        step = -1
    return saturday + timedelta(days=7 * step), saturday + timedelta(days=7 * step + 1)


def month(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «le mois dernier»."""
    return month_span(anchor.published.year, anchor.published.month + _step(match))


def year(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «l'an dernier»."""
    return year_span(anchor.published.year + _step(match))


def _step(match: re.Match[str]) -> int:
    which = (match["which"] or "").strip().lower()
    return -1 if which in words.LAST else 1 if which in words.NEXT else 0


def rest(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «d'ici à la fin de l'année»: from publication to the last day of it."""
    spans = {
        "semaine": week_span(anchor.published),
        "mois": month_span(anchor.published.year, anchor.published.month),
        "année": year_span(anchor.published.year),
    }
    return anchor.published, spans[match["of"].lower().removeprefix("l'")][1]


def day_of_this_month(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «le 12 du mois», «le 26 du même mois», «le 22 du mois écoulé»."""
    which = match["which"].lower()
    day = int(re.sub(r"\D", "", match["day"]))
    base = anchor.published
    if anchor.previous and ("même" in which or "-là" in which):
        base = anchor.previous[0]
    step = -1 if any(word in which for word in words.LAST) else 1 if any(word in which for word in words.NEXT) else 0
    first, last = month_span(base.year, base.month + step)
    if day > last.day:
        return None
    return first.replace(day=day), first.replace(day=day)


def today(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «ce matin»: the day of publication."""
    return anchor.published, anchor.published


def nothing(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read no date out of vague words, on purpose."""
    return None, None
