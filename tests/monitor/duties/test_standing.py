"""Duties are unknown when they could not be seen, and the gravest troubles cap the grade."""

import dataclasses

import pytest
from msgspec.structs import replace

from monitor.duties.standing import Standing
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules.pack.override import Thresholds
from tests.monitor.duties.inspected import duty, scheme, stands
from tests.monitor.happenings import ANN, OWEN, SEES_ALL, happened, said, signal

NOTICE = happened("community.notice_changed", 1, OWEN)
CREATED = happened("community.created", 0, OWEN)


def with_clauses(*names: str) -> Record:
    """Return a notice with these clauses."""
    return replace(NOTICE, signals=tuple(signal("clause", name) for name in names))


def state(standing: Standing, name: str) -> str:
    """Return the state of one duty."""
    return duty(standing, name).state


def test_a_group_in_order_is_compliant_in_all_that_is_known(panel: Panel) -> None:
    found = stands(panel, [CREATED, NOTICE, said(1, OWEN)])
    assert (found.grade, found.score, found.coverage) == ("compliant", 100, 0.69)


def test_with_under_half_the_weight_known_there_is_no_grade(panel: Panel) -> None:
    found = stands(panel, [said(0, ANN)], Profile(observes=frozenset({"messages"})))
    assert (found.grade, found.score) == ("unknown", None)


@pytest.mark.parametrize(
    ("stage", "score"),
    [
        pytest.param(0, 100, id="none"),
        pytest.param(3, 88, id="growth"),
        pytest.param(4, 30, id="strain"),
        pytest.param(5, 30, id="exit"),
        pytest.param(6, 30, id="aftermath"),
    ],
)
def test_a_scheme_from_strain_on_caps_the_score(panel: Panel, stage: int, score: int) -> None:
    assert stands(panel, [CREATED, NOTICE, said(1, OWEN)], schemes=[scheme((0, stage))]).score == score


def test_an_unhandled_violation_fails_response_and_open_items(panel: Panel) -> None:
    violation = said(2, ANN, signal("guarantee"), message="m")
    in_time = stands(panel, [CREATED, NOTICE, violation], until=3)
    late = stands(panel, [CREATED, NOTICE, violation], until=40)
    assert (state(in_time, "response"), state(in_time, "open_items")) == ("unknown", "pass")
    assert (state(late, "response"), state(late, "open_items")) == ("fail", "fail")
    assert late.score == round(100 * (12 + 10 + 10 + 5) / 69)


@pytest.mark.parametrize(
    ("records", "until", "expected"),
    [
        pytest.param([CREATED], 24, "unknown", id="not due yet"),
        pytest.param([CREATED], 25, "fail", id="a day without rules"),
        pytest.param([CREATED, NOTICE], 100, "pass", id="posted"),
        pytest.param([said(0, ANN)], 100, "unknown", id="nobody saw the group begin"),
    ],
)
def test_rules_are_due_within_a_day(panel: Panel, records: list[Record], until: float, expected: str) -> None:
    assert state(stands(panel, records, until=until), "rules") == expected


def roster(*people: Who, count: int = 0) -> Record:
    """Return a snapshot of the members."""
    return replace(happened("roster.snapshot", 0), people=people, count=count)


REAL, UNREAL = replace(OWEN, verified=True), replace(OWEN, verified=False)
OPEN = replace(happened("community.settings_changed", 1, OWEN), settings={"join_approval": False})
REPORT = replace(happened("report.submitted", 1, ANN), report="r")
ANSWERED = replace(happened("report.closed", 2, OWEN), report="r")
SEES_REPORTS = SEES_ALL.model_copy(update={"observes": SEES_ALL.observes | {"reports"}})


