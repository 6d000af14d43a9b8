"""Why a rule was met by a history, or how near it came: every fact it was asked about, held against it.

A finding says by itself why it was made: it keeps the values that met the rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from monitor import record as records
from monitor.clock import SECOND
from monitor.document import Skipped
from monitor.event import Event
from monitor.findings import Finding
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.record import Record
from monitor.replay import replay
from monitor.spill import spilled
from monitor.store import StoredEvent
from rules import Catalogue, Checked, Engine, Explained, Fact, Match, Rule, Severity, explain
from rules.engine.match import check_parts
from rules.pack.alternative import Part


@dataclass(frozen=True, slots=True)
class Hearing:
    """Facts held against the rule: when and after which event, and alternatives of the rule, gravest first.

    `community` and `record` are empty for facts about schemes, which come from several events and groups; `at` is
    microseconds, 0 when the facts do not say. `severity` is None when the rule was not met.
    """

    at: int
    community: str
    record: Record | None
    severity: Severity | None
    explained: tuple[Explained, ...]

    @property
    def nearness(self) -> float:
        """Return how near the rule the facts came, 0..1: the share of conditions held by the best alternative."""
        return max(_share(one.conditions) for one in self.explained)


@dataclass
class Inquiry:
    """What a rule was asked over a history: how many facts, those that met it, and the nearest of the others."""

    rule: Rule
    asked: int = 0
    met: list[Hearing] = field(default_factory=list[Hearing])
    closest: Hearing | None = None

    def hear(self, hearing: Hearing) -> None:
        """Enter one hearing; the first of equally near ones is kept."""
        self.asked += 1
        if hearing.severity is not None:
            self.met.append(hearing)
        elif self.closest is None or hearing.nearness > self.closest.nearness:
            self.closest = hearing


def inquire(rule: Rule, events: Iterable[Event], panel: Panel, profiles: Profiles, intake: Intake) -> Inquiry:
    """Judge *events* and return what *rule* was asked. Memory grows with the events, unlike that of a check."""
    inquiry = Inquiry(rule)
    engine = _Witness(panel.catalogue, inquiry)
    histories = {key: engine.followed(key, rows) for key, rows in _histories(events, intake).items()}
    replay(histories, replace(panel, engine=engine), intake.hidden(profiles))
    engine.close()
    return inquiry


def finding_in(
    finding_id: str, entries: Iterable[Event | Skipped], panel: Panel, profiles: Profiles, intake: Intake
) -> Finding | None:
    """Return the finding of this id that judging *entries* comes to, None when there is none.

    Ids of findings about members hold for one pseudonym key only. Memory does not grow with the events.
    """
    with spilled(entries, intake) as spill, spill.histories() as histories:
        found = replay(histories, panel, intake.hidden(profiles)).all_findings()
    return next((finding for finding in found if finding.id == finding_id), None)


def reasons(finding: Finding, catalogue: Catalogue) -> tuple[Explained, ...]:
    """Return the alternatives that the values of *finding* meet, gravest first; none for a correlation of several."""
    alternatives = catalogue.alternatives(catalogue.rules[finding.rule])
    held = (
        Explained(alternative.severity, alternative.path, check_parts(alternative, {part.alias: finding.values}))
        for alternative in alternatives
        for part in alternative.parts[:1]
        if len(alternative.parts) == 1 and {each.field for each in part.conditions} <= finding.values.keys()
    )
    return tuple(one for one in held if one.holds)


class _Witness(Engine):
    """An engine that enters everything one rule is asked into an inquiry."""

    def __init__(self, catalogue: Catalogue, inquiry: Inquiry) -> None:
        super().__init__(catalogue)
        self._rules = catalogue
        self._inquiry = inquiry
        self._community = ""
        self._record: Record | None = None
        self._told: set[Explained] = set()

    def followed(self, community: str, rows: Iterable[StoredEvent]) -> Iterator[Record]:
        """Yield the records of *rows*, noting which one is being judged."""
        for row in rows:
            self._community, self._record = community, records.decode(row.body)
            yield self._record
        self._community, self._record = "", None

    def can_match(self, kind: str, values: Fact, after: int = 0) -> bool:
        """Let every fact through that the rule is about, the hopeless ones too."""
        return kind == self._inquiry.rule.fact or super().can_match(kind, values, after)

    def judge(self, fact: Fact, after: int = 0) -> list[Match]:
        """Judge *fact*; when the rule is about its kind, enter how it went."""
        matches = super().judge(fact, after)
        rule = self._inquiry.rule
        if fact["kind"] == rule.fact and not rule.is_correlation and (rule.after or 0) == after:
            severity = max((match.severity for match in matches if match.rule.id == rule.id), default=None)
            self._enter(severity, tuple(explain(self._rules, rule, fact)))
        return matches

    def correlate(self, kind: str, facts: Sequence[Fact]) -> list[Match]:
        """Correlate *facts*; when the rule is about their kind, enter what is new in how it went."""
        matches = super().correlate(kind, facts)
        rule = self._inquiry.rule
        if kind == rule.fact and rule.is_correlation and facts:
            at = max(int(fact["at"]) for fact in facts) * SECOND
            found = [match for match in matches if match.rule.id == rule.id]
            if not found:
                self._enter(None, _explain_together(self._rules, rule, facts), at)
            for match in found:
                explained = Explained(match.severity, match.alternative.path, match.conditions)
                if explained not in self._told:  # earlier facts are correlated again with every new one
                    self._told.add(explained)
                    self._enter(match.severity, (explained,), at)
        return matches

    def _enter(self, severity: Severity | None, explained: tuple[Explained, ...], at: int = 0) -> None:
        record = self._record
        self._inquiry.hear(Hearing(record.at if record else at, self._community, record, severity, explained))


def _histories(events: Iterable[Event], intake: Intake) -> dict[str, list[StoredEvent]]:
    """Return each community's events, once each, in the order in which they are judged."""
    once: dict[tuple[str, str], StoredEvent] = {}
    for event in events:
        once.setdefault((event.source, event.id), intake.stored(event))
    histories: dict[str, list[StoredEvent]] = {}
    for row in sorted(once.values(), key=lambda row: (row.at, row.sequence, row.source, row.event_id)):
        histories.setdefault(row.community, []).append(row)
    return histories


def _explain_together(catalogue: Catalogue, rule: Rule, facts: Sequence[Fact]) -> tuple[Explained, ...]:
    """Return every alternative of a correlation, each of its parts held against the fact that comes nearest."""
    return tuple(
        Explained(
            alternative.severity,
            alternative.path,
            check_parts(alternative, {part.alias: _nearest(part, facts) for part in alternative.parts}),
        )
        for alternative in catalogue.alternatives(rule)
    )


def _nearest(part: Part, facts: Iterable[Fact]) -> Fact:
    """Return the first fact that satisfies the most conditions of *part*."""
    return max(facts, key=lambda fact: sum(condition.holds(fact[condition.field]) for condition in part.conditions))


def _share(conditions: Sequence[Checked]) -> float:
    return sum(map(_credit, conditions)) / len(conditions)


def _credit(condition: Checked) -> float:
    """Return 1 for a condition that holds; a number below its threshold earns part of it."""
    value, threshold = condition.value, condition.threshold
    if condition.holds:
        return 1.0
    if condition.operator in {"gt", "gte"} and not isinstance(value, str) and not isinstance(threshold, str):
        return max(0.0, min(value / threshold, 0.99)) if threshold > 0 else 0.0
    return 0.0
