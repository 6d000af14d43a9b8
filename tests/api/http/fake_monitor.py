"""A monitor that remembers what it was asked and answers what it was told to."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter

from monitor.document import CommunityReport, Referral, Skipped
from monitor.errors import MonitorError
from monitor.event import Event
from monitor.keys import Scope
from monitor.service import AlertEntry, AlertQuery, IngestResult, KeyScope, LanguageCode

KEYS = {
    "writes": KeyScope("onebot", frozenset({Scope.ingest}), "onebot"),
    "reads": KeyScope("dashboard", frozenset({Scope.read})),
}


class FakeMonitor:
    """Keeps events by id; lists and reports what the test puts into it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        Counter("groupwarden_fakes", "Fakes there are", registry=self.registry).inc()
        self.events: dict[str, Event] = {}
        self.connectors: list[str] = []
        self.listed: list[AlertEntry] = []
        self.queries: list[AlertQuery] = []
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

    def is_ready(self) -> bool:
        return self.ready

    def authenticate(self, key: str) -> KeyScope | None:
        if isinstance(self.fault, MonitorError):
            raise self.fault
        return KEYS.get(key)
