"""What is typed after /subscribe, told apart: what it is about, the hours, the days, how soon, with or without a sound.

    read_order("Irak type:frappe lun-ven 8h et 19h silencieux")
    Order(words="Irak type:frappe", hours=(08:00, 19:00), weekdays=(0, 1, 2, 3, 4), silent=True, …)

French, English and Arabic, in any order and mixed; what stands in quotation marks or behind a `key:` is left alone.
The words are in `bot.words.subscribing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cache

from bot import arabic
from bot.words import subscribing as said
from store.records import EVERY_DAY, Cadence, Schedule

MORNING, EVENING = time(8), time(20)  # of a subscription that names no hour; of «chaque soir»
_TAKEN = "\x00"  # stands for what was read
_MONDAY_TO_FRIDAY, _SUNDAY_TO_THURSDAY = (0, 1, 2, 3, 4), (0, 1, 2, 3, 6)
_SATURDAY_AND_SUNDAY, _FRIDAY_AND_SATURDAY = (5, 6), (4, 5)


class HourError(ValueError):
    """No hour of the day: its text is the words that were typed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for; None, or no hours, where it was not said.

    `words` are about what, as `bot.query_filters` reads them; `to` the channel named («@canal», «-100…»). `no_hours`
    says that hours or days were named which «at once» leaves no room for.
    """

    words: str = ""
    to: str | None = None
    hours: tuple[time, ...] = ()
    weekdays: tuple[int, ...] | None = None
    cadence: Cadence | None = None
    silent: bool | None = None
    tell_empty: bool | None = None
    paused: bool = False

    @property
    def no_hours(self) -> bool:
        """Whether hours or days were named that alerts at once have no use for."""
        return self.cadence is Cadence.AT_ONCE and (bool(self.hours) or self.weekdays is not None)

    def schedule(self, known: Schedule | None = None) -> Schedule:
        """Give the schedule that is asked for; what is not said is as in `known`, or every morning."""
        before = known or Schedule((MORNING,))
        return Schedule(self.hours or before.hours, self.weekdays or before.weekdays)


def read_order(words: str) -> Order:
    """Read what stands behind /subscribe. HourError for «25:00»."""
    flat = " ".join(arabic.plain(words).split())
    to, flat = without_channel(flat)
    reading = _Reading(flat)
    often = reading.take(_patterns()["often"])
    twice = bool(reading.take(_patterns()["twice"]))
    hours = _hours(reading)
    order = Order(
        to=to,
        cadence=Cadence.AT_ONCE if reading.take(_patterns()["at_once"]) else None,
        silent=_either(reading, "silent", "aloud"),
        tell_empty=True if reading.take(_patterns()["even_empty"]) else None,
    )
    if often:
        step = max(1, min(int(often[0]["often"] or 1), 24))
        hours = [time(hour % 24) for hour in range(MORNING.hour % step, 24, step)]
    morning, evening = (bool(reading.take(_patterns()[name])) for name in ("morning", "evening"))
    days = _weekdays(reading)
    daily, weekly = (bool(reading.take(_patterns()[name])) for name in ("daily", "weekly"))
    hours = _of_day(hours, morning or twice, evening or twice)
    if days is None and weekly:
        days = (0,)
    if days is None and (daily or twice or morning or evening or often):
        days = EVERY_DAY
    if order.cadence is None and (hours or days is not None):
        order = replace(order, cadence=Cadence.SCHEDULED)
    return replace(order, words=reading.left, hours=tuple(sorted(set(hours))), weekdays=days)


def read_hours(words: str) -> tuple[time, ...]:
    """Give the hours of the day among the words, in their order. HourError."""
    return tuple(_hours(_Reading(" ".join(arabic.plain(words).split()))))


class _Reading:
    """The words, and how far they are read: what is taken is marked, and what is not to be read is masked."""

    def __init__(self, text: str) -> None:
        self._text = text
        flat = "".join(_flat(letter) for letter in text)
        self._flat = _MASKED.sub(lambda found: "_" * len(found[0]), flat)

    @property
    def left(self) -> str:
        """The words that were not read, without the small words that joined what was."""
        kept = "".join(old if new != _TAKEN else _TAKEN for old, new in zip(self._text, self._flat, strict=True))
        if _TAKEN in kept:
            kept = _JOINING.sub(" ", _BESIDE.sub(_TAKEN, kept)).replace(_TAKEN, " ")
        return " ".join(kept.split()).strip(" ,،;")

    def take(
        self, pattern: re.Pattern[str], accepts: Callable[[re.Match[str]], bool] = lambda found: True
    ) -> list[re.Match[str]]:
        """Give all that the pattern finds and mark it as read."""
        found = [one for one in pattern.finditer(self._flat) if accepts(one)]
        for one in found:
            self._flat = self._flat[: one.start()] + _TAKEN * (one.end() - one.start()) + self._flat[one.end() :]
        return found

    def before(self, found: re.Match[str]) -> str:
        """The word before what was found."""
        return (self._flat[: found.start()].split() or [""])[-1]


_QUOTED = r"«[^»]*»|[\"“”„][^\"“”„]*[\"“”„]"
_MASKED = re.compile(rf"(?<!\S)[^\W\d]['’\w-]*\s?[:=]\s*(?:{_QUOTED}|\S+|$)|{_QUOTED}")
_BESIDE = re.compile(rf"[^\w\s«»\"“”„]*{_TAKEN}[^\w\s«»\"“”„]*")  # signs: «-» of «8h-19h»
_JOINING = re.compile(
    rf"(?:(?<!\S)(?:{said.AND}|{said.AT}|{said.ON}|{said.EACH}|the)?\s*{_TAKEN}+\s*(?:[,،;]|(?:et|and|و)(?=\s*(?:{_TAKEN}|$)))?)+"
)


def without_channel(words: str) -> tuple[str | None, str]:
    """The channel that the words begin or end with, «@canal» or «-1001234567890», and the others."""
    parts = words.split()
    for at in (0, -1):
        if parts and _CHANNEL.fullmatch(parts[at]):
            named = parts.pop(at)
            return named, " ".join(parts)
    return None, " ".join(parts)


_HALF = f"{said.BEFORE_MIDDAY}|{said.AFTER_MIDDAY}"
_CHANNEL = re.compile(r"@[A-Za-z]\w{3,31}|-100\d{5,13}")


def _hours(reading: _Reading) -> list[time]:
    hours = []
    for found in reading.take(_patterns()["hour"], lambda one: reading.before(one) not in _ago()):
        half = _first(found, "half", "half2", "half3")
        if found["also"]:
            hours.append(_hour(found["also"], None, half, found[0]))
        number = _first(found, "hour", "hour2", "hour3", "hour4")
        assert number is not None, "each way to write an hour has a number"
        hours.append(_hour(number, _first(found, "minute", "minute2"), half, found[0]))
    hours += [time(12)] * len(reading.take(_patterns()["noon"]))
    hours += [time(0)] * len(reading.take(_patterns()["midnight"]))
    return hours


def _first(found: re.Match[str], *groups: str) -> str | None:
    return next((found[group] for group in groups if found[group] is not None), None)


def _hour(hour: str, minute: str | None, half: str | None, words: str) -> time:
    shown = words.strip()
    number, minutes = int(hour), int(minute or 0)
    if half is not None and 1 <= number <= 12:
        number = number % 12 + (12 if re.fullmatch(_compiled(said.AFTER_MIDDAY), half) else 0)
    if number > 23 or minutes > 59 or len(minute or "00") != 2:
        raise HourError(re.sub(r"^(?:a|at|vers)\s", "", shown))
    return time(number, minutes)


def _of_day(hours: Sequence[time], morning: bool, evening: bool) -> list[time]:
    """The hours with «chaque soir», «matin et soir»: the morning's and the evening's, by the clock that was named."""
    if not (morning or evening):
        return list(hours)
    if not hours:
        return [MORNING] * morning + [EVENING] * evening
    if len(hours) > 1:
        return list(hours)
    (named,) = hours
    early = named.replace(hour=named.hour % 12)
    late = named.replace(hour=named.hour % 12 + 12)
    return [early] * morning + [late] * evening if (morning and evening) or named.hour < 12 else [named]


def _weekdays(reading: _Reading) -> tuple[int, ...] | None:
    days: set[int] = set()
    for found in reading.take(_patterns()["days"], _names_days):
        days |= _run_of_days(found)
    for name, meant in (
        ("weekdays", _MONDAY_TO_FRIDAY),
        ("weekdays_ar", _SUNDAY_TO_THURSDAY),
        ("weekend", _SATURDAY_AND_SUNDAY),
        ("weekend_ar", _FRIDAY_AND_SATURDAY),
    ):
        if reading.take(_patterns()[name]):
            days |= set(meant)
    return tuple(sorted(days)) or None


def _names_days(found: re.Match[str]) -> bool:
    """Whether these are days of the week: an abbreviation alone may be a sea or a missile."""
    named = list(_patterns()["day"].finditer(found["run"]))
    return bool(found["each"]) or len(named) > 1 or re.fullmatch(_full_day(), named[0][0]) is not None


def _run_of_days(found: re.Match[str]) -> set[int]:
    run, days, last = found["run"], set[int](), None
    end = 0
    for one in _patterns()["day"].finditer(run):
        day = next(number for number in EVERY_DAY if one[f"day{number}"] is not None)
        if last is not None and re.fullmatch(_compiled(said.TO), run[end : one.start()].strip()):
            days |= {(last + step) % 7 for step in range((day - last) % 7 + 1)}
        days.add(day)
        last, end = day, one.end()
    return days


def _either(reading: _Reading, yes: str, no: str) -> bool | None:
    if reading.take(_patterns()[no]):
        return False
    return True if reading.take(_patterns()[yes]) else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    day = "|".join(rf"(?P<day{number}>{full}|{short})" for number, (full, short) in enumerate(said.DAYS))
    plain_day = "|".join(f"{full}|{short}" for full, short in said.DAYS)
    joined = (
        rf"\s*(?:[-–—,،/&+])\s*|\s+و|\s+(?:{said.TO}|{said.AND})\s*(?:(?:{said.ON})\s+)?(?:(?:{said.EACH})\s+)?|\s+"
    )
    hour = (
        rf"(?:(?:{said.AT})\s+)?(?:(?:{said.OCLOCK})\s+)?(?:(?P<also>\d{{1,2}})\s+(?:et|and|و)\s*)?(?:"
        rf"(?P<hour>\d{{1,3}})\s?(?:heures?|hrs?|h)(?:\s?(?P<minute>\d{{1,2}}(?!\d)))?(?:\s?(?P<half>{_HALF})(?!\w))?|"
        rf"(?P<hour2>\d{{1,3}}):(?P<minute2>\d{{1,2}}(?!\d))(?:\s?(?P<half2>{_HALF})(?!\w))?|"
        rf"(?P<hour3>\d{{1,2}})\s?(?P<half3>{_HALF}|o['’]?clock)|"
        rf"(?<={said.OCLOCK}\s)(?P<hour4>\d{{1,2}}))"
    )
    words = {
        "often": f"{said.EVERY_HOURS}|{said.HOURLY}",
        "twice": said.TWICE,
        "at_once": said.AT_ONCE,
        "silent": said.SILENT,
        "aloud": said.ALOUD,
        "even_empty": said.EVEN_EMPTY,
        "morning": said.MORNING,
        "evening": said.EVENING,
        "noon": said.NOON,
        "midnight": said.MIDNIGHT,
        "weekdays": said.WEEKDAYS,
        "weekdays_ar": said.WEEKDAYS_AR,
        "weekend": said.WEEKEND,
        "weekend_ar": said.WEEKEND_AR,
        "daily": said.DAILY,
        "weekly": said.WEEKLY,
        "hour": hour,
        "days": rf"(?:(?P<each>{said.EACH})\s+)?(?:(?:{said.FROM}|{said.ON})\s+)*"
        rf"(?P<run>(?:{plain_day})(?!\w)(?:(?:{joined})(?:{plain_day})(?!\w))*)",
    }
    found = {name: re.compile(_compiled(rf"(?<![\w:])(?:{pattern})(?!\w)")) for name, pattern in words.items()}
    return found | {"day": re.compile(_compiled(rf"(?:{day})(?!\w)"))}  # Arabic writes «and» to the day


@cache
def _full_day() -> str:
    return _compiled("|".join(full for full, _ in said.DAYS))


@cache
def _ago() -> frozenset[str]:
    return frozenset(map(arabic.one_form, said.AGO))


def _compiled(pattern: str) -> str:
    return arabic.one_form(pattern)


def _flat(letter: str) -> str:
    """A letter in lower case without its accent, one for one."""
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return arabic.one_form(base if len(base) == 1 else letter)
