"""Findings of one stream: one per rule and subject in the rule's own time, each with what made it."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from monitor.clock import SECOND
from monitor.digest import digest
from monitor.record import Record
from rules import Match, Rule, Severity
from rules.facts import Value
from rules.pack.summary import placeholders

MOST_EVIDENCE = 5
Step = Literal["opened", "raised", "proved", "ended"]


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """An event behind a finding, with a masked excerpt where one was kept.

    `community` says where, when the finding is about several; only reports on that one show it.
    """

    event: str
    excerpt: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    community: str = ""


class Finding(msgspec.Struct):
    """One explained suspicion. `values` are the fact's fields that made its severity; times are event time.

    `communities` is where a campaign was seen in the 24 hours before each match, or an owner's groups; for all else it
    is empty, and `community` says where. `ended_at` is when what it tells of was over, 0 while it holds.
    """

    id: str
    rule: str
    version: int
    severity: int
    at: int
    last_at: int
    subject: str
    community: str
    audience: tuple[str, ...]
    values: dict[str, Value]
    proofs: list[Proof]
    count: int = 1
    communities: tuple[str, ...] = ()
    ended_at: int = 0


class Turn(NamedTuple):
    """A turn in what a rule finds about a subject, with the finding as it was then.

    `more` is the last that is told of a finding which another takes the place of. What ends may have none any more.
    """

    kind: Literal["opened", "raised", "more", "ended"]
    at: int
    rule: str
    subject: str
    finding: Finding | None


Tell = Callable[[Step, Finding, int, Proof | None], None]
"""is told of each step of a finding: when, and by what proof"""


class FindingBook:
    """Opens, extends, raises and ends findings in event order.

    `turns` tell the way in order; `changed` are the findings as they have become.
    """

    def __init__(self, community: str, open_findings: Iterable[Finding] = (), *, tell: Tell | None = None) -> None:
        """Continue from *open_findings* of *community* (empty for findings that belong to a scheme)."""
        self._tell = tell or _tell_nobody
        self._community = community
        self._open = {(finding.rule, finding.subject): finding for finding in open_findings}
        self.changed: dict[str, Finding] = {}
        self.opened: list[Finding] = []
        self.turns: list[Turn] = []

    def note(self, match: Match, at: int, subject: str, proof: Proof | None, *, staff: bool = False) -> Finding:
        """Enter a match: extend the open finding of the same rule, version and subject, or open one.

        What owner or admin did goes to the moderator alone. A match from before a finding ended opens none.
        """
        rule = match.rule
        finding = self._open.get((rule.id, subject))
        if finding is None or self._is_over(finding, rule, at):
            finding = self._opened(match, at, subject, proof, finding, staff=staff)
        else:
            self._extend(finding, match, at, proof, staff=staff)
        self.changed[finding.id] = finding
        return finding

    def _is_over(self, finding: Finding, rule: Rule, at: int) -> bool:
        has_ended = bool(finding.ended_at) and at >= finding.ended_at
        return has_ended or finding.version != rule.version or at >= finding.at + rule.dedupe * SECOND

    def _opened(
        self, match: Match, at: int, subject: str, proof: Proof | None, before: Finding | None, *, staff: bool
    ) -> Finding:
        rule = match.rule
        if before and before.id in self.changed:
            self._turn("more", at, before)
        again = (before.id,) if before and before.at == at else ()
        finding = Finding(
            id=digest(rule.id, str(rule.version), subject, str(at), *again),
            rule=rule.id,
            version=rule.version,
            severity=match.severity,
            at=at,
            last_at=at,
            subject=subject,
            community=self._community,
            audience=("moderator",) if staff else tuple(rule.audience),
            values=_values(match),
            proofs=[proof] if proof else [],
        )
        self._open[rule.id, subject] = finding
        self.opened.append(finding)
        self._turn("opened", at, finding)
        self._tell("opened", finding, at, proof)
        return finding

    def _extend(self, finding: Finding, match: Match, at: int, proof: Proof | None, *, staff: bool) -> None:
        finding.count += 1
        finding.last_at = max(finding.last_at, at)
        is_raised = match.severity > finding.severity
        if is_raised:
            finding.severity = match.severity
            finding.values = _values(match)
        if staff:
            finding.audience = ("moderator",)
        is_proved = proof is not None and len(finding.proofs) < MOST_EVIDENCE and proof not in finding.proofs
        if proof and is_proved:
            finding.proofs.append(proof)
        if is_raised:
            self._turn("raised", at, finding)
        if is_raised or is_proved:
            self._tell("raised" if is_raised else "proved", finding, at, proof)

    def end(self, rule: str, subject: str, at: int) -> None:
        """Enter that what *rule* found about *subject* is over; what is found of it from then on is a new finding."""
        finding = self._open.get((rule, subject))
        if finding is None or finding.ended_at:
            self.turns.append(Turn("ended", at, rule, subject, None))
            return
        finding.ended_at = at
        self.changed[finding.id] = finding
        self._turn("ended", at, finding)
        self._tell("ended", finding, at, None)

    def _turn(self, kind: Literal["opened", "raised", "more", "ended"], at: int, finding: Finding) -> None:
        then = replace(finding, proofs=list(finding.proofs))
        self.turns.append(Turn(kind, at, finding.rule, finding.subject, then))

    def current(self, rule: str, subject: str) -> Finding | None:
        """Return what *rule* found about *subject* last, as long as it is kept, None for nothing."""
        return self._open.get((rule, subject))

    def grown(self) -> list[Finding]:
        """Return those of the changed findings that may still grow, as they are."""
        return [each for each in self.changed.values() if self._open.get((each.rule, each.subject)) is each]

    def forget_changes(self) -> None:
        """Let go of what the caller has taken."""
        self.changed.clear()
        self.opened.clear()
        self.turns.clear()

    def forget_before(self, at: int, dedupe_seconds: dict[str, int]) -> None:
        """Close findings whose time is over at *at*."""
        for key, finding in list(self._open.items()):
            if finding.at + dedupe_seconds.get(finding.rule, 0) * SECOND <= at:
                if finding.id in self.changed:
                    self._turn("more", at, finding)
                del self._open[key]

    def state(self) -> list[Finding]:
        """Return the open findings, to continue with."""
        return list(self._open.values())


def _tell_nobody(_step: Step, _finding: Finding, _at: int, _proof: Proof | None) -> None:
    """Let a step pass."""


def _values(match: Match) -> dict[str, Value]:
    """Return what the summary shows, what the conditions compared, and what the rule wants kept."""
    fact = {name: value for one in match.facts.values() for name, value in one.items()}
    shown = [*placeholders(match.rule.summary.zh), *placeholders(match.rule.summary.en)]
    compared = [checked.field for checked in match.conditions if checked.field in fact]
    return {name: fact[name] for name in dict.fromkeys((*shown, *compared, *match.rule.keep))}


def proof_of(record: Record, community: str = "") -> Proof:
    """Return the proof that *record* is."""
    return Proof(record.id, record.excerpt, record.spans, community)


def severity_of(finding: Finding) -> Severity:
    """Return the severity of *finding* as what it is."""
    return Severity(finding.severity)
