"""What severities and stages are called, wherever people are spoken to."""

from collections.abc import Mapping
from typing import Final

from monitor.document import SeverityName, StageName
from monitor.language import mark

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
