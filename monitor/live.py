"""The running monitor: events in, durably committed and judged; alerts, reports and notices out."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from types import TracebackType

from prometheus_client import CollectorRegistry

from monitor.alerts.cases import CaseDesk
from monitor.alerts.categories import load_categories
from monitor.alerts.desk import AlertDesk
from monitor.alerts.dispatch import Dispatcher
from monitor.alerts.labelling import Labelling
from monitor.alerts.precision import load_measure
from monitor.alerts.silence_desk import SilenceDesk
from monitor.clock import DAY, MINUTE, SECOND
from monitor.compliance import compliance
from monitor.document import CommunityReport, Skipped
from monitor.errors import MonitorError
from monitor.event import Event
from monitor.evidence.desk import EvidenceDesk
from monitor.evidence.ledger import Ledger
from monitor.gauges import Gauges
from monitor.intake import Intake
from monitor.key_ring import KeyRing
from monitor.language import language
from monitor.memory import Memory
from monitor.metrics import Metrics
from monitor.notices.courier import Courier
from monitor.notices.desk import NoticeDesk
from monitor.notices.recipient import Recipient
from monitor.notices.sink import Sink
from monitor.panel import Panel
from monitor.privacy.appeals import Appeals
from monitor.privacy.desk import PrivacyDesk
from monitor.privacy.erasure import Erasure
from monitor.privacy.reveals import Reveals
from monitor.privacy.vault import Vault
from monitor.profile import Profiles
from monitor.quarantine import Quarantine
from monitor.reception import Reception
from monitor.rule_source import Rules
from monitor.rulebook import Rulebook
from monitor.ruling import Ruling
from monitor.service import (
    AlertEntry,
    AlertQuery,
    ErasureReport,
    ErasureRequest,
    IngestResult,
    KeyScope,
    LanguageCode,
    Reload,
    RuleList,
    ShadowReport,
)
from monitor.shadow import Shadow
from monitor.store import Store
from monitor.wall_clock import WallClock
from monitor.writer import Writer

MEASURE_EVERY = 5 * SECOND
RETENTION = 180 * DAY  # design: excerpts and signals; no rule looks further back


class Monitor(AbstractContextManager["Monitor"]):
    """One monitor over one store. Any thread may call it; a single writer commits."""

    def __init__(
        self,
        store: Store,
        panel: Panel,
        intake: Intake,
        *,
        profiles: Profiles | None = None,
        recipients: Sequence[tuple[Recipient, Sink]] = (),
        clock: WallClock | None = None,
        lateness: int = 10 * MINUTE,
        public_url: str = "",
        source: Callable[[Panel], Rules] | None = None,
        shadow: Panel | None = None,
        open_shadow_store: Callable[[], Store] | None = None,
        vault: Vault | None = None,
    ) -> None:
        """Work on *store*. *clock* is only read to tell events from the future and to date notices.

        *panel* judges, until a reload brings what *source* reads; it is closed then. The rules of *shadow* are on
        trial, on the store that *open_shadow_store* opens. *vault* seals who people are; without one that is not kept.
        """
        self._store = store
        self._vault = vault
        self._clock = clock or WallClock()
        sinks = {recipient.name: sink for recipient, sink in recipients}
        self._metrics = Metrics(panel.catalogue.rules)
        profiles = intake.hidden(profiles or {})
        self._memory = Memory(panel, profiles)
        measure = load_measure()
        self._gauges = Gauges(self._metrics, self._memory, store, measure, self._clock.now)
        self._dispatcher = Dispatcher(
            [recipient for recipient, _ in recipients],
            lambda: self._memory.panel,
            self._clock.now,
            public_url=public_url,
            count=self._metrics.count_muted,
        )
        self._writer = Writer(
            store,
            self._memory,
            lateness,
            lambda transaction, outcome: self._dispatcher.note(transaction, outcome.changes),
            self._gauges.committed,
        )
        self._on_trial = shadow
        self._shadow = Shadow(
            open_shadow_store or (lambda: store), profiles, lateness, self._clock.now, self._metrics.count_shadow
        )
        self._quarantine = Quarantine(store, self._writer, self._clock.now, self._shadow.follow)
        self._ruling = Ruling(
            Rulebook(store, self._memory, self._writer, self._clock.now),
            self._shadow,
            source or (lambda panel: Rules(panel, shadow)),
            measure,
            self._metrics.count_reload,
        )
        self._reception = Reception(intake, vault, self._quarantine, self._writer, self._shadow, self._metrics)
        self._courier = Courier(store, sinks, self._clock.now, self._count_delivery)
        self._open_desks()
        self._set_timers(sinks)

    def _open_desks(self) -> None:
        """Let humans take steps, and look at what there is."""
        store, now = self._store, self._clock.now
        self._alerts = AlertDesk(store, lambda: self._ruling.catalogue, self._dispatcher.scene)
        self.cases = CaseDesk(
            self._writer,
            self._alerts,
            Ledger,
            Labelling(lambda community: self._memory.place(community).newest),
            load_categories(),
            self._dispatcher.look_again,
            self._shadow.follow,
            now,
        )
        self.silences = SilenceDesk(store, self._writer, now)
        self.notices = NoticeDesk(store, now)
        self.evidence = EvidenceDesk(store, self._writer, self._memory, self.compliance, now)
        self.privacy = PrivacyDesk(
            self._writer.enter,
            self.cases.entering,
            reveals=Reveals(self._vault, self._memory.known_as, now, self._metrics.count_reveal),
            appeals=Appeals(self.cases.take_back, now),
            erase=self._erase,
            now=now,
        )
        self.keys = KeyRing(store, now)

    def _set_timers(self, recipients: Collection[str]) -> None:
        """Do what has to be done again and again."""
        now = self._clock.now
        if recipients:
            self._clock.every(SECOND, self.dispatch)
        for recipient in recipients:  # each on a timer of its own: none waits for another
            self._clock.every(SECOND, partial(self._courier.serve, recipient))
        self._clock.every(MINUTE, self.release)
        self._clock.every(MEASURE_EVERY, self.measure)
        self._clock.every(DAY, lambda: self._writer.prune(now() - RETENTION))
        self._clock.every(DAY, lambda: self._shadow.prune(now() - RETENTION))

    def __enter__(self) -> "Monitor":
        """Rebuild the memory from the store and begin to write."""
        with ExitStack() as opened:
            opened.callback(self._store.close)
            self._ruling.begin(self._on_trial)
            self._writer.enter(self._dispatcher.catch_up)
            self.release()
            self.measure()
            opened.pop_all()
        self._clock.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Finish what was taken in, keep the state, and close the store, which it may be too late to write to."""
        self._clock.stop()
        with ExitStack() as closing:
            closing.callback(self._store.close)
            closing.callback(self._shadow.stop)
            closing.callback(self._writer.stop)

    @property
    def registry(self) -> CollectorRegistry:
        """The metrics."""
        return self._metrics.registry

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        """Take *records* in and return once they are durably committed; see `Reception.ingest`."""
        return self._reception.ingest(records, connector)

    def release(self) -> None:
        """Judge the events set aside whose time has come."""
        self._quarantine.release()

    def dispatch(self) -> None:
        """Leave the notices that are due."""
        self._writer.enter(self._dispatcher.dispatch)

    def alerts(self, query: AlertQuery) -> list[AlertEntry]:
        """Return the alerts that *query* asks for."""
        return self._alerts.find(query)

    def _erase(self, request: ErasureRequest, by: str) -> ErasureReport:
        at = self._clock.now()
        report = self._writer.rewrite(lambda transaction: Erasure(transaction, self._memory).run(request, at, by))
        self._shadow.erase(request, at, by)
        if self._vault:
            self._vault.forget()
        return report

    def compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        """Return what is known of *community*, None when nothing is."""
        return self._writer.between_commits(lambda: self._compliance(community, lang))

    def _compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        with self._store.read() as transaction:
            return compliance(transaction, self._memory, community, self._ruling.catalogue, language(lang))

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
        """Return whether the writer is at work, and the store can be reached and is ours alone."""
        try:
            self.keys.has_keys()
        except MonitorError:
            return False
        return self._writer.is_alive() and not self._store.is_lost

    def authenticate(self, key: str) -> KeyScope | None:
        """Return what *key* may do, None when it is unknown or withdrawn."""
        return self.keys.authenticate(key)

    def _count_delivery(self, sink: str, outcome: str) -> None:
        self._metrics.notifications.labels(sink, outcome).inc()

    def measure(self) -> None:
        """Bring the gauges to what the store says."""
        self._metrics.measure_notices(self._courier.standing())
        self._gauges.refresh(self._writer)
