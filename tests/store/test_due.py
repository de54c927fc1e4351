"""The next digest is due when the chat's clocks show its hour, on the days when clocks change too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.due import next_due, quiet_until
from store.errors import UnknownTimezoneError
from store.records import Schedule

# Zones of both hemispheres: clocks change by an hour, half of one, a day, at midnight, around Ramadan, or never.
ZONES = (
    "Europe/Paris", "Europe/London", "America/New_York", "America/Santiago", "America/Havana", "America/Asuncion",
    "America/St_Johns", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Asia/Tehran", "Asia/Baghdad",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia",
    "Atlantic/Azores",
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2008, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@lru_cache
def changes_of(zone: str) -> tuple[datetime, ...]:
    """When, to half a day, the zone's clocks change between 2008 and 2030."""
    place, half_days = (
        ZoneInfo(zone),
        [datetime(2008, 1, 1, tzinfo=UTC) + timedelta(hours=12 * n) for n in range(16000)],
    )
    offsets = [moment.astimezone(place).utcoffset() for moment in half_days]
    return tuple(half_days[n] for n in range(1, len(half_days)) if offsets[n] != offsets[n - 1])


@st.composite
def zones_and_moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a moment: mostly one in the days around a change of its clocks."""
    zone = draw(st.sampled_from(ZONES))
    if not changes_of(zone) or draw(st.integers(0, 3)) == 0:
        return zone, draw(MOMENTS)
    return zone, draw(st.sampled_from(changes_of(zone))) + timedelta(minutes=draw(st.integers(-3600, 1440)))


HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
SCHEDULES = st.builds(
    Schedule,
    st.lists(HOURS, min_size=1, max_size=4).map(tuple),
    st.lists(st.integers(0, 6), min_size=1, max_size=7).map(tuple),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "after", "due"),
    [
        ("08:00", "Europe/Paris", "2017-05-19 05:59", "2017-05-19 06:00"),  # today
        ("08:00", "Europe/Paris", "2017-05-19 06:00", "2017-05-20 06:00"),  # now is not after now
        ("08:00", "Asia/Baghdad", "2017-05-19 22:00", "2017-05-20 05:00"),  # already tomorrow there
        ("23:30", "America/Los_Angeles", "2017-05-19 02:00", "2017-05-19 06:30"),  # still yesterday there
        ("02:30", "Europe/Paris", "2017-03-25 12:00", "2017-03-26 01:00"),  # 02:30 is skipped: due at 03:00
        ("02:30", "Europe/Paris", "2017-03-26 01:00", "2017-03-27 00:30"),  # and the day after at 02:30 again
        ("02:00", "Europe/Paris", "2017-03-25 12:00", "2017-03-26 01:00"),  # the first skipped minute
        ("03:00", "Europe/Paris", "2017-03-25 12:00", "2017-03-26 01:00"),  # the first that exists
        ("01:59", "Europe/Paris", "2017-03-25 12:00", "2017-03-26 00:59"),  # the last before
        ("02:30", "Europe/Paris", "2017-10-28 12:00", "2017-10-29 00:30"),  # 02:30 comes twice: the first
        ("02:30", "Europe/Paris", "2017-10-29 00:30", "2017-10-30 01:30"),  # and not the second
        ("02:15", "Australia/Lord_Howe", "2017-09-30 00:00", "2017-09-30 15:30"),  # clocks skip half an hour
        ("00:30", "America/Havana", "2017-03-11 12:00", "2017-03-12 05:00"),  # midnight is skipped
        ("09:00", "Pacific/Apia", "2011-12-29 20:00", "2011-12-30 10:00"),  # a whole day is skipped
        ("09:00", "Pacific/Apia", "2011-12-30 10:00", "2011-12-30 19:00"),  # and the next day comes as usual
        ("12:00", "Asia/Kathmandu", "2017-05-19 00:00", "2017-05-19 06:15"),  # a zone off by quarters
    ],
)
def test_next_due(at: str, zone: str, after: str, due: str) -> None:
    """Hours, days and clock changes, by the zone's own rules."""
    assert next_due(Schedule((time.fromisoformat(at),)), zone, utc(after)) == utc(due)


