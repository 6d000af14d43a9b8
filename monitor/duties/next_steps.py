"""What the owner does next: at most three steps, by the points that each really gains, caps included.

A step is worth the score with it done less the score with it left undone. A duty that is left undone stays as it is; an
open violation that is left undone misses its deadline, so that handling it in time is worth what its delay would cost.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from monitor.community.state import Item
from monitor.document import SEVERITY_NAMES, FindingEntry, NextStep, SeverityName
from monitor.duties.inspection import Inspection
from monitor.duties.score import Percents, cap, rated
from monitor.duties.standing import Standing
from rules import Severity

MOST = 3
SCHEME, OPEN_ITEMS = "scheme", "open_items"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A step that may be taken, the rules that it answers and the open violations that it closes."""

    step: NextStep
    rules: frozenset[str]
    items: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Return what candidates are sorted by: gain, severity, duties before rules, name."""
        step = self.step
        return -step.gain, -SEVERITY_NAMES.index(step.severity) if step.severity else 0, step.kind, step.id

    def includes(self, other: "_Candidate") -> bool:
        """Return whether whoever takes this step has taken *other*, too."""
        return other.items <= self.items if other.items else bool(other.rules & self.rules)


def next_steps(inspection: Inspection, standing: Standing, findings: Iterable[FindingEntry]) -> tuple[NextStep, ...]:
    """Return what to do first in the community of *inspection*; *findings* are those that its owner may see."""
    gains = _Gains(inspection, standing)
    candidates = sorted([*_duties(gains), *_findings(gains, findings)], key=lambda candidate: candidate.order)
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
        self.items = inspection.bench.state.items
        self._counts = OPEN_ITEMS in standing.percents

    def of_duty(self, name: str) -> int:
        """Return what is gained when a duty is fulfilled; a scheme does not go away by what the owner does at once."""
        if name == SCHEME:
            return 0
        left = frozenset(self.items) if name == OPEN_ITEMS else frozenset[str]()
        done = {**self.standing.percents, name: 100}
        return self._score(done, self._rest(left)) - self._score(self.standing.percents, self.items.values())

    def of_items(self, names: Collection[str]) -> int:
        """Return what is gained when these violations are handled, against missing their deadlines."""
        if not self._counts:
            return 0
        rest = self._rest(names)
        done = {**self.standing.percents, OPEN_ITEMS: _share(rest, ())}
        undone = {**self.standing.percents, OPEN_ITEMS: _share(self.items.values(), names)}
        return self._score(done, rest) - self._score(undone, self.items.values(), names)

    def _rest(self, names: Collection[str]) -> list[Item]:
        return [item for name, item in self.items.items() if name not in names]

    def _score(self, percents: Percents, items: Iterable[Item], missed: Collection[str] = ()) -> int:
        late = (item.severity == Severity.critical and (item.steps or item.id in missed) for item in items)
        return rated(percents, self.table, cap(self.table, self.standing.stage, overdue=self._counts and any(late)))


def _share(items: Collection[Item], missed: Collection[str]) -> int:
    """Return the percent of *items* within their deadline, once those *missed* are past it."""
    late = sum(1 for item in items if item.steps or item.id in missed)
    return round(100 * (1 - late / len(items))) if items else 100


def _duties(gains: _Gains) -> Iterator[_Candidate]:
    failing = {duty.id for duty in gains.standing.duties if duty.state == "fail"}
    for row in gains.table.duties:
        if row.id in failing:
            items = frozenset(gains.items) if row.id == OPEN_ITEMS else frozenset[str]()
            severity = SEVERITY_NAMES[min(gains.standing.stage, Severity.critical)] if row.id == SCHEME else None
            yield _Candidate(NextStep("duty", row.id, severity, gains.of_duty(row.id)), row.rules, items)


def _findings(gains: _Gains, findings: Iterable[FindingEntry]) -> Iterator[_Candidate]:
    """Yield a candidate for each rule and severity of which something open was found."""
    by_event = {item.proof.event: item.id for item in gains.items.values() if item.proof}
    groups: dict[tuple[str, SeverityName], set[str]] = {}
    for finding in findings:
        if finding.is_open and Severity[finding.severity] > Severity.info:
            items = {by_event[each.event] for each in finding.evidence if each.event in by_event}
            groups.setdefault((finding.rule, finding.severity), set()).update(items)
    for (rule, severity), items in groups.items():
        step = NextStep("rule", rule, severity, gains.of_items(items))
        yield _Candidate(step, frozenset({rule}), frozenset(items))
