"""How an alert stands: the stream and the moderator's last step say it together, and new evidence opens it again."""

import pytest

from monitor.alerts.case import ACKNOWLEDGED, SNOOZED, Taken, assigned, assignee, may_be, moved, standing
from monitor.errors import RefusedStepError
from monitor.service import AlertState
from monitor.store import AlertRow, CaseRow

NOW = 900


def an_alert(state: str = "open", first_at: int = 100, last_at: int = 200) -> AlertRow:
    return AlertRow("a1", "ad", 2, state, "qq:1", "member:m1", first_at, last_at, 1, b"")


def a_case(state: str, first_at: int = 100, last_at: int = 200, assignee: str = "") -> CaseRow:
    return CaseRow("a1", first_at, last_at, state, assignee, "bea", 300)


@pytest.mark.parametrize(
    ("alert", "case", "stands"),
    [
        pytest.param(an_alert("provisional"), None, "provisional", id="a preview nobody looked at"),
        pytest.param(an_alert(), None, "open", id="open, nobody looked at"),
        pytest.param(an_alert("resolved"), None, "resolved", id="its ground is gone"),
        pytest.param(an_alert(), a_case("acknowledged"), "acknowledged", id="acknowledged"),
        pytest.param(an_alert("provisional"), a_case("acknowledged"), "acknowledged", id="acknowledged as a preview"),
        pytest.param(an_alert(last_at=999), a_case("acknowledged"), "acknowledged", id="more of what somebody has"),
        pytest.param(an_alert(last_at=999), a_case("snoozed"), "snoozed", id="more of what is snoozed"),
        pytest.param(an_alert("resolved"), a_case("snoozed"), "resolved", id="snoozed until resolved"),
        pytest.param(an_alert(), a_case("resolved"), "resolved", id="closed by a moderator"),
        pytest.param(an_alert(last_at=201), a_case("resolved"), "open", id="closed, then new evidence"),
        pytest.param(an_alert(first_at=150), a_case("acknowledged"), "open", id="acknowledged, then begun anew"),
        pytest.param(an_alert(first_at=150), a_case("resolved"), "open", id="closed, then begun anew"),
        pytest.param(an_alert(), a_case("", assignee="cem"), "open", id="only assigned"),
    ],
)
def test_an_alert_stands_as(alert: AlertRow, case: CaseRow | None, stands: AlertState) -> None:
    assert standing(alert, case) == stands
    assert alert.state in may_be(stands)


@pytest.mark.parametrize("before", [None, a_case("acknowledged", assignee="cem"), a_case("snoozed", assignee="cem")])
@pytest.mark.parametrize("to", [ACKNOWLEDGED, SNOOZED, "resolved"])
def test_a_step_leads_where_it_says_and_keeps_who_looks_after_it(before: CaseRow | None, to: Taken) -> None:
    alert = an_alert()
    case = moved(alert, before, to, "ann", NOW) or before
    assert case is not None
    assert standing(alert, case) == to
    assert assignee(alert, case) == assignee(alert, before)
    assert moved(alert, case, to, "bea", NOW + 1) is None


def test_what_begins_anew_belongs_to_nobody() -> None:
    assert assignee(an_alert(first_at=150), a_case("acknowledged", assignee="cem")) == ""


def test_who_looks_after_it_still_does_when_it_is_opened_again_by_new_evidence() -> None:
    assert assignee(an_alert(last_at=999), a_case("resolved", assignee="cem")) == "cem"


@pytest.mark.parametrize("state", ["", "acknowledged", "snoozed"])
def test_assigning_leaves_it_standing_as_it_did(state: str) -> None:
    before = a_case(state)
    after = assigned(an_alert(), before, "cem", "bea", NOW)
    assert after is not None
    assert (standing(an_alert(), after), after.assignee) == (standing(an_alert(), before), "cem")
    assert assigned(an_alert(), after, "cem", "ann", NOW + 1) is None


def test_assigning_what_new_evidence_opened_does_not_close_it_again() -> None:
    alert = an_alert(last_at=999)
    after = assigned(alert, a_case("resolved"), "cem", "bea", NOW)
    assert standing(alert, after) == "open"


def test_nobody_can_look_after_what_is_resolved() -> None:
    with pytest.raises(RefusedStepError, match="is resolved, expected"):
        moved(an_alert("resolved"), None, ACKNOWLEDGED, "bea", NOW)
    with pytest.raises(RefusedStepError, match="is resolved, expected"):
        assigned(an_alert(), a_case("resolved"), "cem", "bea", NOW)


def test_what_is_resolved_already_is_not_resolved_again() -> None:
    assert moved(an_alert("resolved"), None, "resolved", "bea", NOW) is None
