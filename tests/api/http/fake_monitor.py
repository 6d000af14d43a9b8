"""A monitor that remembers what it was asked and answers what it was told to."""

from collections.abc import Iterable

import msgspec
from prometheus_client import CollectorRegistry, Counter

from monitor.document import CommunityReport, Referral, Skipped
from monitor.errors import MonitorError
from monitor.event import Event
from monitor.keys import Scope
from monitor.service import (
    AlertEntry,
    AlertQuery,
    IngestResult,
    KeyScope,
    LanguageCode,
    Reload,
    RuleEntry,
    RuleList,
    ShadowReport,
    ShadowSample,
)
from tests.api.http.fake_desks import FakeCases, FakeEvidence, FakeNotices, FakePrivacy, FakeSilences

KEYS = {
    "writes": KeyScope("onebot", frozenset({Scope.ingest}), "onebot"),
    "reads": KeyScope("dashboard", frozenset({Scope.read})),
    "rules": KeyScope("ann", frozenset({Scope.admin})),
    "moderates": KeyScope("bea", frozenset({Scope.moderate})),
    "reveals": KeyScope("cem", frozenset({Scope.reveal})),
}


class FakeMonitor:
    """Keeps events by id; lists and reports what the test puts into it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.cases = FakeCases()
        self.silences = FakeSilences()
        self.privacy = FakePrivacy()
        self.evidence = FakeEvidence()
        self.notices = FakeNotices()
        Counter("groupwarden_fakes", "Fakes there are", registry=self.registry).inc()
        self.events: dict[str, Event] = {}
        self.connectors: list[str] = []
        self.listed: list[AlertEntry] = []
        self.queries: list[AlertQuery] = []
        self.authors: list[str] = []
        self.ready = True
        self.fault: Exception | None = None

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        if self.fault:
            raise self.fault
        self.connectors.append(connector)
        accepted = duplicate = 0
        rejected: list[Skipped] = []
        for record in records:
            if isinstance(record, Skipped):
                rejected.append(record)
            elif record.id in self.events:
                duplicate += 1
            else:
                self.events[record.id] = record
                accepted += 1
        return IngestResult(accepted, duplicate, rejected=tuple(rejected))

    def alerts(self, query: AlertQuery) -> list[AlertEntry]:
        self.queries.append(query)
        newest = sorted(self.listed, key=lambda alert: (alert.first_time, alert.id), reverse=True)
        after = query.after
        rest = [alert for alert in newest if not after or (alert.first_time, alert.id) < (after.first_time, after.id)]
        return rest[: query.limit]

    def compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        if community != "matrix:!room/1:example.org":
            return None
        return CommunityReport(community, f"name in {lang}", "unknown", None, 0.0, (), (), (), Referral(0, 0, 0))

    def rules(self, lang: LanguageCode) -> RuleList:
        entry = RuleEntry("yield-promise", 2, f"name in {lang}", "ponzi", "stable", on_trial=False)
        return RuleList("d1", "2024-03-01T10:00:00Z", "ann", (entry, msgspec.structs.replace(entry, on_trial=True)))

    def shadow(self, rule_id: str, lang: LanguageCode) -> ShadowReport | None:
        if rule_id != "yield-promise":
            return None
        sample = ShadowSample("f1", "high", "2024-03-01T10:00:00Z", "qq:7", "member:ann", f"summary in {lang}")
        return ShadowReport(rule_id, 3, 2, {"high": 4}, (sample,))

    def reload(self, author: str) -> Reload:
        if self.fault:
            raise self.fault
        self.authors.append(author)
        return Reload("taken", "d2", 70, ("yield-promise",))

    def is_ready(self) -> bool:
        return self.ready

    def authenticate(self, key: str) -> KeyScope | None:
        if isinstance(self.fault, MonitorError):
            raise self.fault
        return KEYS.get(key)
