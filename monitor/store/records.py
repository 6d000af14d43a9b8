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


class AlertQuery(NamedTuple):
    """Which alerts to list, newest first; `after` is the (first_at, fingerprint) of the last one already shown."""

    severity: int = 0
    states: Sequence[str] = ()
    community: str | None = None
    rule: str | None = None
    after: tuple[int, str] | None = None
    limit: int = 100


class OutboxRow(NamedTuple):
    """A notice on its way to one sink. `next_at` is None when it was sent or given up."""

    key: str
    sink: str
    body: bytes
    created_at: int
    attempts: int = 0
    next_at: int | None = 0
    sent_at: int | None = None


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
