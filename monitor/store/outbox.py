"""Notices on their way out: a line for each sink, served from its oldest, and those that were given up."""

from sqlalchemy import ColumnElement, func, select, update

from monitor.store import tables
from monitor.store.records import OutboxRow
from monitor.store.session import Session

_OUTBOX = tables.outbox.c
_IS_WAITING = _OUTBOX.next_at.is_not(None)
_IS_DEAD = _OUTBOX.next_at.is_(None) & _OUTBOX.sent_at.is_(None)
_IN_ORDER = (_OUTBOX.created_at, _OUTBOX.key)


class Outbox(Session):
    """What a transaction can do with notices on their way out."""

    def add_outbox(self, key: str, sink: str, body: bytes, created_at: int) -> None:
        """Leave a notice for *sink*, due at once; the same *key* for the same sink again changes nothing."""
        self._add(tables.outbox, [OutboxRow(key, sink, body, created_at)])

    def due_outbox(self, sink: str, now: int, limit: int) -> list[OutboxRow]:
        """Return the oldest notices for *sink*, at most *limit*; none while the first of them has to wait.

        So notices arrive in the order they were made in, also after the sink was down.
        """
        line = select(tables.outbox).where(_OUTBOX.sink == sink, _IS_WAITING).order_by(*_IN_ORDER).limit(limit)
        rows = [OutboxRow(*row) for row in self._connection.execute(line)]
        return rows if rows and (rows[0].next_at or 0) <= now else []

    def mark_sent(self, key: str, sink: str, at: int) -> None:
        """Note that *sink* took the notice."""
        self._attempted(key, sink, sent_at=at, next_at=None, error=None)

    def mark_failed(self, key: str, sink: str, next_at: int | None, error: str = "", *, refused: bool = False) -> None:
        """Note a failed attempt, why, and when to try again; None gives the notice up."""
        self._attempted(key, sink, next_at=next_at, error=error, refusals=_OUTBOX.refusals + int(refused))

    def _attempted(self, key: str, sink: str, **values: object) -> None:
        attempt = update(tables.outbox).where(_named(key, sink))
        self._connection.execute(attempt.values(attempts=_OUTBOX.attempts + 1, **values))

    def dead_letters(self, limit: int) -> list[OutboxRow]:
        """Return the notices that were given up, newest first, at most *limit*."""
        newest = select(tables.outbox).where(_IS_DEAD).order_by(_OUTBOX.created_at.desc(), _OUTBOX.key).limit(limit)
        return [OutboxRow(*row) for row in self._connection.execute(newest)]

    def dead_letter(self, key: str, sink: str) -> OutboxRow | None:
        """Return the notice if it was given up."""
        row = self._connection.execute(select(tables.outbox).where(_named(key, sink), _IS_DEAD)).one_or_none()
        return OutboxRow(*row) if row else None

    def revive(self, now: int, sink: str | None = None, key: str | None = None) -> int:
        """Put notices that were given up back at the end of their lines, all or those named; return how many."""
        back = update(tables.outbox).where(_IS_DEAD)
        if sink is not None:
            back = back.where(_OUTBOX.sink == sink)
        if key is not None:
            back = back.where(_OUTBOX.key == key)
        return self._connection.execute(back.values(created_at=now, next_at=0, attempts=0, refusals=0)).rowcount

    def outbox_standing(self) -> dict[str, tuple[int, int]]:
        """Return by sink how many notices wait and how many were given up."""
        counted = select(_OUTBOX.sink, func.count(_OUTBOX.next_at), func.count())
        unsent = counted.where(_OUTBOX.sent_at.is_(None)).group_by(_OUTBOX.sink)
        return {sink: (waiting, count - waiting) for sink, waiting, count in self._connection.execute(unsent)}


def _named(key: str, sink: str) -> ColumnElement[bool]:
    return (_OUTBOX.key == key) & (_OUTBOX.sink == sink)
