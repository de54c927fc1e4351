"""The rules of French news dates: how each is written, and which of `nlp.dates_readings` reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp import dates_periods as periods
from nlp import dates_readings as readings
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
    unnamed,
)
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


def _rule(code: str, pattern: str, read: Callable[[re.Match[str], Anchor], Days | None]) -> Rule:
    return Rule(code, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), read)


_IN_MONTH = r"(?:en|de|d'|dès|pour|au mois de|depuis|et|des mois de|lors de) ?"
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
    _rule("vague", "|".join(words.VAGUE), readings.nothing),
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
        readings.stretch,
    ),
    _rule("range", rf"nuit du {_ENDS} au (?P<right>{POINT_OR_DAY})", readings.stretch),
    _rule("since", rf"depuis la nuit (?:de |du ){_ENDS} (?:à|au) (?P<right>{POINT})", readings.since_night),
    _rule("pair", rf"(?:les )?{_ENDS} (?:et|ou|puis) (?:le |du |en |au )?(?P<right>{POINT})", readings.pair),
    _rule(
        "night_of",
        rf"(?:dans |pendant |durant )?(?:la )?(?:seule )?nuit (?:de |du )(?P<point>{POINT})(?! (?:à|au|et)\b)",
        readings.night_of,
    ),
    _rule(
        "night",
        rf"(?:dans|pendant|durant|au cours de|toute) (?:toute )?la nuit(?! (?:d'|du (?:\d|{_WEEKDAY})|de {_WEEKDAY})"
        r"| (?:précé|dern|suiv|pass))",
        relative.night,
    ),
    _rule("night", r"(?:(?:dans|pendant|durant) )?la nuit (?:d'avant|précédente)", relative.night_before),
    _rule("dawn", any_of(words.DAWN), relative.dawn),
    _rule("since", rf"depuis (?:le |la )?(?P<point>{POINT_OR_DAY})", readings.since),
    _rule("until", rf"jusqu'(?:à |au |en |à la )(?:la )?(?:ce )?(?P<point>{POINT})", readings.until),
    _rule("by", rf"(?:d'ici (?:à |au |le |la )?(?:la )?|avant (?:le |la )?)(?P<point>{POINT_OR_DAY})", readings.by),
    _rule("by", r"(?:d'ici (?:à )?|avant )la fin (?:de (?:la )?|du )(?P<of>semaine|mois|l'année)", readings.rest),
    _rule("ago", rf"(?:il y a|voilà|voici) {_NUM} {_UNIT}", readings.ago),
    _rule("ahead", rf"dans {_NUM} {_UNIT}(?! (?:de|d'|plus|après))", readings.ahead),
    _rule("within", rf"(?:d'ici(?: à)?|sous) {_NUM} {_UNIT}", readings.within),
    _rule(
        "for", rf"(?:depuis|voilà|voici) (?:près de |plus de |environ |bientôt )?{_NUM} {_UNIT}", readings.for_some_time
    ),
    _rule("for", rf"(?:ces|les|des) {_NUM} derni(?:er|ère)s {_UNIT}", readings.for_some_time),
    _rule("for", rf"(?:ces|les|des) derni(?:er|ère)s {_NUM} {_UNIT}", readings.for_some_time),
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
    _rule("week", rf"(?:la|cette) semaine(?P<which> (?:{_LAST}|{_NEXT}))", readings.week),
    _rule("week", r"(?P<which>)cette semaine(?!-là)", readings.week),
    _rule("weekend", rf"(?:ce|le|cette fin de) (?:week-end|semaine)(?P<which> (?:{_LAST}|{_NEXT}))", readings.weekend),
    _rule("weekend", r"(?P<which>)(?:ce week-end|cette fin de semaine)", readings.weekend),
    _rule("month", rf"(?:le|du|au) mois(?P<which> (?:{_LAST}|{_NEXT}))", readings.month),
    _rule(
        "month",
        r"(?P<which>)(?:ce mois-ci|(?:au |le |en )?(?:début|fin) (?:du|de) mois|à la fin du mois)",
        readings.month,
    ),
    _rule("year", rf"(?:l'|cette )(?:an|année)(?P<which> (?:{_LAST}|{_NEXT}))", readings.year),
    _rule("year", r"(?P<which>)cette année(?!-là)", readings.year),
    _rule(
        "day",
        rf"le (?P<day>\d\d?|1er) (?P<which>{_OF_MONTH})",
        readings.day_of_this_month,
    ),
    _rule("today", rf"(?:{any_of(words.TODAY)})(?!-là)", readings.today),
    _rule("day", rf"(?P<point>{unnamed(DAY_OF_MONTH)})", readings.point),
    _rule("day", rf"(?P<point>{unnamed(NUMERIC).replace('(?P=mark)', '[/.]')})", readings.point),
    _rule("weekday_day", rf"(?P<point>{unnamed(WEEKDAY_AND_DAY)})", readings.point),
    _rule("weekday", rf"(?P<point>{unnamed(WEEKDAY)})", readings.point),
    _rule("deictic", rf"(?P<point>{unnamed(DEICTIC)})", readings.point),
    _rule("month", rf"{_IN_MONTH}(?P<point>{unnamed(MONTH)})", readings.point),
    _rule("month", rf"(?P<point>{EDGE}{unnamed(MONTH)})", readings.point),
    _rule("month", rf"(?P<point>{unnamed(MONTH)})(?<=\d\d\d\d)", readings.point),
    _rule("year", rf"(?:en|de|attendre|attendra|pour) (?P<point>{unnamed(YEAR)})", readings.point),
    _rule("bare_day", rf"(?:(?:dès )?le|{_PART_OF}) (?P<point>{unnamed(BARE_DAY)}){_AFTER_DAY}", readings.point),
)
