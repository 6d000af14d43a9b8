"""Every suspected scheme, judged from the set of evidence that all communities have contributed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from monitor.errors import logged
from monitor.findings import Finding, FindingBook
from monitor.panel import Panel
from monitor.schemes.collusion import Collusion
from monitor.schemes.correlation import Correlation
from monitor.schemes.endings import EndingBook
from monitor.schemes.evidence import Evidence
from monitor.schemes.flow import flows
from monitor.schemes.identity import Grouping, name_of
from monitor.schemes.organisations import organisations
from monitor.schemes.pending import PendingFacts, Timeline
from monitor.schemes.reach import reaches
from monitor.schemes.stages import Step, Walk
from rules.facts import complete


@dataclass
class Scheme:
    """One scheme as the evidence so far shows it. `stage` is 0 none .. 6 aftermath."""

    id: str
    name: str
    communities: frozenset[str]
    stage: int
    score: int
    steps: tuple[Step, ...]
    findings: dict[str, Finding] = field(default_factory=dict[str, Finding])


@dataclass
class _Judged:
    """What was worked out for a scheme, good as long as its evidence stays and no change falls due."""

    evidence: Sequence[Evidence]
    due: int | None
    walk: Walk
    collusion: Collusion
    findings: dict[str, Finding]


class SchemeBoard:
    """Keeps all evidence and the clocks of the communities; reviews schemes from them.

    `findings` are, since the last review, what was found in single communities by the stage of their schemes.
    A review depends on the set of evidence and clocks only, never on the order in which they came in.
    """

    def __init__(self, panel: Panel, evidence: Iterable[Evidence] = ()) -> None:
        """Judge by *panel*, continuing from *evidence*."""
        self._panel = panel
        self._engine = panel.engine
        self._scoring = panel.scoring
        self._pending = PendingFacts(panel)
        self._evidence: list[Evidence] = []
        self.findings: dict[str, Finding] = {}
        self._clocks: dict[str, int] = {}
        self._judged: dict[str, _Judged] = {}
        self._groups: dict[str, Sequence[Evidence]] | None = None
        self.add(evidence)

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Enter new evidence."""
        for entry in evidence:
            if entry.pending:
                self._pending.add(entry)
            else:
                self._evidence.append(entry)
                self._groups = None

    def set_clock(self, community: str, at: int) -> None:
        """Let the time of *community* be at least *at*."""
        self._clocks[community] = max(at, self._clocks.get(community, 0))

    def review(self) -> dict[str, Scheme]:
        """Return every scheme that has reached a stage or of which something was found, by id."""
        groups = self._groups = self._groups or Grouping(self._evidence).schemes()
        self._judged = {key: judged for key, judged in self._judged.items() if key in groups}
        schemes = [self._scheme(key, evidence) for key, evidence in sorted(groups.items())]
        self.findings = self._pending.review(_timelines(schemes), self._clocks)
        return {scheme.id: scheme for scheme in schemes if scheme.steps or scheme.findings}

    def _scheme(self, key: str, evidence: Sequence[Evidence]) -> Scheme:
        communities = frozenset(entry.community for entry in evidence)
        until = max(evidence[-1].at, *(self._clocks.get(community, 0) for community in communities))
        judged = self._judged.get(key)
        if judged is None or judged.evidence != evidence or (judged.due is not None and judged.due <= until):
            collusion = judged.collusion if judged else Collusion()
            judged = self._judged[key] = self._judge(key, evidence, until, collusion)
        walk = judged.walk
        score = round(walk.ledger.score(until))
        return Scheme(key, name_of(evidence), communities, walk.stage, score, tuple(walk.steps), judged.findings)

    def _judge(self, key: str, evidence: Sequence[Evidence], until: int, collusion: Collusion) -> _Judged:
        walk = Walk(self._scoring).run(evidence, until)
        book = EndingBook("", walk.steps)
        subject = f"scheme:{key}"
        self._judge_steps(walk, book, subject)
        self._correlate(walk, book, subject)
        self._judge_facts(walk, evidence, collusion, book, subject)
        dues = [due for due in (book.close(until), walk.due()) if due is not None]
        return _Judged(evidence, min(dues, default=None), walk, collusion, book.changed)

    def _judge_steps(self, walk: Walk, book: FindingBook, subject: str) -> None:
        for step in walk.steps:
            if step.stage <= step.previous:
                continue
            fact = complete("scheme_stage", {"stage": step.stage, "previous": step.previous})
            for match in self._engine.judge(fact):
                for entry in step.evidence or (None,):
                    book.note(match, step.at, subject, entry.proof if entry else None)

    def _correlate(self, walk: Walk, book: FindingBook, subject: str) -> None:
        counted = sorted(walk.ledger.since(0), key=lambda entry: (entry.at, entry.community, entry.event, entry.signal))
        for match, joined in Correlation(self._panel).run(counted):
            for entry in joined:
                book.note(match, max(each.at for each in joined), subject, entry.proof)

    def _judge_facts(
        self, walk: Walk, evidence: Sequence[Evidence], collusion: Collusion, book: FindingBook, subject: str
    ) -> None:
        kinds = {
            "scheme_flow": flows(evidence),
            "scheme_reach": reaches(evidence),
            "promoter_exodus": walk.exoduses,
            "collusion": collusion.facts(evidence, walk.steps),
            "referral_tree": organisations(evidence),
        }
        for kind, facts in kinds.items():
            try:
                for entry, values in facts:
                    for match in self._engine.judge(complete(kind, values)):
                        book.note(match, entry.at, subject, entry.proof)
            except Exception as error:  # what one scheme cannot be told of must not stop what is told of all others
                structlog.get_logger().error("scheme not judged", subject=subject, kind=kind, why=logged(error))


def _timelines(schemes: Iterable[Scheme]) -> dict[str, list[Timeline]]:
    """Return the timelines of the schemes in each community."""
    found: dict[str, list[Timeline]] = {}
    for scheme in schemes:
        for community in scheme.communities:
            found.setdefault(community, []).append(scheme.steps)
    return found
