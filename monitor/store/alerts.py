"""Alerts, the notices that leave because of them, and who may ask over HTTP."""

from collections.abc import Sequence

from sqlalchemy import func, select, tuple_, update

from monitor.store import tables
from monitor.store.records import AlertQuery, AlertRow, KeyRow, OutboxRow
from monitor.store.session import Session
from monitor.store.sqlite import insert_unseen

_ALERT = tables.alert.c
_OUTBOX = tables.outbox.c
_CHUNK = 500  # fingerprints looked up by one statement


class Alerts(Session):
    """What a transaction can do with alerts."""

    def put_alerts(self, rows: Sequence[AlertRow]) -> None:
        """Insert or replace alerts."""
        self._put(tables.alert, rows)

    def alerts_of(self, fingerprints: Sequence[str]) -> dict[str, AlertRow]:
        """Return those of the alerts named that there are, by fingerprint."""
        found: dict[str, AlertRow] = {}
        for start in range(0, len(fingerprints), _CHUNK):
            chosen = select(tables.alert).where(_ALERT.fingerprint.in_(fingerprints[start : start + _CHUNK]))
            found |= {row.fingerprint: AlertRow(*row) for row in self._connection.execute(chosen)}
        return found

    def alerts(self, query: AlertQuery) -> list[AlertRow]:
        """Return the alerts that *query* asks for, newest first."""
        chosen = select(tables.alert).where(_ALERT.severity >= query.severity)
        if query.states:
            chosen = chosen.where(_ALERT.state.in_(query.states))
        if query.community is not None:
            chosen = chosen.where(_ALERT.community == query.community)
        if query.rule is not None:
            chosen = chosen.where(_ALERT.rule == query.rule)
        if query.after is not None:
            first_at, fingerprint = query.after
            chosen = chosen.where(tuple_(_ALERT.first_at, _ALERT.fingerprint) < (first_at, fingerprint))
        newest = chosen.order_by(_ALERT.first_at.desc(), _ALERT.fingerprint.desc()).limit(query.limit)
        return [AlertRow(*row) for row in self._connection.execute(newest)]

    def standing(self, states: Sequence[str]) -> dict[int, tuple[int, int]]:
        """Return by severity how many alerts are in one of *states*, and the first time of the oldest."""
        counted = select(_ALERT.severity, func.count(), func.min(_ALERT.first_at)).where(_ALERT.state.in_(states))
        rows = self._connection.execute(counted.group_by(_ALERT.severity))
        return {severity: (count, oldest) for severity, count, oldest in rows}


class Outbox(Session):
    """What a transaction can do with notices on their way out."""

    def add_outbox(self, key: str, sink: str, body: bytes, created_at: int) -> None:
        """Leave a notice for *sink*, due at once; the same *key* for the same sink again changes nothing."""
        insert_unseen(self._connection, tables.outbox, OutboxRow._fields, [OutboxRow(key, sink, body, created_at)])

    def due_outbox(self, sink: str, now: int, limit: int) -> list[OutboxRow]:
        """Return at most *limit* notices for *sink* due at *now*, the longest due first."""
        due = select(tables.outbox).where(_OUTBOX.sink == sink, _OUTBOX.next_at <= now)
        ordered = due.order_by(_OUTBOX.next_at, _OUTBOX.created_at, _OUTBOX.key).limit(limit)
        return [OutboxRow(*row) for row in self._connection.execute(ordered)]

    def mark_sent(self, key: str, sink: str, at: int) -> None:
        """Note that *sink* took the notice."""
        self._mark(key, sink, sent_at=at, next_at=None)

    def mark_failed(self, key: str, sink: str, next_at: int | None) -> None:
        """Note a failed attempt and when to try again; None gives the notice up."""
        self._mark(key, sink, next_at=next_at)

    def _mark(self, key: str, sink: str, **values: int | None) -> None:
        where = (_OUTBOX.key == key) & (_OUTBOX.sink == sink)
        attempted = update(tables.outbox).where(where).values(attempts=_OUTBOX.attempts + 1, **values)
        self._connection.execute(attempted)


class Keys(Session):
    """What a transaction can do with API keys."""

    def add_key(self, row: KeyRow) -> None:
        """Keep the hash of a new key."""
        self._put(tables.api_key, [(row.hash, row.name, " ".join(sorted(row.scopes)), row.created_at)])

    def key(self, hash_: str) -> KeyRow | None:
        """Return what is known of the key with this hash, None when there is none."""
        row = self._connection.execute(select(tables.api_key).where(tables.api_key.c.hash == hash_)).one_or_none()
        return None if row is None else KeyRow(row.hash, row.name, frozenset(row.scopes.split()), row.created_at)

    def has_keys(self) -> bool:
        """Return whether any key was ever added."""
        return bool(self._connection.scalar(select(func.count()).select_from(tables.api_key)))
