"""How an alert stands: what the stream says of it, and what a moderator did about it."""

from typing import Literal

from monitor.alerts.book import RESOLVED
from monitor.store import AlertRow, CaseRow

ACKNOWLEDGED, SNOOZED = "acknowledged", "snoozed"
Standing = Literal["provisional", "open", "acknowledged", "snoozed", "resolved"]
_STREAM: dict[str, Standing] = {"provisional": "provisional", "open": "open", "resolved": "resolved"}
_CASE: dict[str, Standing] = {ACKNOWLEDGED: "acknowledged", SNOOZED: "snoozed", RESOLVED: "resolved"}


def standing(alert: AlertRow, case: CaseRow | None) -> Standing:
    """Return how *alert* stands when the last step about it was *case*.

    A step is void once the alert began anew, and closing it is void once there is evidence newer than the step.
    """
    said = _STREAM[alert.state]
    step = _CASE.get(case.state) if case and is_current(alert, case) else None
    if step is None or said == "resolved":
        return said
    return step


def is_current(alert: AlertRow, case: CaseRow) -> bool:
    """Return whether *case* still says something about *alert*."""
    if case.first_at != alert.first_at:
        return False
    return case.state != RESOLVED or alert.last_at <= case.last_at


def assignee(alert: AlertRow, case: CaseRow | None) -> str:
    """Return who looks after *alert*, empty when nobody does; new evidence does not take it from him."""
    return case.assignee if case and case.first_at == alert.first_at else ""
