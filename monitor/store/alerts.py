"""Alerts, and who may ask for them over HTTP."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select, tuple_, update

from monitor.store import tables
from monitor.store.records import AlertQuery, AlertRow, KeyRow
from monitor.store.session import Session

_ALERT = tables.alert.c
_KEY = tables.api_key.c
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
        if query.scheme is not None:
            chosen = chosen.where(_ALERT.scheme == query.scheme)
        if query.after is not None:
            first_at, fingerprint = query.after
            chosen = chosen.where(tuple_(_ALERT.first_at, _ALERT.fingerprint) < (first_at, fingerprint))
        newest = chosen.order_by(_ALERT.first_at.desc(), _ALERT.fingerprint.desc()).limit(query.limit)
        return [AlertRow(*row) for row in self._connection.execute(newest)]

    def standing(self, states: Sequence[str]) -> dict[int, tuple[int, int]]:
        """Return by severity how many alerts are in one of *states*, and the first time of the oldest.

        Those that a moderator closed, as `monitor.alerts.case.standing` has it, are left out.
        """
        step = tables.case.c
        closed = exists().where(
            step.fingerprint == _ALERT.fingerprint,
            step.state == "resolved",
            step.first_at == _ALERT.first_at,
            step.last_at >= _ALERT.last_at,
        )
        counted = select(_ALERT.severity, func.count(), func.min(_ALERT.first_at))
        rows = self._connection.execute(counted.where(_ALERT.state.in_(states), ~closed).group_by(_ALERT.severity))
        return {severity: (count, oldest) for severity, count, oldest in rows}


class Keys(Session):
    """What a transaction can do with API keys. A withdrawn one leaves its name behind: a row without scopes."""

    def add_key(self, row: KeyRow) -> None:
        """Keep the hash of a new key."""
        self._put(tables.api_key, [(row.hash, row.name, " ".join(sorted(row.scopes)), row.created_at)])

    def key(self, hash_: str) -> KeyRow | None:
        """Return what is known of the key with this hash, None when there is none, or it was withdrawn."""
        theirs = select(tables.api_key).where(_KEY.hash == hash_, _KEY.scopes != "")
        row = self._connection.execute(theirs).one_or_none()
        return None if row is None else KeyRow(row.hash, row.name, frozenset(row.scopes.split()), row.created_at)

    def all_keys(self) -> list[KeyRow]:
        """Return the keys there are, by name."""
        rows = self._connection.execute(select(tables.api_key).where(_KEY.scopes != "").order_by(_KEY.name, _KEY.hash))
        return [KeyRow(row.hash, row.name, frozenset(row.scopes.split()), row.created_at) for row in rows]

    def has_had_key(self, name: str) -> bool:
        """Return whether any key was ever added for *name*."""
        return bool(self._connection.scalar(select(exists().where(_KEY.name == name))))

    def withdraw_key(self, name: str) -> bool:
        """Take all that it may do from the key of this name; return whether there was one."""
        theirs = update(tables.api_key).where(_KEY.name == name, _KEY.scopes != "")
        return bool(self._connection.execute(theirs.values(scopes="")).rowcount)

    def has_keys(self) -> bool:
        """Return whether any key was ever added."""
        return bool(self._connection.scalar(select(func.count()).select_from(tables.api_key)))
