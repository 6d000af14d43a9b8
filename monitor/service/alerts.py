"""Alerts as they are listed, and one of them with all that is known of it."""

from typing import Literal

import msgspec

from monitor.document import Evidence, SeverityName
from monitor.service.language import LanguageCode
from rules import Value

AlertState = Literal["provisional", "open", "acknowledged", "snoozed", "resolved"]
Verdict = Literal["confirmed", "false", "unsure"]
Muting = Literal["inhibited", "silenced", "quarantined", "snoozed", "acknowledged"]


class AlertPosition(msgspec.Struct, frozen=True, array_like=True):
    """A place in the list of alerts: news of one does not move it, opening again puts it to the front."""

    first_time: str
    id: str


class AlertEntry(msgspec.Struct, frozen=True):
    """One alert: findings of one rule about one subject, merged. `id` is its fingerprint; times are event times.

    `state` is what the stream says and a moderator did about it: evidence that is newer than his step opens it again.
    `muted` is why nobody is told of it now, None when they are; `label` is what the moderator says of it.
    """

    id: str
    rule: str
    severity: SeverityName
    community: str
    subject: str
    state: AlertState
    first_time: str
    last_time: str
    count: int
    summary: str
    findings: tuple[str, ...]
    scheme: str | None = None
    assignee: str = ""
    label: Verdict | None = None
    muted: Muting | None = None

    @property
    def position(self) -> AlertPosition:
        """Return where this alert stands in the list."""
        return AlertPosition(self.first_time, self.id)


class AlertQuery(msgspec.Struct, frozen=True):
    """Which alerts, newest first by (`first_time`, `id`): at most *limit* that stand behind *after*."""

    community: str | None = None
    rule: str | None = None
    min_severity: SeverityName = "info"
    state: AlertState | None = None
    after: AlertPosition | None = None
    limit: int = 100
    lang: LanguageCode = "zh"
    assignee: str | None = None
    scheme: str | None = None
    muted: bool | None = None


class FindingDetail(msgspec.Struct, frozen=True):
    """A finding behind an alert; excerpts are masked, `values` are what made its severity."""

    id: str
    version: int
    severity: SeverityName
    first_time: str
    last_time: str
    count: int
    summary: str
    values: dict[str, Value]
    evidence: tuple[Evidence, ...]


class LabelEntry(msgspec.Struct, frozen=True):
    """What a moderator says of an alert, why, and of which version of its rule."""

    verdict: Verdict
    note: str
    version: int
    by: str
    time: str


class Step(msgspec.Struct, frozen=True):
    """One line of an alert's audit: what was done, by whom, why, and when."""

    time: str
    by: str
    action: str
    reason: str = ""


class AlertDetail(msgspec.Struct, frozen=True):
    """An alert with its findings, newest first, the moderators' label and every step of its case, oldest first.

    `muted_by` is what mutes it: the id of a silence, of another alert or of a flood, or who looks after it.
    """

    alert: AlertEntry
    findings: tuple[FindingDetail, ...]
    label: LabelEntry | None
    steps: tuple[Step, ...]
    muted_by: str = ""
