"""What the monitor offers to the ways in, and the shapes that cross that line."""

from collections.abc import Iterable
from typing import Literal, Protocol

import msgspec
from prometheus_client import CollectorRegistry

from monitor.document import CommunityReport, SeverityName, Skipped
from monitor.event import Event
from monitor.keys import Scope

AlertState = Literal["provisional", "open", "acknowledged", "resolved"]
LanguageCode = Literal["en", "zh"]


class IngestResult(msgspec.Struct, frozen=True):
    """What became of each record handed in; every record is counted once.

    Duplicates were known already. Late ones are stored and judged, but re-open nothing. Quarantined ones are dated
    too far ahead of their receipt.
    """

    accepted: int = 0
    duplicate: int = 0
    late: int = 0
    quarantined: int = 0
    rejected: tuple[Skipped, ...] = ()

    @property
    def is_useless(self) -> bool:
        """Return whether there were records and none of them was an event."""
        return bool(self.rejected) and not (self.accepted or self.duplicate or self.late or self.quarantined)


class AlertPosition(msgspec.Struct, frozen=True, array_like=True):
    """A place in the list of alerts: news of one does not move it, opening again puts it to the front."""

    first_time: str
    id: str


class AlertEntry(msgspec.Struct, frozen=True):
    """One alert: findings of one rule about one subject, merged. `id` is its fingerprint; times are event times."""

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


class KeyScope(msgspec.Struct, frozen=True):
    """What an API key may do.

    `name` is the operator's name for it, one key one name; `connector` is the kind of connector that holds it.
    """

    name: str
    scopes: frozenset[Scope]
    connector: str = "http"


class RuleEntry(msgspec.Struct, frozen=True):
    """A rule in force, or on trial: then it judges what comes in, and alerts nobody."""

    id: str
    version: int
    name: str
    family: str
    maturity: str
    on_trial: bool


class RuleList(msgspec.Struct, frozen=True):
    """The rules there are; `digest` names the set in force, which `author` put there at the time `since`."""

    digest: str
    since: str
    author: str
    rules: tuple[RuleEntry, ...]


class Reload(msgspec.Struct, frozen=True):
    """The rules were read anew: whether they are others now, how many are in force, and which are on trial."""

    outcome: Literal["taken", "unchanged"]
    digest: str
    rules: int
    on_trial: tuple[str, ...]


class ShadowSample(msgspec.Struct, frozen=True):
    """Something that a rule on trial has found."""

    id: str
    severity: SeverityName
    time: str
    community: str
    subject: str
    summary: str


class ShadowReport(msgspec.Struct, frozen=True):
    """What a rule on trial has found: how many of each severity, and the newest.

    `in_force` is the version of the rule that alerts meanwhile, None when there is none.
    """

    rule: str
    version: int
    in_force: int | None
    findings: dict[SeverityName, int]
    samples: tuple[ShadowSample, ...]


class MonitorPort(Protocol):
    """The running monitor, seen from outside. Every method may block and may be called from any thread.

    A method raises MonitorError when the monitor cannot answer now, for example because its store is gone.
    """

    @property
    def registry(self) -> CollectorRegistry:
        """The metrics."""
        ...

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        """Take *records* in and return once they are durably committed."""
        ...

    def alerts(self, query: AlertQuery) -> list[AlertEntry]:
        """Return the alerts that *query* asks for."""
        ...

    def compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        """Return what is known of *community* (`platform:id`), None when nothing is."""
        ...

    def rules(self, lang: LanguageCode) -> RuleList:
        """Return the rules in force and those on trial."""
        ...

    def shadow(self, rule_id: str, lang: LanguageCode) -> ShadowReport | None:
        """Return what a rule on trial has found, None when it is not on trial."""
        ...

    def reload(self, author: str) -> Reload:
        """Read the rules anew and judge by them from now on.

        Raises:
            RulesError: something is wrong with them; the rules before stay in force.
        """
        ...

    def is_ready(self) -> bool:
        """Return whether store and stream can be reached."""
        ...

    def authenticate(self, key: str) -> KeyScope | None:
        """Return what *key* may do, None when it is unknown or withdrawn."""
        ...
