"""Where silences are made and ended; see `monitor.service.silences.SilenceDesk`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.alerts.silences import Silence, encoded, objections
from monitor.clock import exact, micros
from monitor.digest import digest
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.entry import Entry
from monitor.evidence.ledger import Ledger
from monitor.masking import mask
from monitor.service.silences import SilenceEntry, SilenceList, SilenceRequest
from monitor.store import SilenceRow, Store, Transaction
from monitor.writer import Writer

CHAIN = "silences"  # silences belong to no community: each may cover many
_EVER = -(2**63)
_BEGIN, _END = 1970, 9000  # years; so that what follows from a time is one, too


@dataclass(frozen=True, slots=True)
class SilenceDesk:
    """Makes silences in *store* with *writer*; each step is entered in the evidence."""

    store: Store
    writer: Writer
    now: Callable[[], int]

    def all(self, *, expired: bool = False) -> SilenceList:
        """Return the silences that are or will be in force, the newest first; with *expired* those that were, too."""
        with self.store.read() as transaction:
            rows, counts = transaction.silences(_EVER if expired else self.now()), transaction.silenced()
        return SilenceList(tuple(self._entry(row, counts) for row in rows))

    def add(self, request: SilenceRequest, by: str) -> SilenceEntry:
        """Make a silence; what the same author asked for in the same words is the one there is."""
        return self.writer.enter(lambda transaction: self._add(transaction, request, by))

    def _add(self, transaction: Transaction, request: SilenceRequest, by: str) -> SilenceEntry:
        now = self.now()
        starts, expires = (
            _moment("starts_time", request.starts_time, now),
            _moment("expires_time", request.expires_time, now),
        )
        wrong = objections(request.matchers, request.reason, starts, expires, now)
        if wrong:
            raise RefusedStepError("; ".join(wrong))
        matchers = encoded(request.matchers)
        row = SilenceRow("", matchers, by, mask(request.reason), now, starts, expires)
        known = next((each for each in transaction.silences(now) if _is_same(each, row)), None)
        if known is None:
            line, _ = transaction.ledger_head(CHAIN) or (0, b"")
            known = row._replace(id=digest("silence", str(line)))
            transaction.put_silence(known)
            _audit(transaction, known, "silenced", by, now)
        return self._entry(known, transaction.silenced())

    def end(self, silence: str, by: str) -> SilenceEntry:
        """End a silence now; one that has ended stays as it was."""

        def work(transaction: Transaction) -> SilenceEntry:
            row, now = transaction.silence(silence), self.now()
            if row is None:
                raise UnknownItemError("there is no silence of this id")
            if row.expires_at > now:
                transaction.end_silence(silence, now)
                row = row._replace(expires_at=now)
                _audit(transaction, row, "ended", by, now)
            return self._entry(row, transaction.silenced())

        return self.writer.enter(work)

    def _entry(self, row: SilenceRow, counts: Mapping[str, int]) -> SilenceEntry:
        return SilenceEntry(
            id=row.id,
            matchers=Silence.of(row).matchers,
            author=row.author,
            reason=row.reason,
            created_time=exact(row.created_at),
            starts_time=exact(row.starts_at),
            expires_time=exact(row.expires_at),
            state=self._state(row),
            suppressed=counts.get(row.id, 0),
        )

    def _state(self, row: SilenceRow) -> Literal["pending", "active", "expired"]:
        if row.expires_at <= self.now():
            return "expired"
        return "active" if row.starts_at <= self.now() else "pending"


def _is_same(one: SilenceRow, other: SilenceRow) -> bool:
    """Return whether both keep the same alerts quiet as long, by the same author and for the same reason."""
    return (one.matchers, one.author, one.reason, one.expires_at) == (
        other.matchers, other.author, other.reason, other.expires_at,
    )  # fmt: skip


def _moment(name: str, written: str | None, default: int) -> int:
    """Return the time *written* in microseconds, *default* when there is none.

    Raises:
        RefusedStepError: it is not RFC 3339 with an offset.
    """
    if written is None:
        return default
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        when = None
    if when is None or when.tzinfo is None or not _BEGIN <= when.year < _END:
        raise RefusedStepError(f"{name}: expected RFC 3339 with an offset, like 2024-03-01T10:00:00+08:00")
    return micros(when)


def _audit(transaction: Transaction, row: SilenceRow, action: str, by: str, at: int) -> None:
    entry = Entry("silence", at, f"silence:{row.id}", row.id, by=by, action=action, reason=row.reason)
    Ledger(transaction).add(CHAIN, entry)
