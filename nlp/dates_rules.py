"""The rules of French news dates that are more than one plain date: ranges, «depuis», «il y a», «la veille», weeks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from nlp import dates_periods as periods
from nlp import dates_relative as relative
from nlp.dates_grammar import (
    BARE_DAY,
    DAY_OF_MONTH,
    DEICTIC,
    EDGE,
    MONTH,
    NUMERIC,
    POINT,
    POINT_OR_DAY,
    WEEKDAY,
    WEEKDAY_AND_DAY,
    YEAR,
    Anchor,
    Days,
    Direction,
    any_of,
    month_span,
    read_point,
    unnamed,
    week_span,
    year_span,
)
from nlp.dates_relative import count, shift
from nlp.numerals import ONE_NUMBER
from nlp.patterns import fr_dates as words


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date. `code` becomes the reason of the evidence, or the one of `REASONS`.

    `read` gives None for no date after all.
    """

    code: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], Days | None]


_NUM = rf"(?P<n>{ONE_NUMBER})"
_UNIT = rf"(?P<unit>{any_of(words.UNITS)})\b"
_LAST = any_of(words.LAST)
_NEXT = any_of(words.NEXT)


def _point(match: re.Match[str], anchor: Anchor) -> Days | None:
    return read_point(match["point"], anchor)


def _range(match: re.Match[str], anchor: Anchor) -> Days | None:
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


