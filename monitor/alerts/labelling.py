"""A moderator's word on an alert, told to the stream: each message that the alert rests on is labelled.

So the owner's clock starts or stops, and who offends again is counted, as if the label had come from a connector. Ids
and order of the events follow from where the label stands in the chain of evidence, so that nothing is told twice, and
a label that was taken back is taken back in a replay, too, though both are dated the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from monitor import record as records
from monitor.alerts.alert import OPEN
from monitor.alerts.case import chain_of
from monitor.alerts.desk import findings_of
from monitor.clock import DAY
from monitor.complaints import COMPLAINT_RULES
from monitor.digest import digest
from monitor.event import source_of
from monitor.findings import Finding
from monitor.record import Record, Who
from monitor.store import AlertQuery, AlertRow, LabelRow, StoredEvent, Transaction
from rules import Severity

Said = Literal["confirmed", "overturned", "withdrawn"]

SILENT = DAY  # design: a community that told nothing for longer is read from history, its clock is not to be advanced
_SAYS: Mapping[str, Said] = {"confirmed": "confirmed", "false": "overturned", "unsure": "withdrawn"}
_MEMBER = "member:"
_LED_TO = frozenset({"violation-unhandled", "repeat-offender-not-escalated"})  # by a violation that was found before
_TOLD_HERE = "label:"  # what the ids of the events begin with
_EVERY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Labelling:
    """Makes the events; *newest* is the time of a community's newest event, its clock's."""

    newest: Callable[[str], int]

    def events(
        self, transaction: Transaction, alert: AlertRow, label: LabelRow, before: str, category: str
    ) -> list[StoredEvent]:
        """Return the events that tell of *label*, which follows *before*, in order of the messages.

        Only what the member wrote whom the alert is about: never what others complained of. What another alert still
        holds against the member is not taken back. Who is unsure has something to take back only if he confirmed.
        """
        if label.verdict == "unsure" and before != "confirmed":
            return []
        verdict = _SAYS[label.verdict]
        messages = messages_of(transaction, alert)
        if verdict != "confirmed":
            messages -= _held_by_others(transaction, alert)
        if not messages:
            return []
        at = self._dated(alert.community, label.at)
        line, _ = transaction.ledger_head(chain_of(alert)) or (0, b"")
        return [_event(alert, line, _record(alert, message, verdict, category, at)) for message in sorted(messages)]

    def _dated(self, community: str, now: int) -> int:
        newest = self.newest(community)
        return now if now - newest <= SILENT else newest


def messages_of(transaction: Transaction, alert: AlertRow, *, told_here: bool = True) -> set[str]:
    """Return the messages of the member *alert* is about that it rests on, as far as they can still be read.

    Without *told_here* only what was written, or labelled by a connector.
    """
    records = _messages(transaction, alert, findings_of(transaction, alert))
    return {record.message for record in records if told_here or not record.id.startswith(_TOLD_HERE)}


def _messages(transaction: Transaction, alert: AlertRow, findings: list[Finding]) -> Iterator[Record]:
    member = alert.subject.removeprefix(_MEMBER)
    if member == alert.subject or alert.rule in COMPLAINT_RULES:
        return
    events = sorted({proof.event for finding in findings for proof in finding.proofs})
    for row in transaction.events_of(alert.community, events):
        record = records.decode(row.body) if row.body else None
        if record and record.message and _author(record, member):
            yield record


def _author(record: Record, member: str) -> bool:
    """Return whether *record* is a message by *member*, or a label on one."""
    who = record.target if record.type == "message.labelled" else record.actor
    return record.type.startswith("message.") and who is not None and member in {who.id, who.name}


def _held_by_others(transaction: Transaction, alert: AlertRow) -> set[str]:
    """Return the messages of the same member that other open alerts hold against him.

    What a violation led to does not hold it against him, nor does a label beside the alert that was labelled.
    """
    query = AlertQuery(states=(OPEN,), community=alert.community, limit=_EVERY)
    others = [
        row
        for row in transaction.alerts(query)
        if row.subject == alert.subject and row.fingerprint != alert.fingerprint and row.rule not in _LED_TO
    ]
    labels = transaction.labels_of([row.fingerprint for row in others])
    held: set[str] = set()
    for row in others:
        label = labels.get((row.fingerprint, row.first_at))
        verdict = label.verdict if label else "unsure"
        if verdict == "confirmed" or (verdict == "unsure" and row.severity >= Severity.medium):
            held |= messages_of(transaction, row, told_here=verdict == "confirmed")
    return held


def _record(alert: AlertRow, message: str, verdict: str, category: str, at: int) -> Record:
    author = Who(alert.subject.removeprefix(_MEMBER))
    return Record(
        "", "message.labelled", at, target=author, message=message, action=verdict, category=category
    )  # fmt: skip


def _event(alert: AlertRow, line: int, record: Record) -> StoredEvent:
    """Return the event that *record* is, behind those of earlier labels: *line* is the last in the chain before it."""
    platform, _, community = alert.community.partition(":")
    name = _TOLD_HERE + digest(alert.fingerprint, str(line), record.message)
    body = records.encode(replace(record, id=name))
    return StoredEvent(source_of(platform, community), name, alert.community, record.at, 0, f"{line:020}", body)
