"""How an alert stands: what the stream says of it, and what a moderator did about it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from monitor.alerts.alert import OPEN, PROVISIONAL, RESOLVED
from monitor.errors import RefusedStepError
from monitor.service.alerts import AlertState, Verdict
from monitor.store import AlertRow, CaseRow

Taken = Literal["acknowledged", "snoozed", "resolved"]
ACKNOWLEDGED: Taken = "acknowledged"
SNOOZED: Taken = "snoozed"
VERDICTS: Mapping[str, Verdict] = {"confirmed": "confirmed", "false": "false", "unsure": "unsure"}
_STREAM: Mapping[str, AlertState] = {PROVISIONAL: "provisional", OPEN: "open", RESOLVED: "resolved"}
_CASE: Mapping[str, AlertState] = {ACKNOWLEDGED: "acknowledged", SNOOZED: "snoozed", RESOLVED: "resolved"}


def standing(alert: AlertRow, case: CaseRow | None) -> AlertState:
    """Return how *alert* stands when the last step about it was *case*.

    A step is void once the alert began anew, and closing it is void once there is evidence newer than the step.
    """
    said = _STREAM[alert.state]
    step = _CASE.get(case.state) if case and _is_current(alert, case) else None
    return said if step is None or said == RESOLVED else step


def may_be(state: AlertState) -> Sequence[str]:
    """Return what the stream says of alerts that can stand as *state*."""
    if state == "resolved":
        return (OPEN, PROVISIONAL, RESOLVED)
    return (state,) if state in _STREAM else (OPEN, PROVISIONAL)


def assignee(alert: AlertRow, case: CaseRow | None) -> str:
    """Return who looks after *alert*, empty when nobody does; new evidence does not take it from him."""
    return case.assignee if case and case.first_at == alert.first_at else ""


def chain_of(alert: AlertRow) -> str:
    """Return the chain of evidence in which steps about *alert* are entered."""
    return alert.community or alert.subject


def moved(alert: AlertRow, case: CaseRow | None, to: Taken, by: str, at: int) -> CaseRow | None:
    """Return the step by which *alert* comes to stand as *to*, None when it stands so already.

    Raises:
        RefusedStepError: it is resolved.
    """
    if standing(alert, case) == to:
        return None
    _refuse_resolved(alert, case)
    return CaseRow(alert.fingerprint, alert.first_at, alert.last_at, to, assignee(alert, case), by, at)


def assigned(alert: AlertRow, case: CaseRow | None, to: str, by: str, at: int) -> CaseRow | None:
    """Return the step by which *to* comes to look after *alert*, None when he does already; it stands as before.

    Raises:
        RefusedStepError: it is resolved.
    """
    if assignee(alert, case) == to:
        return None
    _refuse_resolved(alert, case)
    state = case.state if case and _is_current(alert, case) else ""
    return CaseRow(alert.fingerprint, alert.first_at, alert.last_at, state, to, by, at)


def _is_current(alert: AlertRow, case: CaseRow) -> bool:
    """Return whether *case* still says how *alert* stands."""
    if case.first_at != alert.first_at:
        return False
    return case.state != RESOLVED or alert.last_at <= case.last_at


def _refuse_resolved(alert: AlertRow, case: CaseRow | None) -> None:
    if standing(alert, case) == RESOLVED:
        raise RefusedStepError("the alert is resolved, expected one that is provisional, open, acknowledged or snoozed")
