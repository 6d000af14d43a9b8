"""One commit: what came in is stored, judged and written down together, or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from monitor import record as records
from monitor.alerts.book import PROVISIONAL, AlertBook, Change, fingerprint
from monitor.alerts.floods import review_floods
from monitor.campaigns.ongoing import WINDOW
from monitor.campaigns.sighting import Sighting
from monitor.clock import HOUR
from monitor.community.fold import CommunityFold
from monitor.evidence.conclusions import Conclusions
from monitor.evidence.ledger import Ledger, Salt, random_salt
from monitor.findings import Finding, FindingBook, proof_of
from monitor.memory import Memory, apply
from monitor.owners.holding import Holding
from monitor.record import Record
from monitor.review import Review
from monitor.schemes.board import Scheme
from monitor.schemes.evidence import Evidence
from monitor.service import IngestResult
from monitor.spool import enter
from monitor.store import (
    EvidenceRow,
    FindingRow,
    HoldingRow,
    MemberRow,
    ReferralRow,
    SchemeRow,
    SightingRow,
    StoredEvent,
    TimelineRow,
    Transaction,
)

_encode = msgspec.msgpack.Encoder().encode


@dataclass
class Outcome:
    """What a commit did, for those who wait, for metrics and for notices; `opened` are the new findings.

    `changes` tell in order what became of alerts.
    """

    results: list[IngestResult] = field(default_factory=list[IngestResult])
    opened: list[Finding] = field(default_factory=list[Finding])
    changes: list[Change] = field(default_factory=list[Change])
    judged: int = 0


class Batch:
    """The work of one transaction over the shared memory.

    When it fails, the memory of the touched communities is no longer what the store says; the caller forgets it.
    """

    def __init__(self, transaction: Transaction, memory: Memory, lateness: int, salt: Salt = random_salt) -> None:
        """Work in *transaction* on *memory*; events are ordered within *lateness* microseconds."""
        self._transaction = transaction
        self._memory = memory
        self._lateness = lateness
        self._alerts = AlertBook(transaction)
        self._ledger = Ledger(transaction, salt)
        self._conclusions = Conclusions(transaction, self._ledger)
        self._sightings: list[Sighting] = []
        self._holdings: list[Holding] = []
        self._judged: set[tuple[str, str]] = set()
        self._gone: list[Finding] = []
        self.touched: set[str] = set()
        self.outcome = Outcome()

    def run(self, submissions: Iterable[list[StoredEvent]]) -> Outcome:
        """Take in *submissions*, judge what has become certain, and write everything down."""
        waiting: dict[str, list[Record]] = {}
        for rows in submissions:
            self.outcome.results.append(self._take_in(rows, waiting))
        for community in sorted(self.touched):
            self._judge(community, waiting.get(community, []))
        self._review()
        self._review_campaigns()
        self._review_owners()
        self._review_floods()
        self._settle_previews()
        self._alerts.flush()
        self.outcome.changes = self._alerts.changes
        return self.outcome

    # taking in

    def _take_in(self, rows: list[StoredEvent], waiting: dict[str, list[Record]]) -> IngestResult:
        placed = [self._placed(row) for row in rows]
        seen = {id(row) for row in enter(self._transaction, placed)}
        late = 0
        for row in placed:
            record = records.decode(row.body)
            self._memory.place(row.community).see(record.at)
            if id(row) in seen:
                continue
            late += bool(row.late)
            if record.signals and not row.late:
                waiting.setdefault(row.community, []).append(record)
        return IngestResult(accepted=len(rows) - len(seen) - late, duplicate=len(seen), late=late)

    def _placed(self, row: StoredEvent) -> StoredEvent:
        """Return *row* where it stands in its community: behind everything judged already when it is late."""
        self.touched.add(row.community)
        place = self._memory.place(row.community)
        return row if row.at > place.watermark else row._replace(at=place.watermark, late=place.next_late())

    # judging

    def _judge(self, community: str, waiting: list[Record]) -> None:
        place, fold = self._memory.place(community), self._memory.fold(self._transaction, community)
        until = max(place.watermark, place.newest - self._lateness)
        judged = 0
        for row in self._transaction.events_between(community, place.cursor, until):
            if row.body:  # nothing is left of what was erased before its turn came
                apply(fold, row)
            self._judged.add((community, row.event_id))
            judged += 1
        fold.advance(until)
        place.reach(until)
        self._write(fold)
        self._preview(fold, [record for record in waiting if record.at > until])
        self._memory.keep(self._transaction, community, judged)
        self.outcome.judged += judged

    def _write(self, fold: CommunityFold) -> None:
        community = fold.key
        self._put_findings(fold.findings.changed.values(), None)
        self._alerts.follow(fold.findings.turns, community)
        self._alerts.merge(fold.findings.grown())
        self.outcome.opened += fold.findings.opened
        self._ledger.add(community, *fold.journal.entries)
        members = fold.roster.state.members
        self._transaction.put_members(
            [
                MemberRow(community, member, entry.role, entry.joined or None, entry.left or None)
                for member in sorted(fold.roster.changed)
                for entry in [members[member]]
            ]
        )
        self._transaction.put_referrals(
            [
                ReferralRow(community, member, inviter, members[member].joined, "stated")
                for inviter, member in fold.referrals.changed
            ]
        )
        self._memory.board.add(fold.evidence.new)
        self._memory.board.set_clock(community, fold.state.clock)
        self._transaction.put_evidence([_evidence_row(entry) for entry in fold.evidence.new])
        self._sightings += fold.sightings
        self._holdings += fold.holdings[-1:]
        fold.forget_changes()

    def _put_findings(self, findings: Iterable[Finding], scheme: str | None) -> None:
        self._transaction.put_findings([_finding_row(finding, scheme) for finding in findings])

    def _conclude(self, findings: list[Finding], scheme: str | None) -> None:
        """Put *findings* that rest on more than one community's own events."""
        self._conclusions.show(findings, self._memory.schemes[scheme].communities if scheme else ())
        self._put_findings(findings, scheme)

    # schemes

    def _review(self) -> None:
        before, found = self._memory.schemes, self._memory.board.findings
        after = self._memory.review()
        for key, scheme in after.items():
            known = before.get(key)
            if known is None or known != scheme:
                self._write_scheme(scheme, known)
        for key in before.keys() - after.keys():
            self._drop(before[key].findings.values())
            self._transaction.delete_scheme(key)
        self._write_findings(found, self._memory.board.findings, None)

    def _write_scheme(self, scheme: Scheme, known: Scheme | None) -> None:
        body = _encode(sorted(scheme.communities))
        last = scheme.steps[-1].at if scheme.steps else 0
        self._transaction.put_scheme(SchemeRow(scheme.id, scheme.name, scheme.stage, scheme.score, last, body))
        if known is None or known.steps != scheme.steps:
            steps = [TimelineRow(step.at, step.stage, _encode(step.because)) for step in scheme.steps]
            self._transaction.replace_timeline(scheme.id, steps)
        self._write_findings(known.findings if known else {}, scheme.findings, scheme.id)

    def _write_findings(self, before: dict[str, Finding], after: dict[str, Finding], scheme: str | None) -> None:
        dropped = [finding for key, finding in before.items() if key not in after]
        self._drop(dropped)
        changed = [finding for key, finding in after.items() if before.get(key) != finding]
        self._conclude(changed, scheme)
        concerned = {_home(finding) for finding in (*changed, *dropped)}
        if concerned:
            self._alerts.show([finding for finding in after.values() if _home(finding) in concerned])
        self.outcome.opened += [finding for key, finding in after.items() if key not in before]

    def _drop(self, findings: Iterable[Finding]) -> None:
        """Take back what the schemes, seen with more evidence, no longer show; not what rules found that are gone."""
        rules = self._memory.panel.catalogue.rules
        findings = [finding for finding in findings if finding.rule in rules]
        if not findings:
            return
        kept = dict(self._memory.board.findings)
        for scheme in self._memory.schemes.values():
            kept |= scheme.findings
        gone = [finding for finding in findings if finding.id not in kept]
        self._gone += gone
        self._conclusions.withdraw(gone)
        self._transaction.delete_findings([finding.id for finding in gone])
        standing = {fingerprint(finding) for finding in kept.values()}
        self._alerts.withdraw(sorted({fingerprint(finding) for finding in findings} - standing))

    # campaigns and owners

    def _review_campaigns(self) -> None:
        transaction, board = self._transaction, self._memory.campaigns
        since, certain = board.since, board.horizon
        transaction.put_sightings([_sighting_row(entry) for entry in board.add(self._sightings)])
        review = board.review()
        if board.since > since:
            transaction.delete_sightings(board.since)
        self._show(review)
        if board.horizon // HOUR > certain // HOUR:
            for rule in self._memory.panel.catalogue.rules.values():
                if rule.fact == "campaign":  # which is another one after so long
                    self._alerts.end_quiet(rule.id, WINDOW, board.horizon // HOUR * HOUR)

    def _review_owners(self) -> None:
        board = self._memory.owners
        self._transaction.put_holdings([_holding_row(entry) for entry in self._holdings])
        board.add(self._holdings)
        self._show(board.review())

    def _review_floods(self) -> None:
        memory = self._memory
        clock = max((place.watermark for place in memory.places.values()), default=0)
        touched = [*self.outcome.opened, *self._gone]
        self._show(review_floods(self._transaction, memory.panel.engine, touched, clock))

    def _show(self, review: Review) -> None:
        """Write down what shows differently about several communities."""
        transaction = self._transaction
        self._gone += review.dropped
        self._conclusions.withdraw(review.dropped)
        transaction.delete_findings([finding.id for finding in review.dropped])
        shown = {fingerprint(finding) for finding in review.standing}
        self._alerts.withdraw(sorted({fingerprint(finding) for finding in review.dropped} - shown))
        self._conclude(list(review.changed.values()), None)
        concerned = {_home(finding) for finding in (*review.changed.values(), *review.dropped)}
        standing = {finding.id: finding for finding in review.standing if _home(finding) in concerned}
        self._alerts.amend((standing | review.changed).values(), review.dropped)
        for finding in review.changed.values():
            transaction.replace_communities(finding.id, finding.communities)
        self.outcome.opened += review.opened

    # previews

    def _preview(self, fold: CommunityFold, waiting: list[Record]) -> None:
        """Show urgent single-message findings before their place in the order is certain."""
        for record in waiting:
            book = FindingBook(fold.key)
            for match, subject, staff in fold.preview(record):
                book.note(match, record.at, subject, proof_of(record), staff=staff)
            if book.changed:
                findings = list(book.changed.values())
                self._alerts.preview(findings, record.id)
                self._memory.previews[fold.key, record.id] = {fingerprint(finding) for finding in findings}

    def _settle_previews(self) -> None:
        """Withdraw previews whose event has been judged; those that were confirmed are open by now and stay."""
        previews = self._memory.previews
        settled = {mark for key in previews.keys() & self._judged for mark in previews.pop(key)}
        waiting = {mark for marks in previews.values() for mark in marks}
        self._alerts.withdraw(sorted(settled - waiting), PROVISIONAL)


def _home(finding: Finding) -> tuple[str, str, str]:
    """Return which alert *finding* belongs to."""
    return finding.rule, finding.subject, finding.community


def _evidence_row(entry: Evidence) -> EvidenceRow:
    return EvidenceRow(entry.community, entry.event, entry.signal, "", entry.at, entry.member, _encode(entry))


def _sighting_row(entry: Sighting) -> SightingRow:
    return SightingRow(entry.community, entry.event, entry.at, _encode(entry))


def _holding_row(entry: Holding) -> HoldingRow:
    return HoldingRow(entry.community, entry.owner, entry.members, entry.at)


def _finding_row(finding: Finding, scheme: str | None) -> FindingRow:
    return FindingRow(
        finding.id, finding.community, scheme, finding.rule, finding.version, finding.severity, finding.at,
        finding.subject, _encode(finding),
    )  # fmt: skip
