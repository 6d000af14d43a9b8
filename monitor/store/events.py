"""Events as they came in, once each."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, bindparam, delete, select, tuple_, update

from monitor.store import tables
from monitor.store.records import Cursor, QuarantinedEvent, StoredEvent
from monitor.store.session import Session

_EVENT = tables.event.c
_COLUMNS = [_EVENT[name] for name in StoredEvent._fields]
_ORDER = _EVENT.at, _EVENT.late, _EVENT.sequence, _EVENT.event_id
_PLACE = tuple_(*_ORDER)
_AFTER = tuple(f"after_{name}" for name in Cursor._fields)
_PAGE = 1_000
_PAGE_OF = (  # made once: making it costs more than a short page
    select(*_COLUMNS)
    .where(_EVENT.community == bindparam("in_community"), _EVENT.at <= bindparam("until"))
    .where(_EVENT.at >= bindparam("after_at"), _PLACE.__gt__(tuple_(*map(bindparam, _AFTER))))
    .order_by(*_ORDER)
    .limit(_PAGE)
)
_CHUNK = 500  # ids looked up by one statement
MAX_TIME = 2**63 - 1
MAX_ROWS = 2**31 - 1


class Events(Session):
    """What a transaction can do with events."""

    def add_events(self, rows: Sequence[StoredEvent]) -> list[StoredEvent]:
        """Store the *rows* not seen before and return the others: known already, or repeated within *rows*."""
        fresh = set(self._add(tables.event, rows, StoredEvent._fields, ("source", "event_id")))
        if len(fresh) == len(rows):
            return []
        seen: list[StoredEvent] = []
        for row in rows:
            if row.key in fresh:
                fresh.remove(row.key)
            else:
                seen.append(row)
        return seen

    def _events_in(self, where: ColumnElement[bool], ids: Sequence[str]) -> Iterator[StoredEvent]:
        for start in range(0, len(ids), _CHUNK):
            chosen = select(*_COLUMNS).where(where, _EVENT.event_id.in_(ids[start : start + _CHUNK]))
            yield from (StoredEvent(*row) for row in self._connection.execute(chosen))

    def replace_body(self, source: str, event_id: str, body: bytes) -> None:
        """Replace what is stored of an event that a duplicate enriched."""
        where = (_EVENT.source == source) & (_EVENT.event_id == event_id)
        self._connection.execute(update(tables.event).where(where).values(body=body))

    def body_of(self, source: str, event_id: str) -> StoredEvent | None:
        """Return the stored event, None when it was never seen."""
        return next(self._events_in(_EVENT.source == source, [event_id]), None)

    def events_of(self, community: str, ids: Sequence[str]) -> list[StoredEvent]:
        """Return those events of *community* whose id is among *ids*, in the order of the community."""
        return sorted(self._events_in(_EVENT.community == community, ids), key=lambda found: found.cursor)

    def events_between(self, community: str, after: Cursor, until: int) -> Iterator[StoredEvent]:
        """Yield the events of *community* after the place *after* with `at <= until`, in order.

        Memory holds one page; no statement stays open between pages, so the caller may write meanwhile.
        """
        while True:
            place = dict(zip(_AFTER, after, strict=True))
            rows = self._connection.execute(_PAGE_OF, {"in_community": community, "until": until, **place}).all()
            yield from (StoredEvent(*row) for row in rows)
            if len(rows) < _PAGE:
                return
            after = StoredEvent(*rows[-1]).cursor

    def history(self, community: str) -> Iterator[bytes]:
        """Yield the bodies of all events of *community* in order; nothing may be written meanwhile."""
        body = select(_EVENT.body).where(_EVENT.community == community).order_by(*_ORDER)
        yield from self._connection.scalars(body.execution_options(yield_per=_PAGE))

    def quarantine(self, rows: Sequence[QuarantinedEvent]) -> None:
        """Keep events aside that cannot be judged yet; the same event again replaces itself."""
        self._put(tables.quarantine, rows)

    def quarantined(self, until: int = MAX_TIME, limit: int = MAX_ROWS) -> list[QuarantinedEvent]:
        """Return at most *limit* events in quarantine dated no later than *until*, oldest first.

        Those that an earlier version set aside without their community are not among them.
        """
        kept = tables.quarantine.c
        chosen = select(tables.quarantine).where(kept.at <= until, kept.community != "")
        ordered = chosen.order_by(kept.at, kept.source, kept.event_id).limit(limit)
        return [QuarantinedEvent(*row) for row in self._connection.execute(ordered)]

    def release(self, rows: Sequence[QuarantinedEvent]) -> None:
        """Let go of events that are judged now."""
        if rows:
            kept = tables.quarantine.c
            gone = delete(tables.quarantine).where(kept.source == bindparam("of"), kept.event_id == bindparam("id"))
            self._connection.execute(gone, [{"of": row.source, "id": row.event_id} for row in rows])
