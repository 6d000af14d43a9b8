"""The Prometheus series of one monitor, all of them there from the start.

Labels come from closed sets (rules, severities, stages, outcomes, connectors), never from users or groups.
"""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from monitor.notices.sink import KINDS
from monitor.service.alerts import AlertState, Muting
from rules import Severity
from rules.scoring import STAGES

CONNECTORS = ("http", "qq", "wechat", "wecom", "telegram", "discord", "matrix", "feishu", "dingtalk", "slack", "other")
OUTCOMES = ("accepted", "duplicate", "late", "quarantined", "rejected")
SINKS = (*KINDS, "other")  # other: of a recipient that is no longer configured
RELOADS = ("taken", "unchanged", "refused", "failed")
MUTES: tuple[Muting, ...] = ("quarantined", "inhibited", "silenced", "snoozed", "acknowledged")
CASES: tuple[AlertState, ...] = ("acknowledged", "snoozed", "resolved")
APPEALS = ("open", "overdue")
REVEALS = ("asked", "approved", "shown")
DELIVERIES = ("sent", "failed", "given_up")
SEVERITIES = tuple(severity.name for severity in Severity)

METRIC_NAMES = frozenset(
    {
        "groupwarden_events_total",
        "groupwarden_event_lag_seconds",
        "groupwarden_evaluation_seconds",
        "groupwarden_commit_seconds",
        "groupwarden_findings_total",
        "groupwarden_alerts_open",
        "groupwarden_alert_age_seconds",
        "groupwarden_alerts_muted_total",
        "groupwarden_appeals",
        "groupwarden_cases",
        "groupwarden_duty_overdue",
        "groupwarden_schemes",
        "groupwarden_communities",
        "groupwarden_referral_members",
        "groupwarden_notices_dead",
        "groupwarden_notices_waiting",
        "groupwarden_notifications_total",
        "groupwarden_reveals_total",
        "groupwarden_rule_errors_total",
        "groupwarden_rule_precision",
        "groupwarden_rule_reloads_total",
        "groupwarden_shadow_findings_total",
    }
)


