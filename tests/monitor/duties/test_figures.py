"""Figures are those that anybody works out again with pencil and paper."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.document import Complaints, OpenItems, Response
from monitor.duties.figures import nearest_rank
from monitor.panel import Panel
from monitor.record import Record, Who
from tests.monitor.duties.inspected import duty, stands
from tests.monitor.happenings import ANN, OWEN, SEES_ALL, happened, said, signal


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 100))
def test_the_nearest_rank_is_the_least_value_that_so_many_do_not_exceed(values: list[int], percent: int) -> None:
    ordered = sorted(values)
    found = nearest_rank(ordered, percent)
    assert sum(value <= found for value in ordered) >= ceil(len(ordered) * percent / 100)
    assert sum(value < found for value in ordered) < ceil(len(ordered) * percent / 100)


def violation(hours: float, after: float | None = None) -> list[Record]:
    """Return a grave violation, and that the owner deleted it *after* some hours."""
    posted = said(hours, Who(f"m{hours}"), signal("guarantee"))
    if after is None:
        return [posted]
    return [posted, replace(happened("message.deleted", hours + after, OWEN), message=posted.message)]


def told(*happenings: list[Record]) -> list[Record]:
    return sorted((record for records in happenings for record in records), key=lambda record: record.at)


def test_ten_violations_one_of_them_left_open(panel: Panel) -> None:
    times = (0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 20)  # hours, of nine; the last is far beyond the 12 of a grave one
    records = told(*(violation(number / 60, after) for number, after in enumerate(times)), violation(0.5))
    found = stands(panel, records, until=24)
    assert found.response == Response(30, handled=9, missed=1, in_time=0.8, median_hours=1.5, p90_hours=20.0)
    assert found.open_items == (OpenItems("high", 1, 1, 0),)
    assert duty(found, "response").evidence == "80% handled in time; median 1.5 h, P90 20 h, nights included"
    assert duty(found, "response").points == round(0.8 * 18)


@pytest.mark.parametrize(
    ("after", "in_time"),
    [
        pytest.param(20.9, 1.0, id="just before the 12 waking hours are over"),
        pytest.param(21.0, 0.0, id="when they are"),
    ],
)
def test_the_deadline_stands_still_at_night_and_the_figures_do_not(panel: Panel, after: float, in_time: float) -> None:
    posted = 12.5  # half past ten in the evening: half an hour today, eleven and a half from eight on
    found = stands(panel, told(violation(posted, after)), until=40).response
    assert found
    assert (found.in_time, found.median_hours) == (in_time, after)


def test_what_nobody_could_see_has_no_figures(panel: Panel) -> None:
    blind = SEES_ALL.model_copy(update={"observes": frozenset({"messages", "roles"})})
    found = stands(panel, told(violation(0)), blind, until=40)
    assert (found.response, found.open_items, found.complaints) == (None, (), None)


def report(name: str, hours: float, *, taken_up: float = 0, closed: float = 0, reasoned: bool = False) -> list[Record]:
    """Return a report with what became of it, in hours after the start."""
    steps = [happened("report.submitted", hours, ANN)]
    steps += [happened("report.acknowledged", taken_up, OWEN)] if taken_up else []
    steps += [replace(happened("report.closed", closed, OWEN), reasoned=reasoned, rejected=reasoned)] if closed else []
    return [replace(step, report=name) for step in steps]


def test_complaints_are_counted_and_nobody_who_complained_is_named(panel: Panel) -> None:
    records = told(
        report("a", 0, closed=2, reasoned=True), report("b", 0, taken_up=1, closed=8), report("c", 0, closed=72),
        report("d", 0, taken_up=3), report("e", 71),
    )  # fmt: skip
    found = stands(panel, records, until=72)
    assert found.complaints == Complaints(
        30, open=2, overdue=0, acknowledged=1, closed=3, rejected=1, reasoned=1, in_time=2 / 3, median_hours=8.0
    )
    assert duty(found, "complaints").evidence == (
        "2 open, 0 of them overdue; 3 closed in 30 days, 1 of them with a reason, after a median of 8 h"
    )
