"""The next digest is due when the chat's clocks show its hour, on the days when clocks change too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.due import next_due
from store.errors import UnknownTimezoneError
from store.records import Schedule


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


@pytest.mark.parametrize("zone", ["Paris", "Europe", "../etc/passwd", "", "Europe/\x00Paris", "x" * 300])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """The error says what a zone looks like."""
    with pytest.raises(UnknownTimezoneError, match="IANA"):
        next_due(Schedule(), zone, utc("2017-05-19 00:00"))
