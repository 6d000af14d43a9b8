"""The rows of the store, as its callers see them; each in the order of its table's columns.

Times are whole microseconds since 1970 UTC. Bodies are encoded by the caller; the store never looks inside.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Cursor(NamedTuple):
    """A place in the total order of a community's events."""

    at: int
    late: int
    sequence: str
    event_id: str


START = Cursor(-(2**63), 0, "", "")


class StoredEvent(NamedTuple):
    """An event: `(source, event_id)` is its identity, the rest its place and content."""

    source: str
    event_id: str
    community: str
    at: int
    late: int
    sequence: str
    body: bytes

    @property
    def key(self) -> tuple[str, str]:
        """Return the identity of the event."""
        return self.source, self.event_id

    @property
    def cursor(self) -> Cursor:
        """Return where the event stands in its community."""
        return Cursor(self.at, self.late, self.sequence, self.event_id)


class QuarantinedEvent(NamedTuple):
    """An event that was refused for now, and why."""

    source: str
    event_id: str
    at: int
    reason: str
    body: bytes
    community: str = ""
    sequence: str = ""


class CommunityRow(NamedTuple):
    """A community: the time of its newest event, and how far its events are applied."""

    id: str
    name: str | None
    newest_at: int
    cursor: Cursor = START
    profile: bytes | None = None


class MemberRow(NamedTuple):
    """One entry of a roster."""

    community: str
    member: str
    role: str | None
    joined_at: int | None
    left_at: int | None


class ReferralRow(NamedTuple):
    """Who brought a member, and how sure that is."""

    community: str
    member: str
    inviter: str
    at: int
    confidence: str


class FindingRow(NamedTuple):
    """One explained suspicion; `severity` is the number of `rules.severity.Severity`."""

    id: str
    community: str
    scheme: str | None
    rule: str
    version: int
    severity: int
    at: int
    subject: str
    body: bytes


class HoldingRow(NamedTuple):
    """What a community contributes to its owner's reach."""

    community: str
    owner: str
    members: int
    at: int


class SightingRow(NamedTuple):
    """A promotional message that counts for campaigns; its identity is (community, event_id)."""

    community: str
    event_id: str
    at: int
    body: bytes


class EvidenceRow(NamedTuple):
    """One signal of one event, counted for a scheme; its identity is (community, event_id, signal)."""

    community: str
    event_id: str
    signal: str
    scheme: str
    at: int
    member: str
    body: bytes


class SchemeRow(NamedTuple):
    """A suspected scheme; `stage` is 0 none .. 6 aftermath."""

    id: str
    name: str
    stage: int
    score: int
    at: int
    body: bytes


class TimelineRow(NamedTuple):
    """A scheme reached a stage."""

    at: int
    stage: int
    body: bytes


class AlertRow(NamedTuple):
    """An alert, merged from findings of one fingerprint."""

    fingerprint: str
    rule: str
    severity: int
    state: str
    community: str
    subject: str
    first_at: int
    last_at: int
    occurrences: int
    body: bytes
    scheme: str | None = None
    ended_at: int | None = None


class AlertQuery(NamedTuple):
    """Which alerts to list, newest first; `after` is the (first_at, fingerprint) of the last one already shown."""

    severity: int = 0
    states: Sequence[str] = ()
    community: str | None = None
    rule: str | None = None
    after: tuple[int, str] | None = None
    limit: int = 100
    scheme: str | None = None


class OutboxRow(NamedTuple):
    """A notice on its way to one sink. `next_at` is None when it was sent or given up.

    `refusals` are those of `attempts` that the sink answered with a no; `error` says why the last one failed.
    """

    key: str
    sink: str
    body: bytes
    created_at: int
    attempts: int = 0
    next_at: int | None = 0
    sent_at: int | None = None
    error: str | None = None
    refusals: int = 0


class CaseRow(NamedTuple):
    """The last step that a moderator took about an alert, when it had this `first_at` and `last_at`.

    `state` is acknowledged, snoozed, resolved or empty.
    """

    fingerprint: str
    first_at: int
    last_at: int
    state: str
    assignee: str
    by: str
    at: int


class LabelRow(NamedTuple):
    """What a moderator says of an alert, as it was from `first_at` on: confirmed, false or unsure."""

    fingerprint: str
    first_at: int
    rule: str
    version: int
    verdict: str
    note: str
    by: str
    at: int


class SilenceRow(NamedTuple):
    """Alerts that nobody wants to hear of for a time; `matchers` say which."""

    id: str
    matchers: bytes
    author: str
    reason: str
    created_at: int
    starts_at: int
    expires_at: int


class DispatchRow(NamedTuple):
    """How often a recipient had notice of a group of alerts, and when to look again; None when there is no need.

    `repeated_at` is when he was last told again of what still holds, `repeats` how often since something graver joined.
    """

    recipient: str
    grouping: str
    next_at: int | None
    sent_at: int | None = None
    number: int = 0
    repeated_at: int | None = None
    repeats: int = 0


class ToldRow(NamedTuple):
    """What a recipient was told of an alert, and in which group; `waiting_at` is since when there is news to tell.

    `first_at` and `severity` are those that were told; `muted` says why nothing more is told now.
    """

    recipient: str
    fingerprint: str
    grouping: str
    first_at: int = 0
    severity: int = 0
    waiting_at: int | None = None
    told_at: int | None = None
    muted: str = ""


class LedgerRow(NamedTuple):
    """One line of a chain of evidence; without `salt` and `content` it is redacted, and proves its place and time."""

    chain: str
    number: int
    at: int
    kind: str
    subject: str
    salt: bytes | None
    content: bytes | None
    commitment: bytes
    hash: bytes


class HoldRow(NamedTuple):
    """What is kept of a community for a case, whatever retention says."""

    community: str
    case_number: str
    reason: str
    by: str
    at: int


class IdentityRow(NamedTuple):
    """Who a pseudonym stands for, sealed under a key that is not in the store."""

    community: str
    member: str
    sealed: bytes
    seen_at: int


class RevealRow(NamedTuple):
    """A moderator's request to be told who a member is, and who else approved."""

    id: str
    community: str
    member: str
    case_number: str
    reason: str
    asked_by: str
    asked_at: int
    approved_by: str | None = None
    approved_at: int | None = None


class AppealRow(NamedTuple):
    """A member's appeal against what an alert led to, and how it was answered."""

    id: str
    community: str
    fingerprint: str
    statement: bytes
    received_at: int
    due_at: int
    answered_at: int | None = None
    verdict: str | None = None
    answer: bytes | None = None
    by: str | None = None


class KeyRow(NamedTuple):
    """An API key as it is kept: only its hash."""

    hash: str
    name: str
    scopes: frozenset[str]
    created_at: int


class RuleChange(NamedTuple):
    """Other rules came into force: whose content has the digest, when, after which newest event, and by whose hand."""

    number: int
    digest: str
    at: int
    newest_at: int
    author: str
