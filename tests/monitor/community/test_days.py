"""A community is judged at the end of its local days, as long as a window can change and not over silence."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from monitor.clock import DAY, HOUR, LocalClock
from monitor.community.health.days import DayReview, Days, Horizon
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from tests.monitor.happenings import ANN, OWEN, START, Told, at, happened, hours_of, said

SHANGHAI = LocalClock(ZoneInfo("Asia/Shanghai"))
MIDNIGHT = 14 * HOUR  # from the start, ten in the morning in China, to the end of that day


class Watched:
    """A review whose days are noted, as hours since the start."""

    def __init__(self, reach: int, ends: int = 0, clock: LocalClock = SHANGHAI) -> None:
        self.days: list[float] = []
        self.review = DayReview(Days(), clock, Horizon(reach, ends), self._judge, wake=lambda _: None)

    def _judge(self, due: int) -> None:
        self.days.append(hours_of(due))

    def until(self, hours: float) -> list[float]:
        """Let time pass."""
        while (due := min(self.review.dues(), default=at(hours) + 1)) <= at(hours):
            self.review.ring(due)
        return self.days


def ends_of(*days: int) -> list[float]:
    """Return the ends of the *days* from the start, in hours."""
    return [(MIDNIGHT + day * DAY) / HOUR for day in days]


def test_days_are_judged_until_the_windows_are_empty() -> None:
    watched = Watched(reach=2)
    watched.review.happened(START)
    assert watched.until(10_000) == ends_of(0, 1, 2)  # on the last the windows have just been emptied


def test_silent_years_cost_nothing_and_a_new_event_begins_anew() -> None:
    watched = Watched(reach=1)
    watched.review.happened(START)
    watched.until(24 * 365)
    watched.review.happened(at(24 * 365))
    assert watched.until(24 * 900) == ends_of(0, 1, 365, 366)


def test_a_declared_end_is_waited_for() -> None:
    watched = Watched(reach=1, ends=at(24 * 5))
    watched.review.happened(START)
    assert watched.until(10_000) == ends_of(*range(7))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        pytest.param("Europe/Berlin", date(2024, 3, 31), 23, id="clocks go forward"),
        pytest.param("Europe/Berlin", date(2024, 10, 27), 25, id="clocks go back"),
        pytest.param("America/Sao_Paulo", date(2018, 11, 4), 23, id="midnight is left out"),
    ],
)
def test_a_day_is_as_long_as_the_clocks_show(zone: str, day: date, hours: int) -> None:
    clock = LocalClock(ZoneInfo(zone))
    begin = clock.begin(day)
    end = clock.day_end(begin)
    assert end - begin == hours * HOUR
    assert clock.day(begin) == clock.day(end - 1) == day.toordinal()
    assert clock.day(end) == clock.day(begin - 1) + 2


def test_many_small_steps_find_what_one_leap_finds(panel: Panel) -> None:
    profile = Profile(members=600, kind="interest", observes=frozenset({"messages", "joins", "roles"}))
    records = [said(hours, who) for hours in range(0, 240, 6) for who in (OWEN, ANN)]
    leap, steps = Told(panel, records, profile).until(3000), Told(panel, records, profile)
    for hours in range(240, 3001, 7):
        steps.until(hours)
    steps.until(3000)
    assert leap.findings("oversize-group")
    assert steps.fold.findings.changed == leap.fold.findings.changed
    assert steps.fold.snapshot() == leap.fold.snapshot()


def test_a_dissolved_group_is_left_in_peace(panel: Panel) -> None:
    profile = Profile(members=600)
    dissolved = happened("community.dissolved", 5, OWEN)
    assert Told(panel, [said(0, ANN)], profile).until(30).findings("oversize-group")
    assert not Told(panel, [said(0, ANN), dissolved], profile).until(30).findings("oversize-group")


def test_what_is_kept_of_messages_does_not_grow_with_them(panel: Panel) -> None:
    def kept(messages: int) -> int:
        told = Told(panel, [said(number / messages, (ANN, OWEN)[number % 2]) for number in range(messages)])
        windows = told.fold.snapshot().windows.entries
        return sum(len(kept) for key, by in windows.items() if key.startswith("group_day.") for kept in by.values())

    assert kept(1000) == kept(10) > 0


def test_who_chats_all_day_is_active_once(panel: Panel) -> None:
    fold = Told(panel, [said(hours / 10, ANN) for hours in range(100)]).fold
    [entry] = fold.snapshot().windows.entries["group_day.affinity"][""]
    assert entry[2:] == (30, 1)


@pytest.mark.parametrize(
    ("kind", "points"),
    [("attendance", 30), ("interaction", 30), ("offline", 20), ("purchase", 20)],
)
def test_activities_have_their_weights(panel: Panel, kind: str, points: int) -> None:
    record = Record("a", "activity.recorded", at(0), Who("ann"), activity=kind)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a parameter
    [entry] = Told(panel, [record]).fold.snapshot().windows.entries["group_day.affinity"][""]
    assert entry[2] == points


def test_a_bot_is_no_active_member(panel: Panel) -> None:
    fold = Told(panel, [said(0, Who("robo", role="bot")), said(1, ANN)]).fold
    assert [entry[1] for entry in fold.snapshot().windows.entries["group_day.active_7d"][""]] == ["ann"]
