"""The score of each of the last days is kept as the days end, however time comes to pass."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from tests.monitor.duties.inspected import scheme, stands
from tests.monitor.happenings import ANN, GROUP, OWEN, SEES_ALL, at, happened, said, signal

DAY = 24.0
CREATED = happened("community.created", 0, OWEN)
NOTICE = happened("community.notice_changed", 1, OWEN)
PRESENT = [said(day * DAY, OWEN) for day in range(1, 80)]


def scores(records: Iterable[Record], panel: Panel, until: float) -> list[int | None]:
    return [day.score for day in stands(panel, records, until=until).trend]


def test_the_days_are_those_that_have_ended_since_the_group_was_first_seen(panel: Panel) -> None:
    found = stands(panel, [CREATED, NOTICE, *PRESENT[:3]], until=3 * DAY + 1)
    assert [day.date for day in found.trend] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert found.change == 0


def test_at_most_thirty_days_are_kept(panel: Panel) -> None:
    found = stands(panel, [CREATED, NOTICE, *PRESENT], until=79 * DAY + 1)
    assert len(found.trend) == 30
    assert found.trend[-1].date == "2024-05-18"


def test_a_day_is_as_it_was_when_it_ended(panel: Panel) -> None:
    records = [CREATED, NOTICE, said(2, ANN, signal("guarantee"), message="m"), *PRESENT[:4]]
    assert scores(records, panel, 4 * DAY + 1)[:2] == [100, round(100 * 37 / 69)]


def test_a_scheme_counts_from_the_day_it_reached_a_stage(panel: Panel) -> None:
    records = [CREATED, NOTICE, *PRESENT[:4]]
    found = stands(panel, records, until=4 * DAY + 1, schemes=[scheme((DAY, 2), (2 * DAY, 4))])
    assert [day.score for day in found.trend] == [100, 93, 30, 30]
    assert (found.score, found.change) == (30, -70)


def test_days_of_which_too_little_is_known_have_no_score(panel: Panel) -> None:
    blind = Profile(observes=frozenset({"messages"}), members=50)
    found = stands(panel, [said(0, ANN, signal("guarantee")), said(DAY, OWEN)], blind, until=DAY + 1)
    assert [day.score for day in found.trend] == [None]
    assert found.change is None


def test_a_group_that_falls_silent_is_noted_for_a_month_and_no_longer(panel: Panel) -> None:
    found = scores([CREATED, NOTICE, said(80 * DAY, OWEN)], panel, 80 * DAY)
    assert found == [None] * 30


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 20 * DAY), max_size=8), st.lists(st.integers(0, 40), max_size=3))
def test_nothing_depends_on_how_time_is_cut_into_steps_or_on_restarts(
    panel: Panel, stops: list[float], restarts: list[int]
) -> None:
    records = [CREATED, said(2, ANN, signal("guarantee")), *PRESENT[3:6], *PRESENT[15:19]]
    assert _stepwise(panel, records, stops, restarts) == _stepwise(panel, records, [], [])


def _stepwise(panel: Panel, records: list[Record], stops: list[float], restarts: list[int]) -> list[object]:
    """Return what is kept of the days after *records*, when time passes to *stops*, too, with *restarts* between."""
    fold = CommunityFold(GROUP, SEES_ALL, panel)
    moves: list[tuple[int, Record | None]] = [(at(stop), None) for stop in stops]
    moves += [(record.at, record) for record in records]
    for number, (when, record) in enumerate(sorted(moves, key=lambda move: move[0])):
        fold.advance(when)
        if record:
            fold.apply(record)
        if number in restarts:
            kept = msgpack.decode(msgpack.encode(fold.snapshot()), type=CommunityState)
            fold = CommunityFold(GROUP, SEES_ALL, panel, kept)
    fold.advance(at(21 * DAY))
    return list(fold.state.past_days)


@pytest.mark.parametrize("until", [10, 25, 60, 119])
def test_what_is_kept_is_bounded(panel: Panel, until: int) -> None:
    fold = CommunityFold(GROUP, SEES_ALL, panel)
    for day in range(until):
        fold.apply(said(day * DAY, OWEN))
    assert len(fold.state.past_days) <= 30
