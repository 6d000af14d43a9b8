"""Events dated too far ahead of their receipt: kept aside, and judged once their time has come."""

from collections.abc import Callable

from monitor.clock import MINUTE, iso
from monitor.store import QuarantinedEvent, Store, StoredEvent
from monitor.writer import Writer

AHEAD = 10 * MINUTE  # decisions: an event dated further ahead of its receipt is quarantined
_MOST = 1_000  # taken back by one commit


class Quarantine:
    """Decides which events wait, and hands them to the writer when they need not any more."""

    def __init__(
        self, store: Store, writer: Writer, now: Callable[[], int], follow: Callable[[list[StoredEvent]], None]
    ) -> None:
        """Keep events in *store*; *now* is only asked to tell which come from the future.

        *follow* is told of the events that were handed to *writer*, once they are committed.
        """
        self._store = store
        self._writer = writer
        self._now = now
        self._follow = follow

    def divided(self, rows: list[StoredEvent]) -> tuple[list[StoredEvent], list[QuarantinedEvent]]:
        """Return those of *rows* that can be judged now, and the others with the reason why they wait."""
        horizon = self._now() + AHEAD
        return [row for row in rows if row.at <= horizon], [_aside(row) for row in rows if row.at > horizon]

    def release(self) -> None:
        """Hand in the events whose time has come; a crash in between loses and doubles none.

        Raises:
            MonitorError: the store cannot be read or written now; the events wait on.
        """
        while due := self._due():
            rows = [_taken_back(row) for row in due]
            self._writer.submit(rows, [], released=due)
            self._follow(rows)

    def _due(self) -> list[QuarantinedEvent]:
        with self._store.read() as transaction:
            return transaction.quarantined(self._now() + AHEAD, _MOST)


def _aside(row: StoredEvent) -> QuarantinedEvent:
    reason = f"dated {iso(row.at)}, more than 10 minutes ahead of its receipt"
    return QuarantinedEvent(row.source, row.event_id, row.at, reason, row.body, row.community, row.sequence)


def _taken_back(row: QuarantinedEvent) -> StoredEvent:
    return StoredEvent(row.source, row.event_id, row.community, row.at, 0, row.sequence, row.body)
