"""Silences, and how many alerts each has kept from being told."""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from monitor.store import tables
from monitor.store.records import SilenceRow
from monitor.store.session import Session

_SILENCE = tables.silence.c
_SILENCED = tables.silenced.c


class Silences(Session):
    """What a transaction can do with silences."""

    def put_silence(self, row: SilenceRow) -> None:
        """Insert or replace *row*."""
        self._put(tables.silence, [row])

    def silence(self, id_: str) -> SilenceRow | None:
        """Return one silence, None when there is none."""
        row = self._connection.execute(select(tables.silence).where(_SILENCE.id == id_)).one_or_none()
        return None if row is None else SilenceRow(*row)

    def silences(self, since: int) -> list[SilenceRow]:
        """Return the silences that last beyond *since*, the newest first."""
        lasting = select(tables.silence).where(_SILENCE.expires_at > since)
        ordered = lasting.order_by(_SILENCE.created_at.desc(), _SILENCE.id)
        return [SilenceRow(*row) for row in self._connection.execute(ordered)]

    def end_silence(self, id_: str, at: int) -> None:
        """Let a silence end at *at* unless it has ended by then."""
        ended = update(tables.silence).where(_SILENCE.id == id_, _SILENCE.expires_at > at)
        self._connection.execute(ended.values(expires_at=at))

    def note_silenced(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Enter that a silence has kept an alert from being told; each pair counts once."""
        self._add(tables.silenced, list(pairs))

    def silenced(self) -> dict[str, int]:
        """Return by silence how many alerts it has kept from being told."""
        counted = select(_SILENCED.silence, func.count()).group_by(_SILENCED.silence)
        return {row[0]: row[1] for row in self._connection.execute(counted)}
