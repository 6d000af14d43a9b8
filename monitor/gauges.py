"""Brings the metrics to what commits did and to what the store says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import nan

import structlog

from monitor.alerts.alert import OPEN, PROVISIONAL
from monitor.alerts.case import standing
from monitor.alerts.doubts import suggestion
from monitor.alerts.precision import Measure, Precisions
from monitor.assessment import SEVERITY_NAMES
from monitor.batch import Outcome
from monitor.clock import SECOND
from monitor.language import language
from monitor.memory import Memory
from monitor.metrics import Metrics
from monitor.privacy.appeals import figures
from monitor.service.alerts import AlertState
from monitor.store import Store
from monitor.writer import Writer
from rules.scoring import STAGES


@dataclass(frozen=True, slots=True)
class Gauges:
    """Sets *metrics* from the *memory* after each commit, and from the *store* now and then."""

    metrics: Metrics
    memory: Memory
    store: Store
    measure: Measure
    now: Callable[[], int]
    doubted: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def committed(self, outcome: Outcome, judging: float, whole: float) -> None:
        """Enter what a commit has done, and the seconds that judging and all of it took."""
        metrics, memory = self.metrics, self.memory
        metrics.evaluation.observe(judging)
        metrics.commit.observe(whole)
        for finding in outcome.opened:
            metrics.findings.labels(finding.rule, SEVERITY_NAMES[finding.severity]).inc()
        metrics.event_lag.set(max(0, self.now() - memory.newest()) / SECOND)
        metrics.communities.set(len(memory.places))
        stages = Counter(scheme.stage for scheme in memory.schemes.values())
        for number, name in enumerate(STAGES):
            metrics.schemes.labels(name).set(stages[number])
        self._measure_folds()

    def _measure_folds(self) -> None:
        folds = self.memory.folds()
        self.metrics.referral_members.set(sum(len(fold.referrals.forest) for fold in folds))
        overdue = Counter(item.severity for fold in folds for item in fold.state.items.values() if item.steps)
        for number, name in enumerate(SEVERITY_NAMES):
            self.metrics.duty_overdue.labels(name).set(overdue[number])

    def refresh(self, writer: Writer) -> None:
        """Read from the store what the gauges of alerts, cases, labels and appeals show; *writer* holds still."""
        newest = writer.between_commits(self.memory.newest)
        with self.store.read() as transaction:
            unresolved = transaction.standing((OPEN, PROVISIONAL))
            cases = Counter[AlertState](standing(alert, case) for alert, case in transaction.open_cases())
            precisions = Precisions(self.measure, transaction.verdicts())
            appeals = figures(transaction.appeals(), self.now())
        for number, name in enumerate(SEVERITY_NAMES):
            count, oldest = unresolved.get(number, (0, newest))
            self.metrics.alerts_open.labels(name).set(count)
            self.metrics.alert_age.labels(name).set(max(0, newest - oldest) / SECOND)
        self.metrics.measure_cases(cases)
        self.metrics.measure_appeals(appeals.open, appeals.overdue)
        self._measure_rules(precisions)

    def _measure_rules(self, precisions: Precisions) -> None:
        """Show how often each rule is right; log once which one to think of rolling back."""
        for rule in self.memory.panel.catalogue.rules.values():
            precision, version = precisions.of(rule.id, rule.version), (rule.id, rule.version)
            self.metrics.rule_precision.labels(rule.id).set(precision.share if precision else nan)
            doubt = precisions.doubt(rule) if precision else None
            if precision and doubt and version not in self.doubted:
                self.doubted.add(version)
                why = suggestion(rule, precision, doubt, language("en"))
                structlog.get_logger().warning("rule in doubt", rule=rule.id, version=rule.version, why=why)