class Metrics:
    """All series, on a registry of their own."""

    def __init__(self, rules: Iterable[str]) -> None:
        """Create every series for the *rules* in force."""
        self.registry = registry = CollectorRegistry()
        self._rules: set[str] = set()
        self.events = Counter(
            "groupwarden_events", "Events received", ["connector", "outcome"], registry=registry
        )  # fmt: skip
        self.event_lag = Gauge(
            "groupwarden_event_lag_seconds", "Receipt minus event time of the newest event", registry=registry
        )
        self.evaluation = Histogram(
            "groupwarden_evaluation_seconds", "Judging the events of one commit", registry=registry
        )
        self.commit = Histogram("groupwarden_commit_seconds", "One durable commit, judging included", registry=registry)
        self.findings = Counter("groupwarden_findings", "Findings", ["rule", "severity"], registry=registry)
        self.alerts_open = Gauge("groupwarden_alerts_open", "Alerts not resolved", ["severity"], registry=registry)
        self.alert_age = Gauge(
            "groupwarden_alert_age_seconds",
            "Age of the oldest open alert in event time",
            ["severity"],
            registry=registry,
        )
        self.alerts_muted = Counter(
            "groupwarden_alerts_muted",
            "Alerts that a recipient was not told of for a time",
            ["reason"],
            registry=registry,
        )
        self.cases = Gauge(
            "groupwarden_cases", "Alerts that moderators look after or have closed", ["state"], registry=registry
        )
        self.appeals = Gauge("groupwarden_appeals", "Appeals without an answer", ["state"], registry=registry)
        self.reveals = Counter("groupwarden_reveals", "Steps towards somebody's name", ["step"], registry=registry)
        self.duty_overdue = Gauge(
            "groupwarden_duty_overdue", "Open violations past their deadline", ["severity"], registry=registry
        )
        self.schemes = Gauge("groupwarden_schemes", "Suspected schemes", ["stage"], registry=registry)
        self.communities = Gauge("groupwarden_communities", "Communities known", registry=registry)
        self.referral_members = Gauge(
            "groupwarden_referral_members", "Members in referral trees", registry=registry
        )  # fmt: skip
        self.notifications = Counter(
            "groupwarden_notifications", "Notices handed to a sink", ["sink", "outcome"], registry=registry
        )
        self.notices_waiting = Gauge(
            "groupwarden_notices_waiting", "Notices not taken yet", ["sink"], registry=registry
        )  # fmt: skip
        self.notices_dead = Gauge("groupwarden_notices_dead", "Notices given up", ["sink"], registry=registry)
        self.rule_errors = Counter("groupwarden_rule_errors", "Rules that failed", ["rule"], registry=registry)
        self.rule_precision = Gauge(
            "groupwarden_rule_precision",
            "Share of a rule's labelled alerts that were right",
            ["rule"],
            registry=registry,
        )
        self.rule_reloads = Counter(
            "groupwarden_rule_reloads", "Rules read anew", ["outcome"], registry=registry
        )  # fmt: skip
        self.shadow_findings = Counter(
            "groupwarden_shadow_findings", "Findings of rules on trial", ["rule", "severity"], registry=registry
        )
        self._create(self.events, CONNECTORS, OUTCOMES)
        self._create(self.notifications, SINKS, DELIVERIES)
        self._create(self.notices_waiting, SINKS)
        self._create(self.notices_dead, SINKS)
        for gauge in (self.alerts_open, self.alert_age, self.duty_overdue):
            self._create(gauge, SEVERITIES)
        self._create(self.alerts_muted, MUTES)
        self._create(self.cases, CASES)
        self._create(self.appeals, APPEALS)
        self._create(self.reveals, REVEALS)
        self._create(self.schemes, STAGES)
        self._create(self.rule_reloads, RELOADS)
        self.know(rules)

    def know(self, rules: Iterable[str]) -> None:
        """Create the series of *rules* that are not there yet."""
        for rule in set(rules) - self._rules:
            self._create(self.findings, [rule], SEVERITIES)
            self._create(self.rule_errors, [rule])
            self.rule_precision.labels(rule).set(float("nan"))
            self._rules.add(rule)

    @staticmethod
    def _create(metric: Counter | Gauge, first: Iterable[str], second: Iterable[str] = ()) -> None:
        second = tuple(second)
        for one in first:
            pairs: list[tuple[str, ...]] = [(one, two) for two in second] or [(one,)]
            for labels in pairs:
                metric.labels(*labels)

    def count_reload(self, outcome: str) -> None:
        """Count that rules were read anew."""
        self.rule_reloads.labels(outcome).inc()

    def measure_notices(self, standing: Mapping[str, tuple[int, int]]) -> None:
        """Set how many notices wait and how many were given up, by kind of sink."""
        for kind in SINKS:
            waiting, dead = standing.get(kind, (0, 0))
            self.notices_waiting.labels(kind).set(waiting)
            self.notices_dead.labels(kind).set(dead)

    def count_muted(self, reason: str, count: int) -> None:
        """Count alerts that a recipient is not told of."""
        self.alerts_muted.labels(reason).inc(count)

    def measure_cases(self, standing: Mapping[AlertState, int]) -> None:
        """Set how many alerts moderators look after, want quiet, or have closed."""
        for state in CASES:
            self.cases.labels(state).set(standing.get(state, 0))

    def measure_appeals(self, waiting: int, overdue: int) -> None:
        """Set how many appeals wait for an answer, and how many of them for too long."""
        self.appeals.labels("open").set(waiting)
        self.appeals.labels("overdue").set(overdue)

    def count_reveal(self, step: str) -> None:
        """Count a step towards somebody's name."""
        self.reveals.labels(step).inc()

    def count_shadow(self, rule: str, severity: int) -> None:
        """Count a finding of a rule on trial."""
        self.shadow_findings.labels(rule, SEVERITIES[severity]).inc()

    def count_events(self, connector: str, outcomes: Mapping[str, int]) -> None:
        """Count what became of events; connectors that are not known are counted as other."""
        name = connector if connector in CONNECTORS else "other"
        for outcome, count in outcomes.items():
            self.events.labels(name, outcome).inc(count)
