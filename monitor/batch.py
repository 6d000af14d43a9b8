"""One commit: what came in is stored, judged and written down together, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from monitor import record as records
from monitor.alerts.alert import PROVISIONAL, Change, fingerprint, fingerprint_of
from monitor.alerts.book import AlertBook
from monitor.boards import Boards, finding_row
from monitor.campaigns.sighting import Sighting
from monitor.community.fold import CommunityFold
from monitor.evidence.entry import Entry
from monitor.evidence.ledger import Ledger, Salt, random_salt
from monitor.findings import Finding, FindingBook, proof_of
from monitor.memory import Memory, apply
from monitor.owners.holding import Holding
from monitor.record import Record
from monitor.schemes.evidence import Evidence
from monitor.service import IngestResult
from monitor.spool import enter
from monitor.store import EvidenceRow, MemberRow, ReferralRow, StoredEvent, Transaction

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
        self._said: dict[str, list[Entry]] = {}
        self._sightings: list[Sighting] = []
        self._holdings: list[Holding] = []
        self._judged: set[tuple[str, str]] = set()
        self.touched: set[str] = set()
        self.outcome = Outcome()
        self._boards = Boards(transaction, memory, self._alerts, self._said, self.outcome.opened)

    def run(self, submissions: Iterable[list[StoredEvent]]) -> Outcome:
        """Take in *submissions*, judge what has become certain, and write everything down."""
        waiting: dict[str, list[Record]] = {}
        for rows in submissions:
            self.outcome.results.append(self._take_in(rows, waiting))
        folds = [self._judge(community) for community in sorted(self.touched)]
        self._write(folds)
        for fold in folds:
            self._take_over(fold)
            self._preview(fold, waiting.get(fold.key, []))
        self._memory.keep(self._transaction, folds)
        self._boards.review(self._sightings, self._holdings)
        self._settle_previews()
        self._ledger.add_to_each(self._said)
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

    def _judge(self, community: str) -> CommunityFold:
        place, fold = self._memory.place(community), self._memory.fold(self._transaction, community)
        until = max(place.watermark, place.newest - self._lateness)
        for row in self._transaction.events_between(community, place.cursor, until):
            if row.body:  # nothing is left of what was erased before its turn came
                apply(fold, row)
            self._judged.add((community, row.event_id))
            self.outcome.judged += 1
            place.unsaved += 1
        fold.advance(until)
        place.reach(until)
        return fold

    def _write(self, folds: list[CommunityFold]) -> None:
        """Write down what *folds* have found and learned, in one statement for each kind of row."""
        transaction = self._transaction
        transaction.put_findings([finding_row(one) for fold in folds for one in fold.findings.changed.values()])
        transaction.put_members([row for fold in folds for row in _member_rows(fold)])
        transaction.put_referrals([row for fold in folds for row in _referral_rows(fold)])
        transaction.put_evidence([_evidence_row(entry) for fold in folds for entry in fold.evidence.new])
        self._alerts.fetch(mark for fold in folds for mark in _alerts_of(fold))

    def _take_over(self, fold: CommunityFold) -> None:
        """Take what *fold* tells the alerts, the evidence and the boards."""
        self._alerts.follow(fold.findings.turns, fold.key)
        self._alerts.merge(fold.findings.grown())
        self.outcome.opened += fold.findings.opened
        self._said[fold.key] = list(fold.journal.entries)
        self._memory.board.add(fold.evidence.new)
        self._memory.board.set_clock(fold.key, fold.state.clock)
        self._sightings += fold.sightings
        self._holdings += fold.holdings[-1:]
        fold.forget_changes()

    # previews

    def _preview(self, fold: CommunityFold, waiting: list[Record]) -> None:
        """Show urgent single-message findings before their place in the order is certain."""
        judged = self._memory.place(fold.key).watermark
        for record in waiting:
            if record.at <= judged:
                continue
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


def _alerts_of(fold: CommunityFold) -> Iterator[str]:
    """Yield which alerts the findings of *fold* concern."""
    for turn in fold.findings.turns:
        yield fingerprint_of(turn.rule, turn.subject, fold.key)
    yield from map(fingerprint, fold.findings.changed.values())


def _member_rows(fold: CommunityFold) -> Iterator[MemberRow]:
    for member in sorted(fold.roster.changed):
        entry = fold.roster.state.members[member]
        yield MemberRow(fold.key, member, entry.role, entry.joined or None, entry.left or None)


def _referral_rows(fold: CommunityFold) -> Iterator[ReferralRow]:
    for inviter, member in fold.referrals.changed:
        yield ReferralRow(fold.key, member, inviter, fold.roster.state.members[member].joined, "stated")


def _evidence_row(entry: Evidence) -> EvidenceRow:
    return EvidenceRow(entry.community, entry.event, entry.signal, "", entry.at, entry.member, _encode(entry))
