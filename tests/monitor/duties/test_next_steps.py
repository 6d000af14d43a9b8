"""The owner is told at most three steps, ordered by the points that each really gains."""

import pytest
from msgspec.structs import replace

from monitor.document import Evidence, FindingEntry, NextStep, SeverityName
from monitor.duties.next_steps import next_steps
from monitor.duties.standing import standing
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from monitor.schemes.board import Scheme
from tests.monitor.duties.inspected import scheme
from tests.monitor.happenings import ANN, BOB, OWEN, SEES_ALL, Told, happened, said, signal

CREATED = happened("community.created", 0, OWEN)
NOTICE = replace(
    happened("community.notice_changed", 1, OWEN), signals=(signal("clause", "ads"), signal("clause", "illegal"))
)
PRESENT = said(1, OWEN)
PORN, PROMISE = said(2, ANN, signal("porn")), said(2, BOB, signal("guarantee"))


def found(rule: str, severity: SeverityName, *events: Record, is_open: bool = True) -> FindingEntry:
    """Return a finding that rests on *events*."""
    evidence = tuple(Evidence(event.id, "", ()) for event in events)
    return FindingEntry("f", rule, 1, severity, "", "member:x", "", ("owner",), evidence, is_open=is_open)


def steps(
    panel: Panel,
    records: list[Record],
    *findings: FindingEntry,
    until: float = 3,
    profile: Profile = SEES_ALL,
    schemes: tuple[Scheme, ...] = (),
) -> list[tuple[str, int]]:
    """Return the steps, with what each gains."""
    inspection = Told(panel, records, profile).until(until).fold.inspection
    stands = standing(inspection, language("en"), schemes)
    return [(step.id, step.gain) for step in next_steps(inspection, stands, findings)]


def test_whoever_is_in_order_has_nothing_to_do(panel: Panel) -> None:
    assert steps(panel, [CREATED, PRESENT]) == []


def test_duties_come_by_what_they_gain(panel: Panel) -> None:
    gained = steps(panel, [CREATED, NOTICE, PRESENT], until=2)
    assert gained == [("rules", 11), ("privacy_notice", 4)]


def test_a_critical_violation_comes_first_because_missing_it_would_cap_the_score(panel: Panel) -> None:
    records = [CREATED, NOTICE, PRESENT, PORN]
    gained = steps(panel, records, found("illegal-content", "critical", PORN), until=3)
    assert [name for name, _ in gained] == ["illegal-content", "rules", "privacy_notice"]
    assert gained[0][1] == round(100 * (4 + 10 + 14 + 5 + 10) / 54) - 40  # response is not known yet


def test_what_lifts_a_cap_gains_all_that_lies_under_it(panel: Panel) -> None:
    records = [CREATED, PRESENT, PORN]
    [(first, gain), *_] = steps(panel, records, found("illegal-content", "critical", PORN), until=5)
    stands = standing(Told(panel, records).until(5).fold.inspection, language("en"))
    assert (first, stands.score) == ("illegal-content", 40)
    assert gain == round(100 * (69 - 12 - 18) / (69 - 12)) - 40  # rules are not due yet, response stays late


def test_two_critical_violations_have_to_be_handled_together(panel: Panel) -> None:
    other = said(2, BOB, signal("porn"))
    findings = [found("illegal-content", "critical", PORN), found("gambling-in-group", "critical", other)]
    gained = dict(steps(panel, [CREATED, PRESENT, PORN, other], *findings, until=5))
    assert next(iter(gained)) == "open_items"
    assert "illegal-content" not in gained  # it alone gains nothing, and is included in closing all of them


def test_under_strain_nothing_gains_and_the_gravest_comes_first(panel: Panel) -> None:
    findings = [found("crypto-solicitation", "high"), found("ponzi-triad", "critical"), found("yield-promise", "low")]
    gained = steps(panel, [CREATED, NOTICE, PRESENT], *findings, schemes=(scheme((0, 4)),), until=2)
    assert gained == [("scheme", 0), ("crypto-solicitation", 0), ("yield-promise", 0)]  # the triad is the scheme's


def test_a_duty_is_as_grave_as_what_was_found_about_it(panel: Panel) -> None:
    records = [CREATED, PRESENT, said(2, BOB, signal("guarantee"))]
    findings = [found("violation-unhandled", "critical"), found("crypto-solicitation", "high")]
    inspection = Told(panel, records).until(24).fold.inspection
    stands = standing(inspection, language("en"), (scheme((0, 4)),))
    first, *rest = next_steps(inspection, stands, findings)
    assert (first.kind, first.id, first.severity) == ("duty", "open_items", "critical")
    assert "violation-unhandled" not in [step.id for step in rest]


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(found("yield-promise", "high", is_open=False), id="it is over"),
        pytest.param(found("dead-group-risk", "info"), id="it is for information"),
        pytest.param(found("group-rules-incomplete", "low"), id="the duty is listed"),
    ],
)
def test_a_finding_is_no_step_of_its_own(panel: Panel, finding: FindingEntry) -> None:
    gained = steps(panel, [CREATED, NOTICE, PRESENT], finding, until=2)
    assert [name for name, _ in gained] == ["rules", "privacy_notice"]


def test_there_are_never_more_than_three(panel: Panel) -> None:
    findings = [found(f"rule-{number}", "high") for number in range(9)]
    assert len(steps(panel, [CREATED, NOTICE, PRESENT], *findings)) == 3


def test_a_step_names_a_duty_or_a_rule_with_its_severity(panel: Panel) -> None:
    fold = Told(panel, [CREATED, NOTICE, PRESENT]).until(2).fold
    stands = standing(fold.inspection, language("en"))
    assert next_steps(fold.inspection, stands, [found("yield-promise", "high")]) == (
        NextStep("duty", "rules", None, 11),
        NextStep("duty", "privacy_notice", None, 4),
        NextStep("rule", "yield-promise", "high", 0),
    )
