"""Where moderators ask for names, answer appeals and erase members; each step is one transaction between commits."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from monitor.clock import exact
from monitor.privacy.appeals import Appeals
from monitor.privacy.reveals import Reveals
from monitor.service.privacy import (
    AppealAnswer,
    AppealEntry,
    AppealList,
    AppealRequest,
    AppealVerdict,
    ErasureReport,
    ErasureRequest,
    RevealEntry,
    RevealList,
    RevealRequest,
)
from monitor.store import AppealRow, RevealRow, StoredEvent, Transaction

Answer = TypeVar("Answer")
_VERDICTS: dict[str, AppealVerdict] = {"upheld": "upheld", "rejected": "rejected"}


class Enter(Protocol):
    """Does work in a transaction of its own between commits; see `Writer.enter`."""

    def __call__(self, work: Callable[[Transaction], Answer], /) -> Answer:
        """Return what *work* returns."""
        ...


class EnterEvents(Protocol):
    """Does work as `Enter` does, and lets the stream be told of the events that it returns, in the same commit."""

    def __call__(self, work: Callable[[Transaction], tuple[Answer, list[StoredEvent]]], /) -> Answer:
        """Return what *work* returns beside them."""
        ...


class PrivacyDesk:
    """What the ways in may ask about people; see `monitor.service.privacy.PrivacyDesk`."""

    def __init__(
        self,
        enter: Enter,
        enter_events: EnterEvents,
        *,
        reveals: Reveals,
        appeals: Appeals,
        erase: Callable[[ErasureRequest, str], ErasureReport],
        now: Callable[[], int],
    ) -> None:
        """Take steps with *enter*; *erase* forgets a member."""
        self._enter = enter
        self._enter_events = enter_events
        self._reveals = reveals
        self._appeals = appeals
        self._erase = erase
        self._now = now

    def reveals(self) -> RevealList:
        """Return the requests for names, the newest first, without the names."""
        rows = self._enter(lambda transaction: transaction.reveals())
        return RevealList(tuple(map(_reveal_entry, rows)))

    def ask(self, request: RevealRequest, by: str) -> RevealEntry:
        """Ask who a member is; see `Reveals.ask`."""
        return _reveal_entry(self._enter(lambda transaction: self._reveals.ask(transaction, request, by)))

    def approve(self, reveal: str, by: str) -> RevealEntry:
        """Approve somebody else's request; see `Reveals.approve`. The name is for who asked, not for who approves."""
        return _reveal_entry(self._enter(lambda transaction: self._reveals.approve(transaction, reveal, by)))

    def show(self, reveal: str, by: str) -> RevealEntry:
        """Return an approved request with the name, to who asked alone; see `Reveals.show`."""
        return self._enter(lambda transaction: self._shown(transaction, reveal, by))

    def _shown(self, transaction: Transaction, reveal: str, by: str) -> RevealEntry:
        row, plain = self._reveals.show(transaction, reveal, by)
        return _reveal_entry(row, plain)

    def appeals(self, *, answered: bool = False) -> AppealList:
        """Return the appeals that wait for an answer, with *answered* all, the one due first before the others."""
        rows = self._enter(lambda transaction: transaction.appeals())
        asked = sorted((row for row in rows if answered or row.answered_at is None), key=lambda row: row.due_at)
        return AppealList(tuple(map(self._appeal_entry, asked)))

    def appeal(self, request: AppealRequest, by: str) -> AppealEntry:
        """Enter an appeal; see `Appeals.receive`."""
        return self._appeal_entry(self._enter(lambda transaction: self._appeals.receive(transaction, request, by)))

    def answer(self, appeal: str, request: AppealAnswer, by: str) -> AppealEntry:
        """Answer an appeal; see `Appeals.answer`."""
        return self._appeal_entry(
            self._enter_events(lambda transaction: self._appeals.answer(transaction, appeal, request, by))
        )

    def erase(self, request: ErasureRequest, by: str) -> ErasureReport:
        """Forget a member."""
        return self._erase(request, by)

    def _appeal_entry(self, row: AppealRow) -> AppealEntry:
        until = self._now() if row.answered_at is None else row.answered_at
        return AppealEntry(
            id=row.id,
            community=row.community,
            alert=row.fingerprint,
            statement=row.statement.decode(),
            received_time=exact(row.received_at),
            due_time=exact(row.due_at),
            is_overdue=until > row.due_at,
            answered_time=None if row.answered_at is None else exact(row.answered_at),
            verdict=_VERDICTS.get(row.verdict or ""),
            answer=None if row.answer is None else row.answer.decode(),
            by=row.by,
        )


def _reveal_entry(row: RevealRow, identity: str | None = None) -> RevealEntry:
    return RevealEntry(
        id=row.id,
        community=row.community,
        member=row.member,
        case_number=row.case_number,
        reason=row.reason,
        asked_by=row.asked_by,
        asked_time=exact(row.asked_at),
        approved_by=row.approved_by,
        approved_time=None if row.approved_at is None else exact(row.approved_at),
        identity=identity,
    )
