"""What `check --format json` prints and every report is made from. The shape is a contract (docs/contracts.md)."""

from typing import Literal

import msgspec

Grade = Literal["compliant", "needs-work", "high-risk", "unknown"]
SeverityName = Literal["info", "low", "medium", "high", "critical"]
StageName = Literal["none", "watch", "recruitment", "growth", "strain", "exit", "aftermath"]


class Skipped(msgspec.Struct, frozen=True):
    """A record that could not be used: where it stands and why."""

    where: str
    why: str


class Duty(msgspec.Struct, frozen=True):
    """One duty of the owner; `evidence` is a short sentence in the chosen language."""

    id: str
    state: Literal["pass", "fail", "unknown"]
    evidence: str
    points: int
    of: int


class Evidence(msgspec.Struct, frozen=True):
    """One event behind a finding. Spans are code-point offsets into the masked excerpt."""

    event: str
    excerpt: str
    spans: tuple[tuple[int, int], ...]


class FindingEntry(msgspec.Struct, frozen=True):
    """One explained suspicion. `values` are the figures behind it.

    `is_open`: there is still something to do about it (not part of the JSON).
    """

    id: str
    rule: str
    version: int
    severity: SeverityName
    time: str
    subject: str
    summary: str
    audience: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    values: dict[str, bool | int | str] = {}
    is_open: bool = True


class TimelineEntry(msgspec.Struct, frozen=True):
    """A scheme reached a stage, because of these rules."""

    time: str
    stage: StageName
    because: tuple[str, ...]


class SchemeEntry(msgspec.Struct, frozen=True):
    """A suspected scheme seen in this community."""

    id: str
    name: str
    stage: StageName
    score: int
    timeline: tuple[TimelineEntry, ...]


class Referral(msgspec.Struct, frozen=True):
    """Who brought whom, in figures: the largest tree's people and tiers, and how many trees there are.

    The rest is the largest tree for drawing, nobody named: parents[i] is the index of who brought i, -1 for the
    organiser; `staff` and `left` are the indexes of owner and admins and of those who left the group.
    """

    members: int
    tiers: int
    roots: int
    parents: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


class CommunityReport(msgspec.Struct, frozen=True):
    """Everything `check` says of one community."""

    id: str
    name: str
    grade: Grade
    score: int | None
    coverage: float
    duties: tuple[Duty, ...]
    findings: tuple[FindingEntry, ...]
    schemes: tuple[SchemeEntry, ...]
    referral: Referral


class CheckDocument(msgspec.Struct, frozen=True):
    """The whole outcome of a check."""

    events: int
    skipped: tuple[Skipped, ...]
    communities: tuple[CommunityReport, ...]
