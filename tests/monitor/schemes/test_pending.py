"""Facts whose gravity depends on the stage of their community's schemes wait for the board."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import DAY
from monitor.findings import Proof
from monitor.panel import Panel
from monitor.schemes.board import SchemeBoard
from monitor.schemes.evidence import Evidence, Key, Pending
from rules import Severity
from rules.facts import Value
from tests.monitor.happenings import ANN, OWEN, Told, happened, said, signal
from tests.monitor.schemes.evidence import seen
from tests.monitor.schemes.test_stages import EXIT, GROWTH, STRAIN

MOON: Key = ("name", "moon")
NIGHT: dict[str, Value] = {"night": True}
RECOVERY: dict[str, Value] = {"recovery": True}
MIGRATION: dict[str, Value] = {"migration": True, "by_promoter": True}


def waiting(day: float, kind: str, values: dict[str, Value], community: str = "g1") -> Evidence:
    """Return a fact of *kind* that waits."""
    subject = f"community:{community}"
    return Evidence(
        at=round((1 + day) * DAY), community=community, event=f"w{day}", signal=kind, family="", rule="", weight=0,
        member="", values={"kind": kind, **values}, proof=Proof(f"w{day}"), pending=Pending(kind, subject),
    )  # fmt: skip


def found(panel: Panel, evidence: list[Evidence]) -> list[tuple[str, str, str]]:
    """Return rule, severity and community of what is found in single communities."""
    board = SchemeBoard(panel, evidence)
    board.review()
    return [(each.rule, Severity(each.severity).name, each.community) for each in board.findings.values()]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([waiting(0, "dissolution", NIGHT)], ("night-dissolution", "high"), id="no scheme at all"),
        pytest.param([*STRAIN, waiting(11, "dissolution", NIGHT)], ("night-dissolution", "critical"), id="strain"),
        pytest.param([*GROWTH, waiting(3, "dissolution", NIGHT)], ("night-dissolution", "high"), id="growth"),
        pytest.param(
            [*STRAIN, waiting(10, "dissolution", NIGHT)],
            ("night-dissolution", "high"),
            id="what led to the strain itself",
        ),
        pytest.param(
            [*STRAIN, seen("attract.yield", 0, 30, keys=(MOON,)), waiting(11, "dissolution", NIGHT)],
            ("night-dissolution", "critical"),
            id="the gravest of two schemes",
        ),
        pytest.param(
            [*STRAIN, waiting(11, "dissolution", NIGHT, "g2")], ("night-dissolution", "high"), id="another group's"
        ),
        pytest.param([*EXIT, waiting(12.5, "offer", RECOVERY)], ("recovery-scam", "high"), id="recovery after an exit"),
        pytest.param([waiting(12.5, "offer", RECOVERY)], ("recovery-scam", "low"), id="recovery without any"),
        pytest.param([*EXIT, waiting(72, "offer", MIGRATION)], ("scheme-migration", "high"), id="60 days after"),
    ],
)
def test_a_fact_is_judged_by_the_stage_just_before_it(
    panel: Panel, evidence: list[Evidence], expected: tuple[str, str]
) -> None:
    [(*rule_and_severity, community)] = found(panel, evidence)
    assert tuple(rule_and_severity) == expected
    assert community == evidence[-1].community


@pytest.mark.parametrize("day", [pytest.param(73, id="61 days after the exit"), pytest.param(5, id="before any")])
def test_a_move_to_a_new_scheme_long_after_trouble_or_without_any_is_nothing(panel: Panel, day: float) -> None:
    assert found(panel, [*EXIT, waiting(day, "offer", MIGRATION)]) == []


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(len(EXIT) + 4)))
def test_what_is_found_does_not_depend_on_the_order_of_arrival(panel: Panel, order: list[int]) -> None:
    evidence = [*EXIT, waiting(1, "dissolution", NIGHT, "g2"), waiting(11, "dissolution", NIGHT), *seen_elsewhere()]
    at_once, piecewise = SchemeBoard(panel, evidence), SchemeBoard(panel)
    at_once.review()
    for number in order:
        piecewise.add([evidence[number]])
        piecewise.review()
    assert piecewise.findings == at_once.findings


def seen_elsewhere() -> list[Evidence]:
    """Return strain of the same scheme in another group."""
    return [seen("strain.notice", 0.5, 30, community="g2"), seen("strain.payout_fail", 0.6, 35, community="g2")]


def test_the_like_within_an_hour_is_handed_on_once_and_what_no_rule_asks_for_never(panel: Panel) -> None:
    recovery, migration = signal("recovery"), signal("migration")
    told = Told(
        panel, [said(0, ANN, recovery), said(0.5, ANN, recovery), said(1, ANN, recovery), said(2, ANN, migration)]
    )
    waits = [entry for entry in told.fold.evidence.new if entry.pending]
    assert [entry.values["recovery"] for entry in waits] == [True, True]


def test_a_fact_that_no_stage_would_make_a_finding_is_not_handed_on(panel: Panel) -> None:
    told = Told(panel, [happened("member.removed", 0, OWEN, ANN)])
    assert [entry for entry in told.fold.evidence.new if entry.pending] == []
