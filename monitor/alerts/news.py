"""What there is to tell a recipient of an alert, given what he was told before."""

from typing import Literal

from monitor.alerts.alert import RESOLVED
from monitor.notices.recipient import Recipient
from monitor.service.alerts import AlertState
from monitor.store import AlertRow, ToldRow

News = Literal["opened", "reopened", "raised", "repeated", "resolved"]
IN_ORDER: tuple[News, ...] = ("opened", "reopened", "raised", "repeated", "resolved")
"""what a notice is about when several of them meet in it: the first that is there"""


def news(alert: AlertRow, standing: AlertState, told: ToldRow, recipient: Recipient, now: int) -> News | None:
    """Return what *recipient* would be told of *alert* at *now*, None when there is nothing.

    What he was told of is over for him, too, when what is found now is too slight for him.
    """
    if standing == RESOLVED or alert.severity < recipient.from_severity:
        return None if told.told_at is None else "resolved"
    if told.told_at is None:
        return "reopened" if told.first_at else "opened"
    if told.first_at != alert.first_at:
        return "reopened"
    if alert.severity > told.severity:
        return "raised"
    return "repeated" if now >= told.told_at + recipient.repeat_interval else None
