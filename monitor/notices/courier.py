"""Notices leave the outbox: at least once, in their order, each under its own key."""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
import structlog

from monitor.notices.backoff import next_attempt
from monitor.notices.notice import Notice, decoded
from monitor.notices.sink import Kind, NoticeError, Refused, Sink
from monitor.store import OutboxRow, Store

_BATCH = 100

Outcome = Literal["sent", "failed", "given_up"]


class Courier:
    """Takes what is due from the outbox to its sinks.

    A notice is marked after it was taken, so a crash in between sends it again under the same key.
    """

    def __init__(
        self,
        store: Store,
        sinks: Mapping[str, Sink],
        now: Callable[[], int],
        count: Callable[[Kind, Outcome], None],
    ) -> None:
        """Take the notices in *store* to *sinks*, by name of recipient; *count* is told of every attempt."""
        self._store = store
        self._sinks = sinks
        self._now = now
        self._count = count
        self._log: structlog.stdlib.BoundLogger = structlog.get_logger()

    def serve(self, recipient: str) -> None:
        """Send what is due to *recipient*, up to the first failure; what comes behind keeps its place.

        Nothing while another server may do so: what it sends could not be marked here.
        """
        if self._store.is_lost:
            return
        sink = self._sinks[recipient]
        with self._store.read() as transaction:
            due = transaction.due_outbox(recipient, self._now(), _BATCH)
        for row in due:
            outcome = self._attempt(row, sink)
            self._count(sink.kind, outcome)
            if outcome == "failed":
                return

    def standing(self) -> dict[str, tuple[int, int]]:
        """Return by kind of sink how many notices wait and how many were given up; "other" has no sink any more."""
        standing: dict[str, tuple[int, int]] = {}
        with self._store.read() as transaction:
            for name, (waiting, dead) in transaction.outbox_standing().items():
                kind = self._sinks[name].kind if name in self._sinks else "other"
                before = standing.get(kind, (0, 0))
                standing[kind] = (before[0] + waiting, before[1] + dead)
        return standing

    def _attempt(self, row: OutboxRow, sink: Sink) -> Outcome:
        try:
            sink.send(_notice(row), self._now())
        except Exception as error:  # whatever breaks in a sink is that sink's failure, not the courier's
            return self._note_failure(row, error)
        with self._store.begin() as transaction:
            transaction.mark_sent(row.key, row.sink, self._now())
        return "sent"

    def _note_failure(self, row: OutboxRow, error: Exception) -> Outcome:
        # Only our own errors are sure to repeat no token; of another one its type must do.
        why = str(error) if isinstance(error, NoticeError) else type(error).__name__
        next_at = next_attempt(row, self._now(), error)
        with self._store.begin() as transaction:
            transaction.mark_failed(row.key, row.sink, next_at, why, refused=isinstance(error, Refused))
        self._log.warning(
            "notice not delivered", sink=row.sink, key=row.key, attempt=row.attempts + 1, why=why, next_at=next_at
        )
        return "given_up" if next_at is None else "failed"


def _notice(row: OutboxRow) -> Notice:
    try:
        return decoded(row.body)
    except msgspec.DecodeError:
        raise Refused("not a notice as this version writes them") from None
