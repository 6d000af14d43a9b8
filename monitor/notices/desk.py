"""Where notices that were given up are seen, and sent once more."""

from collections.abc import Callable

from monitor.clock import iso
from monitor.errors import UnknownItemError
from monitor.service.notices import DeadLetter, DeadLetterList
from monitor.store import OutboxRow, Store

MOST = 1_000  # letters shown at once


class NoticeDesk:
    """Reads and revives what is dead in the outbox of one store."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        """Work on *store*; a notice that is sent once more has waited since *now*."""
        self._store = store
        self._now = now

    def dead(self) -> DeadLetterList:
        """Return the notices that were given up, the newest first."""
        with self._store.read() as transaction:
            return DeadLetterList(tuple(_letter(row) for row in transaction.dead_letters(MOST)))

    def retry(self, key: str, recipient: str) -> DeadLetter:
        """Send a notice once more, under the key it had.

        Raises:
            UnknownItemError: no such notice was given up.
        """
        with self._store.begin() as transaction:
            row = transaction.dead_letter(key, recipient)
            if row is None:
                raise UnknownItemError(f"no notice {key!r} to {recipient!r} was given up")
            transaction.revive(self._now(), recipient, key)
        return _letter(row)

    def retry_all(self, recipient: str | None = None, key: str | None = None) -> int:
        """Send every notice once more that was given up, of one recipient or key if given; return how many."""
        with self._store.begin() as transaction:
            return transaction.revive(self._now(), recipient, key)


def _letter(row: OutboxRow) -> DeadLetter:
    return DeadLetter(row.key, row.sink, iso(row.created_at), row.attempts, row.error or "")
