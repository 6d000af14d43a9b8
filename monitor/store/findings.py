"""Findings, the schemes with their evidence, and the sightings of campaigns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, func, select

from monitor.store import tables
from monitor.store.records import EvidenceRow, FindingRow, HoldingRow, SchemeRow, SightingRow, TimelineRow
from monitor.store.session import Session

_PAGE = 1_000


class Findings(Session):
    """What a transaction can do with findings, schemes and campaigns."""

    def put_findings(self, rows: Sequence[FindingRow]) -> None:
        """Insert or replace findings."""
        self._put(tables.finding, rows)

    def delete_findings(self, ids: Sequence[str]) -> None:
        """Forget the findings of these *ids*."""
        if ids:
            gone = [{"gone": id_} for id_ in ids]
            for column in (tables.finding.c.id, tables.finding_community.c.finding):
                self._connection.execute(delete(column.table).where(column == bindparam("gone")), gone)

    def findings(self, *, community: str | None = None, scheme: str | None = None) -> list[FindingRow]:
        """Return findings in order of time: of a community, of a scheme, of both, or all."""
        chosen = _chosen(tables.finding, community, scheme).order_by(tables.finding.c.at, tables.finding.c.id)
        return [FindingRow(*row) for row in self._connection.execute(chosen)]

    def finding(self, id_: str) -> FindingRow | None:
        """Return one finding, None when there is none."""
        row = self._connection.execute(select(tables.finding).where(tables.finding.c.id == id_)).one_or_none()
        return None if row is None else FindingRow(*row)

    def severities(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how grave those findings of these *ids* are that there are."""
        found, grave = tables.finding.c, dict[str, int]()
        for start in range(0, len(ids), _PAGE):
            chosen = select(found.id, found.severity).where(found.id.in_(ids[start : start + _PAGE]))
            grave |= {row.id: row.severity for row in self._connection.execute(chosen)}
        return grave

    def tally(self, rule: str, version: int) -> dict[int, int]:
        """Return by severity how many findings one version of *rule* has led to."""
        found = tables.finding.c
        counted = select(found.severity, func.count()).where(found.rule == rule, found.version == version)
        return {row[0]: row[1] for row in self._connection.execute(counted.group_by(found.severity))}

    def newest_findings(self, rule: str, version: int, limit: int) -> list[FindingRow]:
        """Return the newest *limit* findings that one version of *rule* has led to, newest first."""
        found = tables.finding.c
        chosen = select(tables.finding).where(found.rule == rule, found.version == version)
        newest = chosen.order_by(found.at.desc(), found.id.desc()).limit(limit)
        return [FindingRow(*row) for row in self._connection.execute(newest)]

    def replace_communities(self, seen: Mapping[str, Sequence[str]]) -> None:
        """Let the communities that are *seen* by finding be all that its campaign or its owner was seen in."""
        if seen:
            table = tables.finding_community
            gone = delete(table).where(table.c.finding == bindparam("gone"))
            self._connection.execute(gone, [{"gone": finding} for finding in seen])
            self._insert(table, [(finding, community) for finding, all_ in seen.items() for community in all_])

    def campaign_findings(self, community: str) -> list[FindingRow]:
        """Return the findings about campaigns seen in *community* and about its owner, in order of time."""
        seen, found = tables.finding_community.c, tables.finding.c
        chosen = select(tables.finding).join(tables.finding_community, seen.finding == found.id)
        ordered = chosen.where(seen.community == community).order_by(found.at, found.id)
        return [FindingRow(*row) for row in self._connection.execute(ordered)]

    def put_holdings(self, rows: Sequence[HoldingRow]) -> None:
        """Insert or replace what communities contribute to their owners' reach."""
        self._put(tables.holding, rows)

    def holdings(self) -> list[HoldingRow]:
        """Return what every community contributes, in order of their ids."""
        rows = self._connection.execute(select(tables.holding).order_by(tables.holding.c.community))
        return [HoldingRow(*row) for row in rows]

    def put_sightings(self, rows: Sequence[SightingRow]) -> None:
        """Insert or replace sightings of promotional messages."""
        self._put(tables.sighting, rows)

    def sightings(self) -> Iterator[bytes]:
        """Yield the bodies of all sightings in order of time, community and event; nothing may be written meanwhile."""
        seen = tables.sighting.c
        ordered = select(seen.body).order_by(seen.at, seen.community, seen.event_id)
        yield from self._connection.scalars(ordered.execution_options(yield_per=_PAGE))

    def delete_sightings(self, before: int) -> None:
        """Forget the sightings before the time *before*."""
        self._connection.execute(delete(tables.sighting).where(tables.sighting.c.at < before))

    def put_evidence(self, rows: Sequence[EvidenceRow]) -> None:
        """Insert or replace evidence; the scheme it counts for may change."""
        self._put(tables.evidence, rows)

    def delete_evidence(self, row: EvidenceRow) -> None:
        """Forget one piece of evidence."""
        kept = tables.evidence.c
        same = kept.community == row.community, kept.event_id == row.event_id, kept.signal == row.signal
        self._connection.execute(delete(tables.evidence).where(*same))

    def evidence(self, *, community: str | None = None, scheme: str | None = None) -> list[EvidenceRow]:
        """Return evidence in order of time: of a community, of a scheme, of both, or all."""
        seen = tables.evidence.c
        chosen = _chosen(tables.evidence, community, scheme)
        ordered = chosen.order_by(seen.at, seen.community, seen.event_id, seen.signal)
        return [EvidenceRow(*row) for row in self._connection.execute(ordered)]

    def put_schemes(self, rows: Sequence[SchemeRow]) -> None:
        """Insert or replace *rows*."""
        self._put(tables.scheme, rows)

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