def _pair(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «samedi et dimanche», «les 3 et 4 mai»: one span, but only of days or months that touch."""
    days = _range(match, anchor)
    if days is None or days[0] is None or days[1] is None:
        return None
    return days if (days[1] - days[0]).days in (1, *range(58, 63)) else None


def _since(match: re.Match[str], anchor: Anchor) -> Days | None:
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


def _night_of(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «dans la nuit de samedi»: that day, or that day and the next."""
    past = Anchor(anchor.published, "past" if anchor.direction == "other" else anchor.direction, anchor.previous)
    found = read_point(match["point"], past)
    if found is None or found[0] != found[1]:
        return found if anchor.direction != "other" else None
    return (found[0], found[1] + timedelta(days=1)) if anchor.direction == "other" else found


def _since_night(match: re.Match[str], anchor: Anchor) -> Days | None:
    found = _range(match, Anchor(anchor.published, "past", anchor.previous))
    return (found[0], anchor.published) if found else None


_HALF_YEAR = 182
"""Days: «jusqu'au 30 juin» in May is no word about the year before."""


def _until(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «jusqu'au 30 juin»: from publication on, or up to it where that day is past."""
    found = read_point(match["point"], anchor)
    if found and (anchor.published - found[1]).days > _HALF_YEAR:
        found = read_point(match["point"], Anchor(anchor.published, "future", anchor.previous))
    if found is None:
        return None
    return (anchor.published if found[1] >= anchor.published else None), found[1]


def _by(match: re.Match[str], anchor: Anchor) -> Days | None:
    found = read_point(match["point"], Anchor(anchor.published, "future", anchor.previous))
    return (anchor.published, found[1]) if found and found[1] >= anchor.published else None


def _ago(match: re.Match[str], anchor: Anchor) -> Days | None:
    n = count(match)
    return shift(anchor.published, -n, match["unit"]) if n is not None else None


def _ahead(match: re.Match[str], anchor: Anchor) -> Days | None:
    n = count(match)
    return shift(anchor.published, n, match["unit"]) if n is not None else None


def _for_some_time(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «depuis trois jours», «ces trois derniers jours»: that many days back, up to publication."""
    n = count(match)
    return (_exact(anchor.published, -n, match["unit"]), anchor.published) if n is not None else None


def _within(match: re.Match[str], anchor: Anchor) -> Days | None:
    n = count(match)
    return (anchor.published, _exact(anchor.published, n, match["unit"])) if n is not None else None


def _exact(day: date, n: int, unit: str) -> date:
    """Move a day by some units, to the same day of the month where there is one."""
    kind = words.UNITS[unit.lower()]
    if kind in ("month", "year"):
        first, last = month_span(day.year, day.month + (n if kind == "month" else 12 * n))
        return first.replace(day=min(day.day, last.day))
    return shift(day, n, unit)[0]


def _week(match: re.Match[str], anchor: Anchor) -> Days | None:
    return week_span(anchor.published + timedelta(days=7 * _step(match)))


def _weekend(match: re.Match[str], anchor: Anchor) -> Days | None:
    monday = week_span(anchor.published)[0]
    saturday = monday + timedelta(days=5)
    step = _step(match)
    if step == 0 and anchor.direction == "past" and saturday > anchor.published:
        step = -1
    return saturday + timedelta(days=7 * step), saturday + timedelta(days=7 * step + 1)


def _month(match: re.Match[str], anchor: Anchor) -> Days | None:
    return month_span(anchor.published.year, anchor.published.month + _step(match))


def _year(match: re.Match[str], anchor: Anchor) -> Days | None:
    return year_span(anchor.published.year + _step(match))


def _step(match: re.Match[str]) -> int:
    which = (match["which"] or "").strip().lower()
    return -1 if which in words.LAST else 1 if which in words.NEXT else 0


def _rest(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «d'ici à la fin de l'année»: from publication to the last day of it."""
    spans = {
        "semaine": week_span(anchor.published),
        "mois": month_span(anchor.published.year, anchor.published.month),
        "année": year_span(anchor.published.year),
    }
    return anchor.published, spans[match["of"].lower().removeprefix("l'")][1]


def _day_of_this_month(match: re.Match[str], anchor: Anchor) -> Days | None:
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


def _today(match: re.Match[str], anchor: Anchor) -> Days | None:
    return anchor.published, anchor.published


def _none(match: re.Match[str], anchor: Anchor) -> Days | None:
    return None, None


def _rule(code: str, pattern: str, read: Callable[[re.Match[str], Anchor], Days | None]) -> Rule:
    return Rule(code, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), read)


_FROM = r"(?:dans )?(?:la nuit )?(?:de |d'|du |entre (?:le )?)"
_IN_MONTH = r"(?:en|de|d'|dès|pour|au mois de|depuis|et|des mois de|lors de) ?"
_NOT_OF = r"(?! (?:du|des|d'|de (?!\w+(?:er|ir|re)\b)))"  # «la veille du scrutin», but «offraient la veille de partir»
_OF_MONTH = r"du mois(?: \w+)?|de ce mois(?:-là)?|du même mois|courant"
_WEEKDAY = rf"(?:{any_of(words.WEEKDAYS)})\b"
_PART_OF = r"(?:au |le |la |dans la |l')?(?:matin|soir|soirée|matinée|aube|nuit|journée) du"
_ENDS = rf"(?P<left>{POINT_OR_DAY})"
_AFTER_DAY = (
    r"(?=\s*(?:[,;:.)](?!\d)|$)"
    r"| (?:à|au|par|dans|contre|après|avec|sur|sous|vers|entre|puis|lors|de ce(?:tte)?)\b)"
)

AMBIGUOUS: dict[str, tuple[Direction, ...]] = {
    **dict.fromkeys(("since", "night", "relative", "later", "dawn"), ("other", "third")),
    **dict.fromkeys(("night_of", "after", "beside"), ("other",)),
}
"""Codes of rules with more readings than the past and the coming one, and the names of these readings."""

REASONS = {"dawn": "later", "after": "later", "beside": "relative"}
"""Codes of rules whose reason is another's: to a reader they count from a date told before alike."""

RULES = (
    _rule("vague", "|".join(words.VAGUE), _none),
    _rule("range", rf"(?:(?:au|à l'|l'|dès le|dès l'|cet) ?)?{periods.SEASON}", periods.season),
    _rule("range", rf"(?:au|le|du|dès le) {periods.QUARTER}", periods.quarter),
    _rule("since", rf"depuis le (?:début|commencement) {periods.BEGINNING}", periods.since_beginning),
    _rule("night", r"(?:dans |pendant |durant )?la nuit (?:dernière|passée)", periods.last_night),
    _rule(
        "relative",
        rf"(?:au|dès le|le|la|à la) (?P<beside>{any_of(words.BESIDE)})"
        rf"(?= (?:d'|du |des |de )(?!{POINT})[^.,;:\n]{{3,50}}? (?:d'|de |du |le )?(?P<point>{POINT}))",
        periods.beside,
    ),
    _rule(
        "range",
        rf"(?:dans )?(?:la nuit )?(?:de |d'|du |entre (?:le )?){_ENDS} (?:à|au|et le|et) (?P<right>{POINT})",
        _range,
    ),
    _rule("range", rf"nuit du {_ENDS} au (?P<right>{POINT_OR_DAY})", _range),
    _rule("since", rf"depuis la nuit (?:de |du ){_ENDS} (?:à|au) (?P<right>{POINT})", _since_night),
    _rule("pair", rf"(?:les )?{_ENDS} (?:et|ou|puis) (?:le |du |en |au )?(?P<right>{POINT})", _pair),
    _rule(
        "night_of",
        rf"(?:dans |pendant |durant )?(?:la )?(?:seule )?nuit (?:de |du )(?P<point>{POINT})(?! (?:à|au|et)\b)",
        _night_of,
    ),
    _rule(
        "night",
        rf"(?:dans|pendant|durant|au cours de|toute) (?:toute )?la nuit(?! (?:d'|du (?:\d|{_WEEKDAY})|de {_WEEKDAY})"
        r"| (?:précé|dern|suiv|pass))",
        relative.night,
    ),
    _rule("night", r"(?:(?:dans|pendant|durant) )?la nuit (?:d'avant|précédente)", relative.night_before),
    _rule("dawn", any_of(words.DAWN), relative.dawn),
    _rule("since", rf"depuis (?:le |la )?(?P<point>{POINT_OR_DAY})", _since),
    _rule("until", rf"jusqu'(?:à |au |en |à la )(?:la )?(?:ce )?(?P<point>{POINT})", _until),
    _rule("by", rf"(?:d'ici (?:à |au |le |la )?(?:la )?|avant (?:le |la )?)(?P<point>{POINT_OR_DAY})", _by),
    _rule("by", r"(?:d'ici (?:à )?|avant )la fin (?:de (?:la )?|du )(?P<of>semaine|mois|l'année)", _rest),
    _rule("ago", rf"(?:il y a|voilà|voici) {_NUM} {_UNIT}", _ago),
    _rule("ahead", rf"dans {_NUM} {_UNIT}(?! (?:de|d'|plus|après))", _ahead),
    _rule("within", rf"(?:d'ici(?: à)?|sous) {_NUM} {_UNIT}", _within),
    _rule("for", rf"(?:depuis|voilà|voici) (?:près de |plus de |environ |bientôt )?{_NUM} {_UNIT}", _for_some_time),
    _rule("for", rf"(?:ces|les|des) {_NUM} derni(?:er|ère)s {_UNIT}", _for_some_time),
    _rule("for", rf"(?:ces|les|des) derni(?:er|ère)s {_NUM} {_UNIT}", _for_some_time),
    _rule(
        "later",
        rf"{_NUM} {_UNIT} (?P<turn>(?:plus tôt|plus tard)(?! que)|auparavant|(?:avant|après)(?=[,;.]))",
        relative.later,
    ),
    _rule("after", rf"{_NUM} {_UNIT} (?P<turn>après|avant)(?= (?:qu|l|un|s[aeo]|ce|d')|(?= à))", relative.after),
    _rule(
        "beside",
        rf"(?:au|dès le|le|la|à la) (?P<beside>{any_of(words.BESIDE)})(?= (?:d'|du |des |de (?!\w+(?:er|ir|re)\b)))",
        relative.beside,
    ),
    _rule(
        "relative",
        rf"(?:dès )?le (?P<weekday>{_WEEKDAY}) (?P<turn>suivant|d'après|précédent|d'avant)",
        relative.weekday_beside,
    ),
    _rule(
        "relative",
        rf"(?P<relative>{any_of(words.RELATIVE)})(?! (?:du|des|d'|de (?!\w+(?:er|ir|re)\b)))",
        relative.from_told,
    ),
    _rule("week", rf"(?:la|cette) semaine(?P<which> (?:{_LAST}|{_NEXT}))", _week),
    _rule("week", r"(?P<which>)cette semaine(?!-là)", _week),
    _rule("weekend", rf"(?:ce|le|cette fin de) (?:week-end|semaine)(?P<which> (?:{_LAST}|{_NEXT}))", _weekend),
    _rule("weekend", r"(?P<which>)(?:ce week-end|cette fin de semaine)", _weekend),
    _rule("month", rf"(?:le|du|au) mois(?P<which> (?:{_LAST}|{_NEXT}))", _month),
    _rule("month", r"(?P<which>)(?:ce mois-ci|(?:au |le |en )?(?:début|fin) (?:du|de) mois|à la fin du mois)", _month),
    _rule("year", rf"(?:l'|cette )(?:an|année)(?P<which> (?:{_LAST}|{_NEXT}))", _year),
    _rule("year", r"(?P<which>)cette année(?!-là)", _year),
    _rule(
        "day",
        rf"le (?P<day>\d\d?|1er) (?P<which>{_OF_MONTH})",
        _day_of_this_month,
    ),
    _rule("today", rf"(?:{any_of(words.TODAY)})(?!-là)", _today),
    _rule("day", rf"(?P<point>{unnamed(DAY_OF_MONTH)})", _point),
    _rule("day", rf"(?P<point>{unnamed(NUMERIC).replace('(?P=mark)', '[/.]')})", _point),
    _rule("weekday_day", rf"(?P<point>{unnamed(WEEKDAY_AND_DAY)})", _point),
    _rule("weekday", rf"(?P<point>{unnamed(WEEKDAY)})", _point),
    _rule("deictic", rf"(?P<point>{unnamed(DEICTIC)})", _point),
    _rule("month", rf"{_IN_MONTH}(?P<point>{unnamed(MONTH)})", _point),
    _rule("month", rf"(?P<point>{EDGE}{unnamed(MONTH)})", _point),
    _rule("month", rf"(?P<point>{unnamed(MONTH)})(?<=\d\d\d\d)", _point),
    _rule("year", rf"(?:en|de|attendre|attendra|pour) (?P<point>{unnamed(YEAR)})", _point),
    _rule("bare_day", rf"(?:(?:dès )?le|{_PART_OF}) (?P<point>{unnamed(BARE_DAY)}){_AFTER_DAY}", _point),
)
