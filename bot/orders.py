"""What is typed after /subscribe, told apart: what it is about, the hours, the days, how soon, with or without a sound.

    read_order("Irak type:frappe lun-ven 8h et 19h silencieux")
    Order(words="Irak type:frappe", hours=(08:00, 19:00), weekdays=(0, 1, 2, 3, 4), silent=True, …)

French, English and Arabic, in any order and mixed; what stands in quotation marks or behind a `key:` is left alone.
The words are in `bot.words.subscribing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import cache

from bot import arabic
from bot.order_days import days_in, days_left_out, days_with_hours
from bot.order_hours import AFTERNOON, MORNING, bare_hours_in, hours_in, of_day
from bot.order_words import Reading, whole, without_channel
from bot.words import subscribing as said
from store.records import EVERY_DAY, Cadence, Schedule

_EVERY_OTHER = (0, 2, 4)  # the days nearest to «un jour sur deux»
_THRICE = (time(8), time(14), time(20))
_DAY = 24  # hours


class Beyond(StrEnum):
    """What no subscription does as it was said.

    Told rarer than weekly, by another clock, in another language; days that have each an hour of their own.
    """

    RARER = "rarer"
    ZONE = "zone"
    LANGUAGE = "language"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that the subscription is made without; `value` is the place of the clock, or the language (fr, en, ar)."""

    words: str
    why: Beyond
    value: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for; None, or no hours, where it was not said.

    `words` are about what, as `bot.query_filters` reads them; `to` the channel named («@canal», «-100…»). `no_hours`
    says that hours or days were named which «at once» leaves no room for, `aside` what else was said in vain.
    """

    words: str = ""
    to: str | None = None
    hours: tuple[time, ...] = ()
    weekdays: tuple[int, ...] | None = None
    cadence: Cadence | None = None
    silent: bool | None = None
    tell_empty: bool | None = None
    paused: bool = False
    aside: tuple[Aside, ...] = ()

    @property
    def no_hours(self) -> bool:
        """Whether hours or days were named that alerts at once have no use for."""
        return self.cadence is Cadence.AT_ONCE and (bool(self.hours) or self.weekdays is not None)

    @property
    def is_refusal(self) -> bool:
        """Whether nothing is said but that no alerts are wanted."""
        by_clock = self.cadence is Cadence.SCHEDULED and not self.hours and self.weekdays is None
        return by_clock and not self.words

    def schedule(self, known: Schedule | None = None) -> Schedule:
        """Give the schedule that is asked for; what is not said is as in `known`, or every morning."""
        before = known or Schedule((MORNING,))
        return Schedule(self.hours or before.hours, self.weekdays or before.weekdays)


def read_order(typed: str) -> Order:
    """Read what stands behind /subscribe. HourError for «25:00»."""
    to, flat = without_channel(" ".join(arabic.plain(typed).split()))
    reading = Reading(flat)
    tell_empty, silent = _either(reading, "EVEN_EMPTY", "ONLY_NEWS"), _either(reading, "SILENT", "ALOUD")
    aside, rarer = _rarer(reading)
    aside += [Aside(pair, Beyond.PAIRS) for pair in days_with_hours(reading)]
    twice, spread = reading.takes(said.TWICE), _spread(reading)
    hours = hours_in(reading)
    afternoon = [AFTERNOON] if reading.takes(said.AFTERNOON) and not hours else []
    by_clock, at_once = reading.takes(said.NO_ALERT), reading.takes(said.AT_ONCE)
    morning, evening = _time_of_day(reading, "MORNING"), _time_of_day(reading, "EVENING")
    left_out = days_left_out(reading)
    days = days_in(reading) or set(rarer)
    daily, weekly = reading.takes(said.DAILY), reading.takes(said.WEEKLY)
    for words in (said.REQUEST, said.WHENEVER, said.DIGEST):
        reading.takes(words)
    aside += _by_clock(reading) + _in_language(reading)
    hours = spread or of_day([*hours, *afternoon, *bare_hours_in(reading)], morning or twice, evening or twice)
    if not days and weekly:
        days = {0}
    if not days and (daily or twice or morning or evening or spread or left_out):
        days = set(EVERY_DAY)
    weekdays = tuple(sorted((days - left_out) or days)) or None
    scheduled = Cadence.SCHEDULED if hours or weekdays or by_clock else None
    return Order(
        words=reading.left,
        to=to,
        hours=tuple(sorted(set(hours))),
        weekdays=weekdays,
        cadence=Cadence.AT_ONCE if at_once else scheduled,
        silent=silent,
        tell_empty=tell_empty,
        aside=tuple(aside),
    )


def _time_of_day(reading: Reading, name: str) -> bool:
    """Whether «chaque soir» is said, or «le soir» in small letters behind something else."""

    def is_said(found: re.Match[str]) -> bool:
        return arabic.is_arabic(found[0]) or (bool(reading.before(found)) and reading.typed(found).islower())

    return reading.takes(getattr(said, name)) or bool(reading.take(whole(getattr(said, f"{name}_TOO")), is_said))


def _spread(reading: Reading) -> list[time]:
    """The hours of «toutes les 6 heures», «trois fois par jour»; none where nothing like it is said."""
    if often := reading.take(whole(f"{said.EVERY_HOURS}|{said.HOURLY}")):
        step = 2 if often[0]["pair"] else _few(often[0]["often"] or "1")
    elif times := reading.take(whole(said.TIMES)):
        count = _few(times[0]["times"])
        if count <= len(_THRICE):
            return list(_THRICE)
        step = _DAY // count
    else:
        return []
    step = max(1, min(step, _DAY))
    return [time(hour % _DAY) for hour in range(MORNING.hour % step, _DAY, step)]


def _few(word: str) -> int:
    return int(word) if word.isdigit() else _counts()[word]


@cache
def _counts() -> dict[str, int]:
    return {arabic.one_form(word): number for word, number in said.FEW.items()}


def _rarer(reading: Reading) -> tuple[list[Aside], tuple[int, ...]]:
    """What is rarer than any schedule, and the days of the nearest one."""
    for name, days in (("weekly", (0,)), ("other", _EVERY_OTHER)):
        if found := reading.take(whole(said.RARER[name])):
            named = reading.typed(found[0])
            return [Aside(named, Beyond.RARER)], tuple(days_in(Reading(named))) or days
    return [], ()


def _by_clock(reading: Reading) -> list[Aside]:
    def aside(found: re.Match[str]) -> Aside:
        place = next((group for group in found.groups() if group), "")
        return Aside(reading.typed(found), Beyond.ZONE, place)

    return [aside(one) for one in reading.take(whole(said.ZONE))]


def _in_language(reading: Reading) -> list[Aside]:
    """«in French» of the digest: not of «in French Guiana»."""
    return [
        Aside(reading.typed(found), Beyond.LANGUAGE, lang)
        for lang, words in said.LANGUAGES.items()
        for found in reading.take(re.compile(whole(words).pattern + r"(?=\s*(?:[,،;.)\x00]|$))"))
    ]


def _either(reading: Reading, yes: str, no: str) -> bool | None:
    if reading.takes(getattr(said, no)):
        return False
    return True if reading.takes(getattr(said, yes)) else None
