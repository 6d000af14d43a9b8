"""Facts whose gravity depends on how far the schemes of their community have come; only the board knows that."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.clock import DAY
from monitor.findings import Finding, FindingBook
from monitor.panel import Panel
from monitor.schemes.endings import EndingBook
from monitor.schemes.evidence import Evidence, Pending
from monitor.schemes.stages import EXIT, STRAIN, Step
from rules import Catalogue
from rules.facts import Fact, Value, complete
from rules.pack.condition import all_hold

Timeline = tuple[Step, ...]
FILLED = frozenset({"stage", "days_since_trouble"})  # fields of facts that are known only here


@dataclass
class _Judged:
    """What was found in one community, good as long as neither its facts nor its schemes change and nothing is over."""

    facts: int
    timelines: Sequence[Timeline]
    due: int | None
    findings: dict[str, Finding]


class PendingFacts:
    """Keeps what communities have handed on, and judges it by the stages of their schemes.

    Several schemes in a community count at the gravest. What a fact itself led to does not count for it.
    """

    def __init__(self, panel: Panel) -> None:
        """Judge by *panel*."""
        self._panel = panel
        self._facts: dict[str, list[Evidence]] = defaultdict(list)
        self._judged: dict[str, _Judged] = {}

    def add(self, entry: Evidence) -> None:
        """Keep *entry*."""
        self._facts[entry.community].append(entry)

    def review(self, timelines: Mapping[str, Sequence[Timeline]], clocks: Mapping[str, int]) -> dict[str, Finding]:
        """Return the findings of every community, by id; *timelines* are those of the schemes in each."""
        found: dict[str, Finding] = {}
        for community, facts in sorted(self._facts.items()):
            found |= self._findings(community, facts, timelines.get(community, []), clocks.get(community, 0))
        return found

    def _findings(
        self, community: str, facts: list[Evidence], timelines: Sequence[Timeline], until: int
    ) -> dict[str, Finding]:
        known = self._judged.get(community)
        is_over = known is not None and known.due is not None and known.due <= until
        if known is None or is_over or known.facts != len(facts) or known.timelines != timelines:
            book = EndingBook(community)
            for entry in sorted(facts, key=lambda entry: (entry.at, entry.event, entry.signal)):
                if entry.pending:
                    self._judge(entry, entry.pending, timelines, book)
            due = book.close(until)
            known = self._judged[community] = _Judged(len(facts), timelines, due, book.changed)
        return known.findings

    def _judge(self, entry: Evidence, pending: Pending, timelines: Sequence[Timeline], book: FindingBook) -> None:
        panel = self._panel.for_community(entry.community)
        windows = (window.name for window in panel.catalogue.windows.get(pending.kind, ()))
        fact: dict[str, Value] = {**complete(pending.kind, {}), **dict.fromkeys(windows, 0), **entry.values}
        fact |= {name: value for name, value in _standing(timelines, entry.at).items() if name in fact}
        for match in panel.engine.judge(fact, pending.after):
            book.note(match, entry.at, pending.subject, entry.proof, staff=pending.staff)


def prospects_of(fact: Fact, catalogue: Catalogue, after: int = 0) -> list[str]:
    """Return by which alternatives of rules *fact* may be met, once it is known how far the schemes have come."""
    rules = (rule for rule in catalogue.rules.values() if rule.fact == fact["kind"] and (rule.after or 0) == after)
    return [
        f"{rule.id} {number}"
        for rule in rules
        for number, alternative in enumerate(catalogue.alternatives(rule))
        if all_hold((each for part in alternative.parts for each in part.conditions if each.field not in FILLED), fact)
    ]


def _standing(timelines: Iterable[Timeline], at: int) -> dict[str, Value]:
    """Return how far the schemes had come before *at*: what facts say of the gravest."""
    before = [[step for step in steps if step.at < at] for steps in timelines]
    troubles = [days for steps in before if (days := _days_since_trouble(steps, at)) is not None]
    return {
        "stage": max((steps[-1].stage for steps in before if steps), default=0),
        "days_since_trouble": min(troubles, default=-1),
    }


def _days_since_trouble(steps: Sequence[Step], at: int) -> int | None:
    """Return the whole days since *steps* were last in strain, 0 while they are, or made the exit; None for never."""
    for number, step in reversed(list(enumerate(steps))):
        if step.stage == EXIT:
            return (at - step.at) // DAY
        if step.stage == STRAIN:
            return (at - steps[number + 1].at) // DAY if number + 1 < len(steps) else 0
    return None
