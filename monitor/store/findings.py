"""Findings, and the schemes with their evidence."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, select

from monitor.store import tables
from monitor.store.records import EvidenceRow, FindingRow, SchemeRow, TimelineRow
from monitor.store.session import Session


class Findings(Session):
    """What a transaction can do with findings and schemes."""

    def put_findings(self, rows: Sequence[FindingRow]) -> None:
        """Insert or replace findings."""
        self._put(tables.finding, rows)

    def delete_findings(self, ids: Sequence[str]) -> None:
        """Forget the findings of these *ids*."""
        if ids:
            forget = delete(tables.finding).where(tables.finding.c.id == bindparam("gone"))
            self._connection.execute(forget, [{"gone": id_} for id_ in ids])

    def findings(self, *, community: str | None = None, scheme: str | None = None) -> list[FindingRow]:
        """Return findings in order of time: of a community, of a scheme, of both, or all."""
        chosen = _chosen(tables.finding, community, scheme).order_by(tables.finding.c.at, tables.finding.c.id)
        return [FindingRow(*row) for row in self._connection.execute(chosen)]

    def finding(self, id_: str) -> FindingRow | None:
        """Return one finding, None when there is none."""
        row = self._connection.execute(select(tables.finding).where(tables.finding.c.id == id_)).one_or_none()
        return None if row is None else FindingRow(*row)

    def put_evidence(self, rows: Sequence[EvidenceRow]) -> None:
        """Insert or replace evidence; the scheme it counts for may change."""
        self._put(tables.evidence, rows)

    def evidence(self, *, community: str | None = None, scheme: str | None = None) -> list[EvidenceRow]:
        """Return evidence in order of time: of a community, of a scheme, of both, or all."""
        seen = tables.evidence.c
        chosen = _chosen(tables.evidence, community, scheme)
        ordered = chosen.order_by(seen.at, seen.community, seen.event_id, seen.signal)
        return [EvidenceRow(*row) for row in self._connection.execute(ordered)]

    def put_scheme(self, row: SchemeRow) -> None:
        """Insert or replace *row*."""
        self._put(tables.scheme, [row])

    def schemes(self) -> list[SchemeRow]:
        """Return all schemes in order of their ids."""
        rows = self._connection.execute(select(tables.scheme).order_by(tables.scheme.c.id))
        return [SchemeRow(*row) for row in rows]

    def replace_timeline(self, scheme: str, entries: Sequence[TimelineRow]) -> None:
        """Let *entries* be the whole timeline of *scheme*."""
        self._connection.execute(delete(tables.timeline).where(tables.timeline.c.scheme == scheme))
        self._put(tables.timeline, [(scheme, position, *entry) for position, entry in enumerate(entries)])

    def timeline(self, scheme: str) -> list[TimelineRow]:
        """Return the timeline of *scheme* as it was given."""
        line = tables.timeline.c
        chosen = select(line.at, line.stage, line.body).where(line.scheme == scheme).order_by(line.position)
        return [TimelineRow(*row) for row in self._connection.execute(chosen)]

    def delete_scheme(self, id_: str) -> None:
        """Forget a scheme with its timeline and the evidence that still counts for it."""
        for table, column in (
            (tables.scheme, tables.scheme.c.id),
            (tables.timeline, tables.timeline.c.scheme),
            (tables.evidence, tables.evidence.c.scheme),
        ):
            self._connection.execute(delete(table).where(column == id_))


def _chosen(table: Table, community: str | None, scheme: str | None) -> Select[Any]:
    wanted = {"community": community, "scheme": scheme}
    return select(table).where(*(table.c[name] == value for name, value in wanted.items() if value is not None))
