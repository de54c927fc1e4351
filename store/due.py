"""When a subscription is due next, and when quiet hours end: pure, in UTC, right on the days when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.errors import UnknownTimezoneError
from store.records import Schedule

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_SEARCHED = 10  # days from the one before on: a week, and one where clocks skip a whole day


def zone(timezone: str) -> ZoneInfo:
    """Give the time zone of an IANA name; UnknownTimezoneError for what is none."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a path, a directory («Europe») or a NUL are no names either
        raise UnknownTimezoneError(timezone) from None


def next_due(schedule: Schedule, timezone: str, after: datetime) -> datetime:
    """Give the first moment after `after` (aware) at which the clocks of the zone show an hour of the schedule, in UTC.

    An hour that the clocks skip that day is due when they show the next one that exists; an hour that comes twice is
    due the first time only. An hour counts for the weekday that the calendar gives it, also where clocks skip the day.
    """
    place = zone(timezone)
    # From the day before: an hour of it may, where a whole day is skipped, fall after `after`.
    first = after.astimezone(place).date() - _DAY
    for offset in range(_SEARCHED):
        day = first + timedelta(days=offset)
        if day.weekday() not in schedule.weekdays:
            continue
        for hour in schedule.hours:
            if (moment := _moment(day, hour, timezone)) > after:
                return moment
    raise AssertionError("a schedule has an hour within ten days")


def quiet_until(begins: time | None, ends: time | None, timezone: str, now: datetime) -> datetime | None:
    """Give when the quiet hours that hold `now` (aware) end, as aware UTC; None where it is not quiet.

    From `begins` until `ends` on the zone's clock, over midnight where `ends` is the earlier; hours that are equal, or
    None, are no quiet hours. On the day when clocks go back they do not begin a second time.
    """
    if begins is None or ends is None or begins == ends:
        return None
    today = now.astimezone(zone(timezone)).date()
    for day in (today - _DAY, today):
        last = day + _DAY if ends < begins else day
        end = _moment(last, ends, timezone)
        if _moment(day, begins, timezone) <= now < end:
            return end
    return None


@lru_cache(maxsize=8192)
def _moment(day: date, hour: time, timezone: str) -> datetime:
    """Give the first moment in UTC at which the zone's clocks show the hour of the day or, where they skip it, more."""
    place = zone(timezone)
    clock = datetime.combine(day, hour.replace(tzinfo=None, fold=0))
    early, late = (clock.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early <= late:  # the hour exists, once (equal) or twice
        return early
    early, late = late, early  # skipped: the clocks jump between the two, over `clock`
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        shown = middle.astimezone(place).replace(tzinfo=None)
        early, late = (early, middle) if shown >= clock else (middle, late)
    return late.replace(microsecond=0)
