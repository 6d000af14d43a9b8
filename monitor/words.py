"""What severities, stages and spans of time are called, wherever people are spoken to."""

from collections.abc import Mapping
from typing import Final

from monitor.document import SeverityName, StageName
from monitor.language import Language, mark

SEVERITIES: Final[Mapping[SeverityName, str]] = {
    "critical": mark("Critical"),
    "high": mark("High"),
    "medium": mark("Medium"),
    "low": mark("Low"),
    "info": mark("For information"),
}

STAGES: Final[Mapping[StageName, str]] = {
    "none": mark("No stage"),
    "watch": mark("Watch"),
    "recruitment": mark("Recruitment"),
    "growth": mark("Growth"),
    "strain": mark("Strain"),
    "exit": mark("Exit"),
    "aftermath": mark("Aftermath"),
}

COUNTED_IN_HOURS: Final = 72


def duration(hours: float, say: Language) -> str:
    """Return how long something took: in hours, or in days when that was long."""
    if hours <= COUNTED_IN_HOURS:
        return say.text("%(hours)s h", hours=say.number(hours))
    return say.text("%(days)s days", days=say.number(round(hours / 24, 1)))


def span(hours: int, say: Language) -> str:
    """Return a span of time in hours, or in whole days when it is long."""
    if hours < 1:
        return say.text("less than an hour")
    if hours <= COUNTED_IN_HOURS:
        return say.plural("%(count)s hour", "%(count)s hours", hours)
    return say.plural("%(count)s day", "%(count)s days", hours // 24)
