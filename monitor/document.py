"""What `check --format json` prints and every report is made from. The shape is a contract (docs/contracts.md)."""

from typing import Literal

import msgspec

Grade = Literal["compliant", "needs-work", "high-risk", "unknown"]
SeverityName = Literal["info", "low", "medium", "high", "critical"]
StageName = Literal["none", "watch", "recruitment", "growth", "strain", "exit", "aftermath"]
DutyState = Literal["pass", "fail", "unknown"]

SEVERITY_NAMES: tuple[SeverityName, ...] = ("info", "low", "medium", "high", "critical")
STAGE_NAMES: tuple[StageName, ...] = ("none", "watch", "recruitment", "growth", "strain", "exit", "aftermath")


class Skipped(msgspec.Struct, frozen=True):
    """A record that could not be used: where it stands and why."""

    where: str
    why: str


class Duty(msgspec.Struct, frozen=True):
    """One duty of the owner; `evidence` is a short sentence in the chosen language."""

    id: str
    state: DutyState
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


class Response(msgspec.Struct, frozen=True):
    """How fast members' violations were dealt with in the last `days`; None where nothing had to be.

    `missed` are open past their deadline and count as not `in_time`, a share of one. Median and P90 are nearest ranks
    of those handled, in hours by the calendar; deadlines stand still in the quiet hours, except critical ones.
    """

    days: int
    handled: int
    missed: int
    in_time: float | None
    median_hours: float | None
    p90_hours: float | None


class OpenItems(msgspec.Struct, frozen=True):
    """The open violations of one severity."""

    severity: SeverityName
    open: int
    overdue: int
    oldest_days: int


class Complaints(msgspec.Struct, frozen=True):
    """How members' complaints were answered: those closed in the last `days`, and those still open.

    `acknowledged` are those of the open ones that were taken up; of the closed, `rejected` were found without ground
    and `reasoned` carry a verdict or a reason. `in_time` is the share of one of those that had to be answered by now.
    """

    days: int
    open: int
    overdue: int
    acknowledged: int
    closed: int
    rejected: int
    reasoned: int
    in_time: float | None
    median_hours: float | None


class TrendDay(msgspec.Struct, frozen=True):
    """The score at the end of one local day; None where too little was known."""

    date: str
    score: int | None


class NextStep(msgspec.Struct, frozen=True):
    """What the owner does next: see to a duty, or handle what a rule found; `gain` is what the score gains by it.

    `id` is the duty's or the rule's; `severity` that of what was found, None for a duty about which nothing was.
    """

    kind: Literal["duty", "rule"]
    id: str
    severity: SeverityName | None
    gain: int


class CommunityReport(msgspec.Struct, frozen=True):
    """Everything `check` says of one community.

    `trend` are the last 30 days, oldest first; `change` is the score's since the first of them that is known.
    `response` and `complaints` are None where they cannot be seen. `steps` are the owner's, the most gainful first.
    """

    id: str
    name: str
    grade: Grade
    score: int | None
    coverage: float
    duties: tuple[Duty, ...]
    findings: tuple[FindingEntry, ...]
    schemes: tuple[SchemeEntry, ...]
    referral: Referral
    trend: tuple[TrendDay, ...] = ()
    change: int | None = None
    response: Response | None = None
    open_items: tuple[OpenItems, ...] = ()
    complaints: Complaints | None = None
    steps: tuple[NextStep, ...] = ()


class CheckDocument(msgspec.Struct, frozen=True):
    """The whole outcome of a check."""

    events: int
    skipped: tuple[Skipped, ...]
    communities: tuple[CommunityReport, ...]
