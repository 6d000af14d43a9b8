"""Owner's time stands still in the quiet hours; every answer is held to one found minute by minute."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.clock import DAY, HOUR, MINUTE, LocalClock, exact, iso, micros, moment

ZONES = ["Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
QUIET = [
    pytest.param(time(23), time(8), id="through midnight"),
    pytest.param(time(0), time(6), id="from midnight"),
    pytest.param(time(13), time(14, 30), id="at noon"),
]
minutes = st.integers(
    micros(datetime(2020, 1, 1, tzinfo=UTC)) // MINUTE, micros(datetime(2030, 1, 1, tzinfo=UTC)) // MINUTE
)
change = st.sampled_from(
    ["2024-03-10T04:00", "2024-11-03T04:00", "2024-03-31T00:00", "2024-10-27T00:00", "2024-04-06T14:00"]
)


def _near(day: str, shift: int) -> int:
    return micros(datetime.fromisoformat(day).replace(tzinfo=UTC)) // MINUTE + shift


def _on_the_minute(minute: int) -> int:
    return minute * MINUTE


near_change = st.builds(_near, change, st.integers(-2 * 24 * 60, 2 * 24 * 60))
moments = st.one_of(minutes, near_change).map(_on_the_minute)


def shanghai(text: str) -> int:
    """Return the microseconds of a local time in China."""
    return micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.mark.parametrize(("begin", "end"), QUIET)
@settings(max_examples=30)
@given(at=moments, zone=st.sampled_from(ZONES))
def test_awake_is_the_first_minute_that_is_not_quiet(begin: time, end: time, at: int, zone: str) -> None:
    clock = LocalClock(ZoneInfo(zone), (begin, end))
    expected = at
    while clock.is_quiet(expected):
        expected += MINUTE
    assert clock.awake(at) == expected


@pytest.mark.parametrize(("begin", "end"), QUIET)
@settings(max_examples=25)
@given(start=moments, hours=st.integers(1, 30), zone=st.sampled_from(ZONES))
def test_hours_are_due_when_so_many_waking_minutes_have_passed(
    begin: time, end: time, start: int, hours: int, zone: str
) -> None:
    clock = LocalClock(ZoneInfo(zone), (begin, end))
    at, left = start, hours * 60
    while left:
        left -= not clock.is_quiet(at)
        at += MINUTE
    assert clock.due(start, hours) == at


@given(at=moments, begin=st.times(), end=st.times(), zone=st.sampled_from(ZONES), hours=st.integers(0, 48))
def test_whatever_the_quiet_hours_no_deadline_lies_before_its_hours(
    at: int, begin: time, end: time, zone: str, hours: int
) -> None:
    clock = LocalClock(ZoneInfo(zone), (begin, end))
    assert at <= clock.awake(at) <= at + DAY + 2 * HOUR
    assume(abs((begin.hour * 60 + begin.minute) - (end.hour * 60 + end.minute)) < 20 * 60)
    assert clock.due(at, hours) >= at + hours * HOUR


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        pytest.param("2024-03-01T10:00", 2, "2024-03-01T12:00", id="by day"),
        pytest.param("2024-03-01T22:00", 2, "2024-03-02T09:00", id="across one night"),
        pytest.param("2024-03-01T03:00", 12, "2024-03-01T20:00", id="begun at night"),
        pytest.param("2024-03-01T20:00", 24, "2024-03-03T14:00", id="across two nights"),
        pytest.param("2024-03-01T21:00", 2, "2024-03-01T23:00", id="up to the last waking minute"),
    ],
)
def test_the_owners_clock_stands_still_at_night(start: str, hours: int, expected: str) -> None:
    clock = LocalClock(ZoneInfo("Asia/Shanghai"))
    assert iso(clock.due(shanghai(start), hours)) == iso(shanghai(expected))


def test_equal_ends_mean_no_quiet_hours() -> None:
    clock = LocalClock(ZoneInfo("UTC"), (time(8), time(8)))
    assert not clock.is_quiet(8 * HOUR)
    assert clock.awake(8 * HOUR) == 8 * HOUR
    assert clock.due(8 * HOUR, 100) == 108 * HOUR


@given(st.integers(-(10**15), 4 * 10**15))
def test_microseconds_and_moments_are_the_same_time(at: int) -> None:
    assert micros(moment(at)) == at
    assert micros(datetime.fromisoformat(exact(at))) == at


def test_times_are_shown_in_utc() -> None:
    assert iso(90 * MINUTE + 5) == "1970-01-01T01:30:00Z"
    assert exact(90 * MINUTE + 5) == "1970-01-01T01:30:00.000005Z"


def test_quiet_hours_that_end_in_the_hour_told_twice_end_after_now() -> None:
    clock = LocalClock(ZoneInfo("America/New_York"), (time(23), time(1, 30)))
    second_time = micros(datetime(2024, 11, 3, 6, 10, tzinfo=UTC))  # 01:10 for the second time
    assert iso(clock.awake(second_time)) == "2024-11-03T06:30:00Z"


@given(zone=st.sampled_from(ZONES), asked=st.lists(moments, min_size=2, max_size=12))
def test_what_was_asked_before_changes_no_answer(zone: str, asked: list[int]) -> None:
    clock = LocalClock(ZoneInfo(zone))
    for at in (at + step * HOUR for at in asked for step in (0, 5, 20)):
        fresh = LocalClock(ZoneInfo(zone))
        assert (clock.day_end(at), clock.awake(at), clock.due(at, 20)) == (
            fresh.day_end(at),
            fresh.awake(at),
            fresh.due(at, 20),
        )