@given(
    st.times(),
    st.sampled_from(["Europe/Paris", "Asia/Baghdad", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]),
    st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
)
def test_a_digest_a_day(at: time, zone: str, after: datetime) -> None:
    """From any moment the next one comes after it and within 25 hours, or 26 where an hour is skipped."""
    due = next_due(Schedule((at,)), zone, after)
    assert due.utcoffset() == timedelta(0)
    assert timedelta(0) < due - after <= timedelta(hours=26)


@pytest.mark.parametrize(
    ("hours", "weekdays", "zone", "after", "due"),
    [
        ("08:00 19:30", "0123456", "Europe/Paris", "2017-05-19 06:00", "2017-05-19 17:30"),  # a Friday
        ("08:00 19:30", "0123456", "Europe/Paris", "2017-05-19 17:30", "2017-05-20 06:00"),
        ("08:00", "0", "Europe/Paris", "2017-05-19 12:00", "2017-05-22 06:00"),  # next Monday
        ("08:00", "0", "Europe/Paris", "2017-05-22 06:00", "2017-05-29 06:00"),  # and in a week
        ("08:00", "4", "Pacific/Auckland", "2017-05-18 19:00", "2017-05-18 20:00"),  # it is Friday there already
        ("02:10 02:40 03:00", "6", "Europe/Paris", "2017-03-25 12:00", "2017-03-26 01:00"),  # skipped: once at 03:00
        ("02:10 02:40 03:00", "6", "Europe/Paris", "2017-03-26 01:00", "2017-04-02 00:10"),
        ("02:10 02:40", "6", "Europe/Paris", "2017-10-29 00:10", "2017-10-29 00:40"),  # twice: the first of each
        ("02:10 02:40", "6", "Europe/Paris", "2017-10-29 00:40", "2017-11-05 01:10"),
        ("09:00", "4", "Pacific/Apia", "2011-12-29 20:00", "2011-12-30 10:00"),  # the Friday that was skipped
    ],
)
def test_hours_and_weekdays(hours: str, weekdays: str, zone: str, after: str, due: str) -> None:
    """Several hours a day, some days a week, by the calendar of the zone."""
    schedule = Schedule(tuple(map(time.fromisoformat, hours.split())), tuple(map(int, weekdays)))
    assert next_due(schedule, zone, utc(after)) == utc(due)


@settings(deadline=None)  # the first of a zone looks through its years
@given(SCHEDULES, zones_and_moments())
@example(Schedule((time(2, 30),)), ("Europe/Paris", utc("2017-03-25 12:00")))
@example(Schedule((time(2, 30),)), ("Europe/Paris", utc("2017-10-28 12:00")))
@example(Schedule((time(9),), (4,)), ("Pacific/Apia", utc("2011-12-24 00:00")))
def test_a_week_of_a_schedule(schedule: Schedule, where_and_when: tuple[str, datetime]) -> None:
    """Every hour of every day asked for comes once: on its day at its hour, or, where clocks skip it, at the first
    moment after the gap; and never twice.
    """
    zone, start = where_and_when
    place, end = ZoneInfo(zone), start + timedelta(days=8)
    moments, moment = [], start
    while (moment := next_due(schedule, zone, moment)) <= end:
        moments.append(moment)
    assert moments == sorted(set(moments))
    expected = set[datetime]()
    first = start.astimezone(place).date() - timedelta(days=1)
    for day in (first + timedelta(days=n) for n in range(11)):
        for hour in schedule.hours if day.weekday() in schedule.weekdays else ():
            expected.add(first_shown(day, hour, place))
    assert set(moments) == {one for one in expected if start < one <= end}


