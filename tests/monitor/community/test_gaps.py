"""Times without rules and without staff are judged when the rules say, on the owner's waking hours."""

import pytest

from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules import Severity
from tests.monitor.happenings import ANN, OWEN, Told, at, happened, hours_of, joined, said

RULES, STAFF = "missing-group-rules", "owner-unreachable"
CREATED = happened("community.created", 0, OWEN)
SMALL_TALK = [said(1 + number / 10, ANN) for number in range(20)]


def notice(hours: float, *, removed: bool = False) -> Record:
    """Return a change of the notice."""
    record = happened("community.notice_changed", hours, OWEN)
    return Record(record.id, record.type, record.at, OWEN, notice_removed=removed)


@pytest.mark.parametrize(
    ("records", "found_at"),
    [
        pytest.param([CREATED], [25], id="25 hours after the founding"),
        pytest.param([CREATED, notice(24)], [], id="posted in time"),
        pytest.param([CREATED, notice(30)], [25], id="posted too late"),
        pytest.param([CREATED, notice(1), notice(2, removed=True)], [27], id="removed again"),
        pytest.param([CREATED, notice(1), notice(13, removed=True)], [46], id="due at night: waits for the morning"),
        pytest.param([said(0, ANN)], [], id="nobody saw the group begin"),
    ],
)
def test_a_group_without_rules_is_found_after_a_day(panel: Panel, records: list[Record], found_at: list[float]) -> None:
    assert [hours_of(finding.at) for finding in Told(panel, records).until(60).findings(RULES)] == found_at


def test_a_condition_that_comes_true_after_the_deadline_is_seen(panel: Panel) -> None:
    growing = [joined(26 + number / 10, Who(f"m{number}")) for number in range(25)]
    told = Told(panel, [CREATED, *growing], Profile())
    [finding] = told.findings(RULES)
    assert hours_of(finding.at) == pytest.approx(26 + 18 / 10)  # the owner and nineteen more: twenty members


@pytest.mark.parametrize(
    ("messages", "hours", "expected"),
    [
        pytest.param(SMALL_TALK, 71, [], id="not yet"),
        pytest.param(SMALL_TALK, 72, [Severity.medium], id="three days"),
        pytest.param(SMALL_TALK, 168, [Severity.high], id="a week"),
        pytest.param(SMALL_TALK[:19], 400, [], id="hardly anybody writes"),
        pytest.param([*SMALL_TALK, said(70, OWEN)], 100, [], id="the owner was there"),
        pytest.param([*SMALL_TALK, happened("member.muted", 70, OWEN, ANN)], 100, [], id="the owner acted"),
        pytest.param([*SMALL_TALK[:19], said(90, ANN)], 90, [Severity.medium], id="the twentieth message comes later"),
    ],
)
def test_nobody_in_charge(panel: Panel, messages: list[Record], hours: float, expected: list[Severity]) -> None:
    assert Told(panel, [said(0, OWEN), *messages]).until(hours).severities(STAFF) == expected


@pytest.mark.parametrize(
    ("profile", "records"),
    [
        pytest.param(Profile(members=50), SMALL_TALK, id="roles unknown"),
        pytest.param(Profile(members=50, observes=frozenset({"messages"})), [CREATED], id="notices unseen"),
    ],
)
def test_what_cannot_be_observed_is_no_gap(panel: Panel, profile: Profile, records: list[Record]) -> None:
    told = Told(panel, records, profile).until(400)
    assert told.findings(RULES) == []


@pytest.mark.parametrize(
    ("count", "advisory"), [pytest.param(19, True, id="counted"), pytest.param(0, False, id="nobody counted")]
)
def test_only_who_was_counted_is_known_to_be_few(panel: Panel, count: int, advisory: bool) -> None:
    record = Record("r", "roster.snapshot", at(0), people=(OWEN, ANN), count=count)
    told = Told(panel, [record, said(1, OWEN), *[said(2 + n / 10, ANN) for n in range(20)]], Profile())
    expected = Severity.info if advisory else Severity.medium
    assert told.until(1 + 72).severities(STAFF) == [expected]


def test_a_week_of_ticks_at_once_equals_many_small_steps(panel: Panel) -> None:
    records = [CREATED, said(0, OWEN), *SMALL_TALK]
    at_once, stepwise = Told(panel, records).until(200), Told(panel, records)
    for hours in range(3, 201):
        stepwise.until(hours)
    assert stepwise.fold.findings.changed == at_once.fold.findings.changed
