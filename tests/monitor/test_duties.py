"""Duties are unknown when they could not be seen, and the gravest troubles cap the grade."""

import pytest

from monitor.duties import WEIGHTS, Standing, standing
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from tests.monitor.happenings import ANN, OWEN, SEES_ALL, Told, happened, said, signal

NOTICE = happened("community.notice_changed", 1, OWEN)
CREATED = happened("community.created", 0, OWEN)


def stands(
    panel: Panel, records: list[Record], profile: Profile = SEES_ALL, *, until: float = 2, stage: int = 0
) -> Standing:
    """Return how the owner stands after *records*."""
    return standing(Told(panel, records, profile).until(until).fold, language("en"), stage)


def state(standing: Standing, duty: str) -> str:
    """Return the state of one duty."""
    return next(entry.state for entry in standing.duties if entry.id == duty)


def test_weights_are_shares_of_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_a_group_in_order_is_compliant_in_all_that_is_known(panel: Panel) -> None:
    found = stands(panel, [CREATED, NOTICE, said(1, OWEN)])
    assert (found.grade, found.score, found.coverage) == ("compliant", 100, 0.54)


def test_with_under_half_the_weight_known_there_is_no_grade(panel: Panel) -> None:
    found = stands(panel, [said(0, ANN)], Profile(observes=frozenset({"messages"})))
    assert (found.grade, found.score) == ("unknown", None)


@pytest.mark.parametrize(
    ("stage", "score"),
    [
        pytest.param(3, 100, id="growth"),
        pytest.param(4, 30, id="strain"),
        pytest.param(5, 30, id="exit"),
        pytest.param(6, 30, id="aftermath"),
    ],
)
def test_a_scheme_from_strain_on_caps_the_score(panel: Panel, stage: int, score: int) -> None:
    assert stands(panel, [CREATED, NOTICE, said(1, OWEN)], stage=stage).score == score


def test_an_unhandled_violation_fails_response_and_open_items(panel: Panel) -> None:
    violation = said(2, ANN, signal("guarantee"), message="m")
    in_time = stands(panel, [CREATED, NOTICE, violation], until=3)
    late = stands(panel, [CREATED, NOTICE, violation], until=40)
    assert (state(in_time, "response"), state(in_time, "open_items")) == ("unknown", "pass")
    assert (state(late, "response"), state(late, "open_items")) == ("fail", "fail")
    assert late.score == round(100 * (12 + 10) / 54)


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
