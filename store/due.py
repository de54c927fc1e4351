"""When a daily digest is due next: pure, in UTC, right on the days when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.errors import UnknownTimezoneError

_SECOND = timedelta(seconds=1)


def zone(timezone: str) -> ZoneInfo:
    """Give the time zone of an IANA name; UnknownTimezoneError for what is none."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a path, a directory («Europe») or a NUL are no names either
        raise UnknownTimezoneError(timezone) from None


def next_due(at: time, timezone: str, after: datetime) -> datetime:
    """Give the first moment after `after` (aware) at which the clocks of the zone show `at`, as aware UTC.

    An hour that the clocks skip that day is due when they show the next one that exists; an hour that comes twice is
    due the first time only.
    """
    place = zone(timezone)
    # The days around: an hour of the day before may, where a whole day is skipped, fall after `after`.
    first = after.astimezone(place).date() - timedelta(days=1)
    days = (first + timedelta(days=offset) for offset in range(4))
    moments = (_moment(datetime.combine(day, at.replace(tzinfo=None)), place) for day in days)
    return next(moment for moment in moments if moment > after)


def _moment(clock: datetime, place: ZoneInfo) -> datetime:
    """Give the first moment in UTC at which the zone's clocks show `clock` or, where they skip it, more."""
    early, late = (clock.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early <= late:  # the hour exists, once (equal) or twice
        return early
    early, late = late, early  # skipped: the clocks jump between the two, over `clock`
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        shown = middle.astimezone(place).replace(tzinfo=None)
        early, late = (early, middle) if shown >= clock else (middle, late)
    return late.replace(microsecond=0)