def first_shown(day: date, hour: time, place: ZoneInfo) -> datetime:
    """The first minute, tried one by one, at which the zone's clocks show the hour of the day or later."""
    clock = datetime.combine(day, hour)
    at = min(clock.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)) - timedelta(minutes=1)
    while at.astimezone(place).replace(tzinfo=None) < clock:
        at += timedelta(minutes=1)
    return at


@settings(deadline=None)
@given(zones_and_moments(), HOURS, HOURS)
def test_quiet_hours_end(where_and_when: tuple[str, datetime], begins: time, ends: time) -> None:
    """Quiet hours end at the zone's first hour that is their end, within a day; away from clock changes they hold
    exactly the clock's hours from the first to the other.
    """
    zone, now = where_and_when
    until = quiet_until(begins, ends, zone, now)
    place = ZoneInfo(zone)
    shown = now.astimezone(place)
    steady = len({(now + timedelta(hours=n)).astimezone(place).utcoffset() for n in range(-49, 50)}) == 1
    if until is not None:
        assert now < until <= now + timedelta(hours=26)
        assert quiet_until(begins, ends, zone, until) is None
    if steady:
        clock = shown.time()
        inside = begins <= clock < ends if begins < ends else (clock >= begins or clock < ends)
        assert (until is not None) == (inside and begins != ends)
        assert until is None or until.astimezone(place).time() == ends


@pytest.mark.parametrize(
    ("begins", "ends", "now", "until"),
    [
        ("22:00", "07:00", "2017-05-19 19:59", None),
        ("22:00", "07:00", "2017-05-19 20:00", "2017-05-20 05:00"),
        ("22:00", "07:00", "2017-05-20 04:59", "2017-05-20 05:00"),
        ("22:00", "07:00", "2017-05-20 05:00", None),
        ("13:00", "15:00", "2017-05-19 12:00", "2017-05-19 13:00"),
        ("22:00", "02:30", "2017-03-26 00:30", "2017-03-26 01:00"),  # 02:30 is skipped: quiet until 03:00
        ("22:00", "02:30", "2017-10-29 00:10", "2017-10-29 00:30"),
        ("22:00", "02:30", "2017-10-29 01:10", None),  # 02:10 again, an hour later: quiet hours are over
        ("02:10", "02:50", "2017-10-29 01:20", None),
        ("08:00", "08:00", "2017-05-19 06:00", None),
    ],
)
def test_quiet_hours_over_midnight_and_clock_changes(begins: str, ends: str, now: str, until: str | None) -> None:
    """In Paris: over midnight, by day, where clocks skip their end or show it twice."""
    ended = quiet_until(time.fromisoformat(begins), time.fromisoformat(ends), "Europe/Paris", utc(now))
    assert ended == (utc(until) if until else None)


def test_a_chat_without_quiet_hours_is_never_quiet() -> None:
    """One hour alone is none either."""
    assert quiet_until(None, None, "Europe/Paris", utc("2017-05-19 23:00")) is None
    assert quiet_until(time(22), None, "Europe/Paris", utc("2017-05-19 23:00")) is None


@pytest.mark.parametrize(("hours", "weekdays"), [((), (0,)), ((time(8),), ()), ((time(8),), (7,)), ((time(8),), (-1,))])
def test_a_schedule_that_never_comes_is_refused(hours: tuple[time, ...], weekdays: tuple[int, ...]) -> None:
    """Without hours, without days, or on a day that no week has."""
    with pytest.raises(ValueError, match="at least one hour"):
        Schedule(hours, weekdays)


def test_schedules_are_equal_however_they_are_told() -> None:
    """Hours and days in any order, some twice."""
    assert Schedule((time(19), time(8), time(19)), (6, 0, 6)) == Schedule((time(8), time(19)), (0, 6))


@pytest.mark.parametrize("zone", ["Paris", "Europe", "../etc/passwd", "", "Europe/\x00Paris", "x" * 300])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """The error says what a zone looks like."""
    with pytest.raises(UnknownTimezoneError, match="IANA"):
        next_due(Schedule(), zone, utc("2017-05-19 00:00"))
