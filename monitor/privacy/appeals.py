"""Appeals of members against what an alert led to, answered in time by a human (个保法 §24, 反电信网络诈骗法 §32)."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import NamedTuple

from monitor.clock import HOUR
from monitor.digest import digest
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.entry import Entry
from monitor.evidence.ledger import Ledger, subject_of
from monitor.masking import mask
from monitor.service.privacy import AppealAnswer, AppealRequest
from monitor.store import AppealRow, StoredEvent, Transaction

ANSWERED_WITHIN = 72 * HOUR  # design
LONGEST = 2_000  # characters of a statement or an answer
Relabel = Callable[[Transaction, str, str, str], list[StoredEvent]]
"""labels the alert of a fingerprint false, with a reason, by a key; returns what the stream is to be told of it"""


class AppealFigures(NamedTuple):
    """How appeals were answered: median hours and per mille in time, None while none was; `overdue` wait too long."""

    received: int
    answered: int
    upheld: int
    open: int
    overdue: int
    median_hours: float | None
    in_time_pm: int | None


class Appeals:
    """Receives and answers appeals; one that is upheld labels its alert false. Who complained is told to nobody."""

    def __init__(self, relabel: Relabel, now: Callable[[], int]) -> None:
        """Take alerts back with *relabel*."""
        self._relabel = relabel
        self._now = now

    def receive(self, transaction: Transaction, request: AppealRequest, by: str) -> AppealRow:
        """Enter an appeal against an alert; the same statement again is the same appeal.

        Raises:
            UnknownItemError: there is no such alert.
            RefusedStepError: the statement is empty, or too long.
        """
        fingerprint, stated = request.alert, _said(request.statement)
        alert = transaction.alerts_of([fingerprint]).get(fingerprint)
        if alert is None:
            raise UnknownItemError(f"there is no alert {fingerprint}")
        id_ = digest("appeal", fingerprint, str(alert.first_at), stated)
        known = transaction.appeal(id_)
        if known:
            return known
        at = self._now()
        chain = alert.community or alert.subject  # what belongs to no community belongs to a scheme
        row = AppealRow(id_, chain, fingerprint, stated.encode(), at, at + ANSWERED_WITHIN)
        self._enter(transaction, row, "received", "", by)
        return row

    def answer(
        self, transaction: Transaction, id_: str, request: AppealAnswer, by: str
    ) -> tuple[AppealRow, list[StoredEvent]]:
        """Answer an appeal for good, with a reason; return what the stream is to be told, too.

        Raises:
            UnknownItemError: there is no such appeal.
            RefusedStepError: it is answered already, or the reason is empty or too long.
        """
        row = transaction.appeal(id_)
        if row is None:
            raise UnknownItemError(f"there is no appeal {id_}")
        if row.answered_at is not None:
            raise RefusedStepError(f"the appeal was answered already: {row.verdict}")
        verdict, said = request.verdict, _said(request.answer)
        row = row._replace(answered_at=self._now(), verdict=verdict, answer=said.encode(), by=by)
        alert = transaction.alerts_of([row.fingerprint]).get(row.fingerprint)
        told = self._relabel(transaction, row.fingerprint, by, said) if alert and verdict == "upheld" else []
        self._enter(transaction, row, verdict, said, by)
        return row, told

    def _enter(self, transaction: Transaction, row: AppealRow, action: str, reason: str, by: str) -> None:
        """Write *row* down, and the step; it names no member, because it is kept for longer than members are."""
        transaction.put_appeal(row)
        at, chain = row.answered_at or row.received_at, row.community
        step = Entry("appeal", at, subject_of(chain), row.fingerprint, by=by, action=action, reason=reason)
        Ledger(transaction).add(chain, step)


def figures(rows: Iterable[AppealRow], now: int) -> AppealFigures:
    """Return how the appeals in *rows* were answered up to *now*."""
    rows = list(rows)
    answered = [(row, row.answered_at) for row in rows if row.answered_at is not None]
    waiting = [row for row in rows if row.answered_at is None]
    in_time = sum(at <= row.due_at for row, at in answered)
    return AppealFigures(
        received=len(rows),
        answered=len(answered),
        upheld=sum(row.verdict == "upheld" for row, _ in answered),
        open=len(waiting),
        overdue=sum(row.due_at < now for row in waiting),
        median_hours=median((at - row.received_at) / HOUR for row, at in answered) if answered else None,
        in_time_pm=1000 * in_time // len(answered) if answered else None,
    )


def _said(text: str) -> str:
    said = mask(text.strip())
    if not 0 < len(said) <= LONGEST:
        raise RefusedStepError(f"expected 1 to {LONGEST} characters, found {len(said)}")
    return said
