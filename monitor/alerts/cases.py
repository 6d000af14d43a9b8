"""What moderators do with alerts: every step is one transaction, audited, and changes nothing when taken again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from monitor.alerts.alert import body_of
from monitor.alerts.case import ACKNOWLEDGED, SNOOZED, VERDICTS, Taken, assigned, assignee, chain_of, moved, standing
from monitor.alerts.categories import Categories
from monitor.alerts.desk import AlertDesk, known
from monitor.alerts.labelling import Labelling
from monitor.errors import RefusedStepError
from monitor.evidence.entry import Entry, Kind
from monitor.evidence.ledger import Ledger
from monitor.labels import Category
from monitor.masking import mask
from monitor.service import AlertDetail, CaseEntry, LabelRequest, LanguageCode
from monitor.store import AlertRow, CaseRow, LabelRow, StoredEvent, Transaction
from monitor.writer import Writer

Answer = TypeVar("Answer")
Move = Callable[[AlertRow, CaseRow | None, int], CaseRow | None]


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Takes the steps with *writer*; see `monitor.service.cases.CaseDesk`.

    *look_again* lets what people are told of an alert follow at once. *follow* is told of the labels that the stream
    was told of, once they are committed.
    """

    writer: Writer
    alerts: AlertDesk
    ledger: Callable[[Transaction], Ledger]
    labelling: Labelling
    categories: Categories
    look_again: Callable[[Transaction, Sequence[str]], None]
    follow: Callable[[list[StoredEvent]], None]
    now: Callable[[], int]

    def detail(self, alert: str, lang: LanguageCode) -> AlertDetail:
        """Return the alert with its case."""
        return self.alerts.detail(alert, lang)

    def acknowledge(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Say that somebody looks after it."""
        return self._move(alert, ACKNOWLEDGED, by, note)

    def snooze(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Tell nobody of it until it is resolved."""
        return self._move(alert, SNOOZED, by, note)

    def resolve(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Close it until there is new evidence."""
        return self._move(alert, "resolved", by, note)

    def assign(self, alert: str, assignee: str, by: str, note: str = "") -> CaseEntry:
        """Say who looks after it; an empty *assignee* gives it back to all."""
        assignee = mask(assignee.strip())
        action = f"assigned to {assignee}" if assignee else "assigned to nobody"
        return self._take(alert, lambda row, case, at: assigned(row, case, assignee, by, at), action, by, note)

    def _move(self, alert: str, to: Taken, by: str, note: str) -> CaseEntry:
        return self._take(alert, lambda row, case, at: moved(row, case, to, by, at), to, by, note)

    def _take(self, alert: str, move: Move, action: str, by: str, note: str) -> CaseEntry:
        """Take a step, unless *move* says that it was taken already."""

        def work(transaction: Transaction) -> CaseEntry:
            row = known(transaction, alert)
            step = move(row, transaction.cases_of([alert]).get(alert), self.now())
            if step:
                transaction.put_case(step)
                self.look_again(transaction, [alert])
                self._enter(transaction, row, "case", step.at, action=action, by=by, note=note)
            return _entry(transaction, row, changed=step is not None)

        return self.writer.enter(work)

    def label(self, alert: str, request: LabelRequest, by: str) -> CaseEntry:
        """Say whether it was right, and let the messages that it rests on be labelled in the stream."""
        return self.entering(lambda transaction: self.labelled(transaction, alert, request, by))

    def entering(self, work: Callable[[Transaction], tuple[Answer, list[StoredEvent]]]) -> Answer:
        """Do *work* in a transaction between commits, which the events that it returns are judged in, too."""
        answer, events = self.writer.enter_events(work)
        self.follow(events)
        return answer

    def take_back(self, transaction: Transaction, alert: str, by: str, why: str) -> list[StoredEvent]:
        """Label the alert false, in *transaction*; return what the stream is to be told."""
        return self.labelled(transaction, alert, LabelRequest("false", why), by)[1]

    def labelled(
        self, transaction: Transaction, alert: str, request: LabelRequest, by: str
    ) -> tuple[CaseEntry, list[StoredEvent]]:
        """Enter a label and return how the case stands, and the events that tell the stream of it."""
        row = known(transaction, alert)
        label = self._label(row, request, by)
        if _is_said(transaction, label):
            return _entry(transaction, row, changed=False), []
        events = self._events(transaction, row, label, request.category)
        transaction.put_label(label)
        self._enter(transaction, row, "label", label.at, action=label.verdict, by=by, note=label.note)
        return _entry(transaction, row, changed=True, messages=len(events)), events

    def _label(self, row: AlertRow, request: LabelRequest, by: str) -> LabelRow:
        version = body_of(row).version
        return LabelRow(
            row.fingerprint, row.first_at, row.rule, version, request.verdict, mask(request.note), by, self.now()
        )

    def _events(
        self, transaction: Transaction, row: AlertRow, label: LabelRow, category: Category | None
    ) -> list[StoredEvent]:
        """Return what the stream is told: nothing when the verdict is the same as before, with another note.

        Raises:
            RefusedStepError: the class of a message does not follow from the rule, and nobody said it.
        """
        known = transaction.labels_of([row.fingerprint]).get((row.fingerprint, row.first_at))
        if known and known.verdict == label.verdict:
            return []
        rule = self.alerts.catalogue().rules.get(row.rule)
        category = category or self.categories.of(row.rule, rule, body_of(row).values)
        before = known.verdict if known else ""
        events = self.labelling.events(transaction, row, label, before, category or "")
        if events and category is None and label.verdict == "confirmed":
            raise RefusedStepError(f"the rule {row.rule} does not say what its messages are, expected a category")
        return events

    def _enter(
        self, transaction: Transaction, row: AlertRow, kind: Kind, at: int, *, action: str, by: str, note: str
    ) -> None:
        entry = Entry(
            kind, at, row.subject, row.fingerprint, row.rule, body_of(row).version, row.severity,
            by=by, action=action, reason=note,
        )  # fmt: skip
        self.ledger(transaction).add(chain_of(row), entry)


def _is_said(transaction: Transaction, label: LabelRow) -> bool:
    """Return whether the same was said of the alert before."""
    known = transaction.labels_of([label.fingerprint]).get((label.fingerprint, label.first_at))
    return known is not None and (known.verdict, known.note) == (label.verdict, label.note)


def _entry(transaction: Transaction, row: AlertRow, *, changed: bool, messages: int = 0) -> CaseEntry:
    case = transaction.cases_of([row.fingerprint]).get(row.fingerprint)
    label = transaction.labels_of([row.fingerprint]).get((row.fingerprint, row.first_at))
    return CaseEntry(
        id=row.fingerprint,
        state=standing(row, case),
        assignee=assignee(row, case),
        label=VERDICTS[label.verdict] if label else None,
        changed=changed,
        messages=messages,
    )
