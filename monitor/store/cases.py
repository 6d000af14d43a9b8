"""What moderators did about alerts, and what they say of them."""

from collections.abc import Sequence

from sqlalchemy import func, select

from monitor.store import tables
from monitor.store.records import AlertRow, CaseRow, LabelRow
from monitor.store.session import Session

_CASE = tables.case.c
_LABEL = tables.label.c
_WIDTH = len(AlertRow._fields)
_CHUNK = 500  # fingerprints looked up by one statement


class Cases(Session):
    """What a transaction can do with the cases of alerts."""

    def put_case(self, row: CaseRow) -> None:
        """Insert or replace the last step about an alert."""
        self._put(tables.case, [row])

    def cases_of(self, fingerprints: Sequence[str]) -> dict[str, CaseRow]:
        """Return the last steps about those of the alerts named that had any, by fingerprint."""
        found: dict[str, CaseRow] = {}
        for start in range(0, len(fingerprints), _CHUNK):
            chosen = select(tables.case).where(_CASE.fingerprint.in_(fingerprints[start : start + _CHUNK]))
            found |= {row.fingerprint: CaseRow(*row) for row in self._connection.execute(chosen)}
        return found

    def open_cases(self) -> list[tuple[AlertRow, CaseRow]]:
        """Return the alerts that the stream does not call resolved, of those with a case, with it."""
        joined = select(tables.alert, tables.case).join(tables.case, _CASE.fingerprint == tables.alert.c.fingerprint)
        rows = self._connection.execute(joined.where(tables.alert.c.state != "resolved")).all()
        return [(AlertRow(*row[:_WIDTH]), CaseRow(*row[_WIDTH:])) for row in rows]

    def put_label(self, row: LabelRow) -> None:
        """Insert or replace what is said of an alert as it was from `first_at` on."""
        self._put(tables.label, [row])

    def labels_of(self, fingerprints: Sequence[str]) -> dict[tuple[str, int], LabelRow]:
        """Return what is said of the alerts named, by fingerprint and `first_at`."""
        found: dict[tuple[str, int], LabelRow] = {}
        for start in range(0, len(fingerprints), _CHUNK):
            chosen = select(tables.label).where(_LABEL.fingerprint.in_(fingerprints[start : start + _CHUNK]))
            rows = (LabelRow(*row) for row in self._connection.execute(chosen))
            found |= {(row.fingerprint, row.first_at): row for row in rows}
        return found

    def labels(self, rule: str | None = None) -> list[LabelRow]:
        """Return everything said of alerts of *rule*, or of all, in order of rule and time."""
        chosen = select(tables.label) if rule is None else select(tables.label).where(_LABEL.rule == rule)
        ordered = chosen.order_by(_LABEL.rule, _LABEL.at, _LABEL.fingerprint, _LABEL.first_at)
        return [LabelRow(*row) for row in self._connection.execute(ordered)]

    def verdicts(self) -> dict[tuple[str, int], dict[str, int]]:
        """Return by rule and version how many alerts were said to be what."""
        counted = select(_LABEL.rule, _LABEL.version, _LABEL.verdict, func.count())
        found: dict[tuple[str, int], dict[str, int]] = {}
        for rule, version, verdict, count in self._connection.execute(
            counted.group_by(_LABEL.rule, _LABEL.version, _LABEL.verdict)
        ):
            found.setdefault((rule, version), {})[verdict] = count
        return found
