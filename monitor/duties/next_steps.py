"""What the owner does next: at most three steps, by the points that each really gains, caps included.

A step is worth the score with it done less the score with it left undone. A duty that is left undone stays as it is; an
open violation that is left undone misses its deadline, so that handling it in time is worth what its delay would cost.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from monitor.community.state import Item
from monitor.document import SEVERITY_NAMES, FindingEntry, NextStep, SeverityName
from monitor.duties.figures import Waiting, has_critical, percent_in_time, waiting
from monitor.duties.inspection import Inspection
from monitor.duties.score import Percents, cap, rated
from monitor.duties.standing import Standing
from monitor.duties.table import DutyRow
from rules import Severity

MOST = 3
SCHEME, OPEN_ITEMS = "scheme", "open_items"
OF_STAGE = (  # none .. aftermath, as the catalogue ranks them
    *(Severity.info, Severity.low, Severity.medium, Severity.high, Severity.high),
    *(Severity.critical, Severity.info),
)


_Groups = dict[tuple[str, SeverityName], set[str]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A step that may be taken, and the open violations that it closes."""

    step: NextStep
    items: frozenset[str]

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Return what candidates are sorted by: gain, severity, duties before rules, name."""
        step = self.step
        return -step.gain, -SEVERITY_NAMES.index(step.severity) if step.severity else 0, step.kind, step.id

    def includes(self, other: "_Candidate") -> bool:
        """Return whether whoever takes this step has taken *other*, too."""
        return bool(other.items) and other.items <= self.items


def next_steps(inspection: Inspection, standing: Standing, findings: Iterable[FindingEntry]) -> tuple[NextStep, ...]:
    """Return what to do first in the community of *inspection*; *findings* are those that its owner may see."""
    gains = _Gains(inspection, standing)
    groups = _grouped(findings, inspection.bench.state.items.values())
    candidates = sorted([*_duties(gains, groups), *_rules(gains, groups)], key=lambda candidate: candidate.order)
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if len(chosen) < MOST and not any(taken.includes(candidate) for taken in chosen):
            chosen.append(candidate)
    return tuple(candidate.step for candidate in chosen)


class _Gains:
    """What the score would be."""

    def __init__(self, inspection: Inspection, standing: Standing) -> None:
        self.table = inspection.table
        self.standing = standing
        self.items = waiting(inspection.bench, inspection.bench.state.clock)
        self._counts = OPEN_ITEMS in standing.percents

    def of_duty(self, name: str) -> int:
        """Return what is gained when a duty is fulfilled; a scheme does not go away by what the owner does at once."""
        if name == SCHEME:
            return 0
        left = [] if name == OPEN_ITEMS else self.items
        return self._score({**self.standing.percents, name: 100}, left) - self._score(
            self.standing.percents, self.items
        )

    def of_items(self, names: Collection[str]) -> int:
        """Return what is gained when these violations are handled, against missing their deadlines."""
        if not self._counts:
            return 0
        done = [item for item in self.items if item.id not in names]
        undone = [replace(item, is_late=item.is_late or item.id in names) for item in self.items]
        return self._with(done) - self._with(undone)

    def _with(self, items: list[Waiting]) -> int:
        return self._score({**self.standing.percents, OPEN_ITEMS: percent_in_time(items)}, items)

    def _score(self, percents: Percents, items: list[Waiting]) -> int:
        overdue = self._counts and has_critical(items)
        return rated(percents, self.table, cap(self.table, self.standing.stage, overdue=overdue))


def _duties(gains: _Gains, groups: _Groups) -> Iterator[_Candidate]:
    """Yield each duty that is open, as grave as what was found about it."""
    for row in _failing(gains):
        found = [Severity[severity] for rule, severity in groups if rule in row.rules]
        if row.id == SCHEME:
            found.append(OF_STAGE[gains.standing.stage])
        items = frozenset(item.id for item in gains.items if row.id == OPEN_ITEMS)
        severity = SEVERITY_NAMES[max(found)] if found else None
        yield _Candidate(NextStep("duty", row.id, severity, gains.of_duty(row.id)), items)


def _rules(gains: _Gains, groups: _Groups) -> Iterator[_Candidate]:
    """Yield what rules found that no open duty stands for."""
    answered = {rule for row in _failing(gains) for rule in row.rules}
    for (rule, severity), items in groups.items():
        if rule not in answered:
            yield _Candidate(NextStep("rule", rule, severity, gains.of_items(items)), frozenset(items))


def _failing(gains: _Gains) -> list[DutyRow]:
    failing = {duty.id for duty in gains.standing.duties if duty.state == "fail"}
    return [row for row in gains.table.duties if row.id in failing]


def _grouped(findings: Iterable[FindingEntry], items: Iterable[Item]) -> _Groups:
    """Return the open *items* behind what is open of each rule and severity."""
    by_event = {item.proof.event: item.id for item in items if item.proof}
    groups: _Groups = {}
    for finding in findings:
        if finding.is_open and Severity[finding.severity] > Severity.info:
            found = {by_event[each.event] for each in finding.evidence if each.event in by_event}
            groups.setdefault((finding.rule, finding.severity), set()).update(found)
    return groups
