"""Reports wait for owner and admins on the owner's clock; what is found never says who reported."""

import msgspec
import pytest
from msgspec.structs import replace

from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from tests.monitor.happenings import ANN, BOB, GROUP, OWEN, SEES_ALL, Told, at, happened, hours_of

RULE = "member-report-unanswered"
SEES = SEES_ALL.model_copy(update={"observes": SEES_ALL.observes | {"reports"}})


def submitted(hours: float, report: str = "r", who: Who | None = ANN) -> Record:
    """Return a report."""
    return replace(happened("report.submitted", hours, who), report=report)


def acknowledged(hours: float, report: str = "r") -> Record:
    """Return that one was taken up."""
    return replace(happened("report.acknowledged", hours, OWEN), report=report)


def closed(hours: float, report: str = "r", *, rejected: bool = False) -> Record:
    """Return that one was closed."""
    return replace(happened("report.closed", hours, OWEN), report=report, rejected=rejected)


def attested(hours: float, action: str, report: str = "r") -> Record:
    """Return what the owner says was done about one."""
    return replace(happened("action.attested", hours, OWEN), message=report, action=action)


@pytest.mark.parametrize(
    ("records", "found_at"),
    [
        pytest.param([submitted(0)], [33], id="a day on a clock that stands still at night"),
        pytest.param([submitted(0), acknowledged(30)], [108], id="taken up, never closed"),
        pytest.param([submitted(0), acknowledged(34)], [33, 108], id="taken up too late, then never closed"),
        pytest.param([submitted(0), closed(30)], [], id="closed in time"),
        pytest.param([submitted(0), attested(30, "warned")], [], id="the owner attests that it was dealt with"),
        pytest.param([submitted(0), submitted(20)], [33], id="the same report again"),
        pytest.param([submitted(0, ""), submitted(1, "")], [], id="reports without an id"),
        pytest.param([submitted(0, "a"), submitted(1, "b"), submitted(2, "c")], [6], id="three by one member"),
        pytest.param([submitted(0, key, Who(key)) for key in "abc"], [33], id="three by three"),
        pytest.param([submitted(0, key, None) for key in "abc"], [33], id="three by nobody knows whom"),
    ],
)
def test_deadlines(panel: Panel, records: list[Record], found_at: list[float]) -> None:
    told = Told(panel, records, SEES).until(130)
    assert [hours_of(finding.at) for finding in told.findings(RULE)] == found_at


@pytest.mark.parametrize(("who", "reason"), [(OWEN, "查无此事"), (ANN, "")], ids=["staff", "who reported"])
def test_the_reason_is_evidence_unless_who_reported_gave_it(panel: Panel, who: Who, reason: str) -> None:
    told = Told(panel, [submitted(0), replace(closed(1), actor=who, reason="查无此事")], SEES)
    assert [entry.reason for entry in told.fold.journal.entries if entry.kind == "report"] == [reason]


@pytest.mark.parametrize(
    ("ends", "reporter", "found_at"),
    [
        pytest.param([closed(1, f"old{number}", rejected=True) for number in range(5)], ANN, [], id="rejected"),
        pytest.param([closed(1, f"old{number}", rejected=True) for number in range(5)], BOB, [129], id="another's"),
        pytest.param([attested(1, "dismissed", f"old{number}") for number in range(5)], ANN, [], id="dismissed"),
        pytest.param([closed(1, f"old{number}") for number in range(5)], ANN, [129], id="not rejected"),
    ],
)
def test_who_reports_without_ground_again_and_again_counts_no_more(
    panel: Panel, ends: list[Record], reporter: Who, found_at: list[float]
) -> None:
    old = [submitted(number / 10, f"old{number}", reporter) for number in range(5)]
    told = Told(panel, [*old, *ends, submitted(96)], SEES).until(140)
    assert [hours_of(finding.at) for finding in told.findings(RULE)] == found_at


def test_nothing_tells_who_reported(panel: Panel) -> None:
    [finding] = Told(panel, [submitted(0)], SEES).until(40).findings(RULE)
    assert (finding.subject, finding.proofs) == (f"community:{GROUP}", [])
    assert "ann" not in repr(finding)


@pytest.mark.parametrize(
    ("records", "count"),
    [
        pytest.param([submitted(0)], 0, id="no answer was ever seen"),
        pytest.param([submitted(0, "a"), acknowledged(1, "a"), submitted(2, "b")], 1, id="one was"),
    ],
)
def test_answers_are_missed_only_where_they_can_be_seen(panel: Panel, records: list[Record], count: int) -> None:
    assert len(Told(panel, records, Profile()).until(60).findings(RULE)) == count


def test_a_report_survives_a_restart(panel: Panel) -> None:
    kept = msgspec.msgpack.encode(Told(panel, [submitted(0)], SEES).until(10).fold.snapshot())
    fold = CommunityFold(GROUP, SEES, panel, msgspec.msgpack.decode(kept, type=CommunityState))
    fold.advance(at(40))
    assert [(finding.rule, hours_of(finding.at)) for finding in fold.findings.changed.values()] == [(RULE, 33)]


@pytest.mark.parametrize(
    ("sees", "kept"),
    [
        pytest.param(SEES_ALL, [], id="a report whose answer cannot be seen is forgotten"),
        pytest.param(SEES, ["r"], id="one that is overdue waits until it is closed"),
    ],
)
def test_three_months_later(panel: Panel, sees: Profile, kept: list[str]) -> None:
    assert list(Told(panel, [submitted(0)], sees).until(91 * 24).fold.state.reports) == kept
