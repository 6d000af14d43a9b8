"""The running monitor: events in, durably committed and judged; alerts, reports and notices out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from types import TracebackType

import msgspec
from prometheus_client import CollectorRegistry

from monitor.alerts.book import OPEN, PROVISIONAL, RESOLVED, body_of
from monitor.alerts.dispatch import Dispatch
from monitor.assessment import SEVERITY_NAMES, report, summary
from monitor.batch import Outcome
from monitor.clock import DAY, MINUTE, SECOND, exact, micros
from monitor.document import CommunityReport, Skipped
from monitor.errors import MonitorError
from monitor.event import Event
from monitor.findings import Finding
from monitor.intake import Intake
from monitor.keys import Scope, hash_key, new_key
from monitor.language import language
from monitor.memory import Memory
from monitor.metrics import Metrics
from monitor.notices.courier import Courier
from monitor.notices.sink import Sink
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.quarantine import Quarantine
from monitor.rule_source import Rules
from monitor.rulebook import Rulebook
from monitor.ruling import Ruling
from monitor.service import (
    AlertEntry,
    AlertQuery,
    AlertState,
    IngestResult,
    KeyScope,
    LanguageCode,
    Reload,
    RuleList,
    ShadowReport,
)
from monitor.shadow import Shadow
from monitor.store import AlertQuery as StoreQuery
from monitor.store import AlertRow, FindingRow, KeyRow, Store, StoredEvent
from monitor.wall_clock import WallClock
from monitor.writer import Writer
from rules import Severity
from rules.scoring import STAGES

MEASURE_EVERY = 5 * SECOND
RETENTION = 180 * DAY  # design: excerpts and signals; no rule looks further back
_STATES: Mapping[str, AlertState] = {PROVISIONAL: "provisional", OPEN: "open", RESOLVED: "resolved"}
_findings = msgspec.msgpack.Decoder(Finding)


class Monitor(AbstractContextManager["Monitor"]):
    """One monitor over one store. Any thread may call it; a single writer commits."""

    def __init__(
        self,
        store: Store,
        panel: Panel,
        intake: Intake,
        *,
        profiles: Profiles | None = None,
        sinks: Mapping[str, Sink] | None = None,
        clock: WallClock | None = None,
        lateness: int = 10 * MINUTE,
        notify_from: Severity = Severity.high,
        public_url: str = "",
        lang: str = "zh",
        source: Callable[[Panel], Rules] | None = None,
        shadow: Panel | None = None,
        open_shadow_store: Callable[[], Store] | None = None,
    ) -> None:
        """Work on *store*. *clock* is only read to tell events from the future and to date notices.

        *panel* judges, until a reload brings what *source* reads; it is closed then. The rules of *shadow* are on
        trial, on the store that *open_shadow_store* opens.
        """
        self._store = store
        self._intake = intake
        self._clock = clock or WallClock()
        sinks = sinks or {}
        self._metrics = Metrics(panel.catalogue.rules)
        profiles = intake.hidden(profiles or {})
        self._memory = Memory(panel, profiles)
        dispatch = Dispatch(
            tuple(sinks), notify_from, public_url, lambda: self._ruling.catalogue, language(lang), self._clock.now
        )  # fmt: skip
        self._writer = Writer(store, self._memory, lateness, dispatch.add_notices, self._measure)
        self._on_trial = shadow
        self._shadow = Shadow(
            open_shadow_store or (lambda: store), profiles, lateness, self._clock.now, self._metrics.count_shadow
        )
        self._quarantine = Quarantine(store, self._writer, self._clock.now, self._shadow.follow)
        self._ruling = Ruling(
            Rulebook(store, self._memory, self._writer, self._clock.now),
            self._shadow,
            source or (lambda panel: Rules(panel, shadow)),
            self._metrics.count_reload,
        )
        self._courier = Courier(store, sinks, self._clock.now, self._count_delivery)
        for recipient in sinks:  # each on a timer of its own: none waits for another
            self._clock.every(SECOND, partial(self._courier.serve, recipient))
        self._clock.every(MINUTE, self.release)
        self._clock.every(MEASURE_EVERY, self._measure_alerts)
        self._clock.every(DAY, lambda: self._writer.prune(self._clock.now() - RETENTION))
        self._clock.every(DAY, lambda: self._shadow.prune(self._clock.now() - RETENTION))

    def __enter__(self) -> "Monitor":
        """Rebuild the memory from the store and begin to write."""
        self._ruling.begin(self._on_trial)
        self.release()
        self._measure_alerts()
        self._clock.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Finish what was taken in, keep the state, and close the store."""
        self._clock.stop()
        self._writer.stop()
        self._shadow.stop()
        self._store.close()

    @property
    def registry(self) -> CollectorRegistry:
        """The metrics."""
        return self._metrics.registry

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        """Take *records* in and return once they are durably committed.

        Raises:
            MonitorError: the store cannot be written now; nothing of this call was kept.
        """
        taken: list[StoredEvent] = []
        rejected: list[Skipped] = []
        for entry in records:
            if isinstance(entry, Skipped):
                rejected.append(entry)
            else:
                taken.append(self._intake.stored(entry))
        rows, ahead = self._quarantine.divided(taken)
        result = self._writer.submit(rows, ahead) if rows or ahead else IngestResult()
        self._shadow.follow(rows)
        result = msgspec.structs.replace(result, quarantined=len(ahead), rejected=tuple(rejected))
        self._metrics.count_events(
            connector,
            {
                "accepted": result.accepted,
                "duplicate": result.duplicate,
                "late": result.late,
                "quarantined": result.quarantined,
                "rejected": len(rejected),
            },
        )
        return result

    def release(self) -> None:
        """Judge the events set aside whose time has come."""
        self._quarantine.release()

    def alerts(self, query: AlertQuery) -> list[AlertEntry]:
        """Return the alerts that *query* asks for."""
        with self._store.read() as transaction:
            rows = transaction.alerts(_stored(query))
            return [self._alert(row, transaction.finding(body_of(row).gravest), query.lang) for row in rows]

    def _alert(self, row: AlertRow, found: FindingRow | None, lang: LanguageCode) -> AlertEntry:
        finding = _findings.decode(found.body) if found and found.body else None
        return AlertEntry(
            id=row.fingerprint,
            rule=row.rule,
            severity=SEVERITY_NAMES[row.severity],
            community=row.community,
            subject=row.subject,
            state=_STATES[row.state],
            first_time=exact(row.first_at),
            last_time=exact(row.last_at),
            count=row.occurrences,
            summary=summary(finding, self._ruling.catalogue, language(lang)) if finding else "",
            findings=tuple(body_of(row).counts),
        )

    def compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        """Return what is known of *community*, None when nothing is."""
        return self._writer.between_commits(lambda: self._compliance(community, lang))

    def _compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        if community not in self._memory.places:
            return None
        with self._store.read() as transaction:
            fold = self._memory.fold(transaction, community)
            rows = [*transaction.findings(community=community), *transaction.campaign_findings(community)]
        own = [_findings.decode(row.body) for row in rows if row.body]
        schemes = [scheme for scheme in self._memory.schemes.values() if community in scheme.communities]
        of_schemes = {key for scheme in schemes for key in scheme.findings}
        findings = [finding for finding in own if finding.id not in of_schemes]
        return report(fold, findings, schemes, self._ruling.catalogue, language(lang))

    def rules(self, lang: LanguageCode) -> RuleList:
        """Return the rules in force and those on trial."""
        return self._ruling.rules(lang)

    def shadow(self, rule_id: str, lang: LanguageCode) -> ShadowReport | None:
        """Return what a rule on trial has found, None when it is not on trial."""
        return self._ruling.shadow(rule_id, lang)

    def reload(self, author: str) -> Reload:
        """Read the rules anew and judge by them from the next commit on; see `Ruling.reload`."""
        done = self._ruling.reload(author)
        self._metrics.know(self._ruling.catalogue.rules)
        return done

    def is_ready(self) -> bool:
        """Return whether the writer is at work and the store can be reached."""
        try:
            self.has_keys()
        except MonitorError:
            return False
        return self._writer.is_alive()

    def authenticate(self, key: str) -> KeyScope | None:
        """Return what *key* may do, None when it is unknown."""
        with self._store.read() as transaction:
            row = transaction.key(hash_key(key))
        if row is None:
            return None
        return KeyScope(row.name, frozenset(Scope(scope) for scope in row.scopes))

    def has_keys(self) -> bool:
        """Return whether anybody can ask over HTTP yet."""
        with self._store.read() as transaction:
            return transaction.has_keys()

    def create_key(self, name: str, scopes: frozenset[Scope]) -> str:
        """Make a key and return it; only its hash is kept."""
        made = new_key()
        with self._store.begin() as transaction:
            transaction.add_key(KeyRow(made.hash, name, frozenset(scopes), self._clock.now()))
        return made.plain

    def _count_delivery(self, sink: str, outcome: str) -> None:
        self._metrics.notifications.labels(sink, outcome).inc()

    def _measure(self, outcome: Outcome, judging: float, whole: float) -> None:
        """Bring the metrics to what a commit has done."""
        metrics = self._metrics
        metrics.evaluation.observe(judging)
        metrics.commit.observe(whole)
        for finding in outcome.opened:
            metrics.findings.labels(finding.rule, SEVERITY_NAMES[finding.severity]).inc()
        metrics.event_lag.set(max(0, self._clock.now() - self._newest()) / SECOND)
        metrics.communities.set(len(self._memory.places))
        stages = Counter(scheme.stage for scheme in self._memory.schemes.values())
        for number, name in enumerate(STAGES):
            metrics.schemes.labels(name).set(stages[number])
        folds = self._memory.folds()
        metrics.referral_members.set(sum(len(fold.referrals.forest) for fold in folds))
        overdue = Counter(item.severity for fold in folds for item in fold.state.items.values() if item.steps)
        for number, name in enumerate(SEVERITY_NAMES):
            metrics.duty_overdue.labels(name).set(overdue[number])

    def _newest(self) -> int:
        """Return the time of the newest event of all."""
        return max((place.newest for place in self._memory.places.values()), default=0)

    def _measure_alerts(self) -> None:
        """Bring the gauges of alerts and notices to what the store says."""
        self._metrics.measure_notices(self._courier.standing())
        with self._store.read() as transaction:
            standing = transaction.standing((OPEN, PROVISIONAL))
        newest = self._writer.between_commits(self._newest)
        for number, name in enumerate(SEVERITY_NAMES):
            count, oldest = standing.get(number, (0, newest))
            self._metrics.alerts_open.labels(name).set(count)
            self._metrics.alert_age.labels(name).set(max(0, newest - oldest) / SECOND)


def _stored(query: AlertQuery) -> StoreQuery:
    after = query.after
    return StoreQuery(
        severity=SEVERITY_NAMES.index(query.min_severity),
        states=(query.state,) if query.state else (),
        community=query.community,
        rule=query.rule,
        after=(micros(datetime.fromisoformat(after.first_time)), after.id) if after else None,
        limit=query.limit,
    )