@pytest.mark.parametrize(
    ("name", "records", "profile", "expected"),
    [
        pytest.param("identity", [roster(REAL)], SEES_ALL, "pass", id="verified"),
        pytest.param("identity", [roster(UNREAL)], SEES_ALL, "fail", id="unverified"),
        pytest.param("identity", [roster(OWEN)], SEES_ALL, "unknown", id="nobody says whether verified"),
        pytest.param(
            "identity", [roster(REAL, Who("amy", role="admin"))], SEES_ALL, "unknown", id="of one nobody says it"
        ),
        pytest.param(
            "join_control", [replace(OPEN, settings={"join_approval": True})], SEES_ALL, "pass", id="approved"
        ),
        pytest.param("join_control", [OPEN], SEES_ALL, "pass", id="open, but small"),
        pytest.param("join_control", [roster(count=201), OPEN], SEES_ALL, "fail", id="open and large"),
        pytest.param("join_control", [OPEN], Profile(), "unknown", id="open, and nobody knows how large"),
        pytest.param("join_control", [said(0, ANN)], SEES_ALL, "unknown", id="nobody says whether open"),
        pytest.param("complaints", [said(0, ANN)], SEES_ALL, "unknown", id="reports cannot be seen"),
        pytest.param("complaints", [REPORT, ANSWERED], SEES_REPORTS, "pass", id="answered"),
        pytest.param("complaints", [REPORT], SEES_REPORTS, "fail", id="not answered"),
        pytest.param("privacy_notice", [NOTICE], SEES_ALL, "unknown", id="a notice nobody can read"),
        pytest.param("privacy_notice", [with_clauses("ads", "privacy")], SEES_ALL, "pass", id="told"),
        pytest.param("privacy_notice", [with_clauses("ads", "illegal")], SEES_ALL, "fail", id="not told"),
        pytest.param(
            "privacy_notice",
            [with_clauses("ads", "illegal")],
            Profile(kind="family"),
            "unknown",
            id="advice to a family",
        ),
        pytest.param("scheme", [said(0, ANN)], SEES_ALL, "pass", id="no scheme"),
        pytest.param("scheme", [], SEES_ALL, "unknown", id="nothing was seen"),
        pytest.param("records", [said(0, ANN)], SEES_ALL, "unknown", id="nobody shows records"),
    ],
)
def test_a_duty_is_known_as_far_as_it_was_seen(
    panel: Panel, name: str, records: list[Record], profile: Profile, expected: str
) -> None:
    assert state(stands(panel, records, profile, until=40), name) == expected


def test_a_scheme_costs_points_by_its_stage(panel: Panel) -> None:
    points = [duty(stands(panel, [said(0, ANN)], schemes=[scheme((0, stage))]), "scheme").points for stage in range(6)]
    assert points == [10, 8, 5, 2, 0, 0]


def test_a_scheme_is_told_with_its_stage_its_first_day_and_the_reasons_that_the_owner_may_see(panel: Panel) -> None:
    found = stands(panel, [said(0, ANN)], until=80, schemes=[scheme((1, 1), (48, 2))])
    assert duty(found, "scheme").evidence == (
        "a scheme is suspected: stage Recruitment, first seen on Mar 1, 2024; because of High-yield promise"
    )


def test_the_gravest_of_several_schemes_counts_as_it_stood_at_the_time(panel: Panel) -> None:
    schemes = [scheme((1, 1)), scheme((1, 2), (30, 4))]
    assert [stands(panel, [said(0, ANN)], until=until, schemes=schemes).stage for until in (2, 29, 30)] == [2, 2, 4]


CRITICAL = said(2, ANN, signal("porn"), message="m")


@pytest.mark.parametrize(
    ("profile", "until", "score"),
    [
        pytest.param(SEES_ALL, 3.9, 100, id="within its two hours"),
        pytest.param(SEES_ALL, 4, 40, id="overdue"),
        pytest.param(SEES_ALL, 120 * 24, 30, id="forgotten, and much else undone"),
        pytest.param(
            SEES_ALL.model_copy(update={"observes": SEES_ALL.observes - {"moderation"}}), 4, None, id="nobody could see"
        ),
    ],
)
def test_a_critical_violation_caps_the_score_once_it_is_overdue(
    panel: Panel, profile: Profile, until: float, score: int | None
) -> None:
    records = [CREATED, NOTICE, said(1, OWEN), CRITICAL]
    assert stands(panel, records, profile, until=until).score == score


def test_what_a_rule_decides_is_unknown_where_it_is_not_in_force(panel: Panel) -> None:
    rules = {name: rule for name, rule in panel.catalogue.rules.items() if name != "missing-group-rules"}
    without = panel.judging_by(dataclasses.replace(panel.catalogue, rules=rules), {})
    try:
        assert state(stands(without, [CREATED], until=48), "rules") == "unknown"
        assert state(stands(panel, [CREATED], until=48), "rules") == "fail"
    finally:
        without.close()


def test_a_community_is_held_to_its_own_thresholds(panel: Panel) -> None:
    own: dict[str, Thresholds] = {"wechat:g": {"missing-group-rules": {"medium": {"hours": 71}}}}
    patient = panel.judging_by(panel.catalogue, own)
    try:
        found = [stands(patient.for_community("wechat:g"), [CREATED], until=until) for until in (71, 72)]
        assert [state(each, "rules") for each in found] == ["unknown", "fail"]
    finally:
        patient.close()
