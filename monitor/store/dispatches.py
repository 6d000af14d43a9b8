"""What recipients were told of which alerts, when to look at a group again, and what alerts are held against."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, func, select

from monitor.store import tables
from monitor.store.records import AlertRow, DispatchRow, FindingRow, ToldRow
from monitor.store.session import Session

_ALERT = tables.alert.c
_DISPATCH = tables.dispatch.c
_FINDING = tables.finding.c
_TOLD = tables.told.c
_CHUNK = 500  # keys looked up by one statement
_T = TypeVar("_T")


class Dispatches(Session):
    """What a transaction can do with what people are told."""

    def put_dispatches(self, rows: Sequence[DispatchRow]) -> None:
        """Insert or replace *rows*."""
        self._put(tables.dispatch, rows)

    def dispatches(self, recipient: str, groupings: Collection[str]) -> dict[str, DispatchRow]:
        """Return what is known of those of *groupings* that *recipient* has had to do with."""
        found: dict[str, DispatchRow] = {}
        for chunk in _chunks(groupings):
            chosen = select(tables.dispatch).where(_DISPATCH.recipient == recipient, _DISPATCH.grouping.in_(chunk))
            found |= {row.grouping: DispatchRow(*row) for row in self._connection.execute(chosen)}
        return found

    def due_dispatches(self, now: int, limit: int) -> list[DispatchRow]:
        """Return at most *limit* groups to be looked at by *now*, the longest due first."""
        due = select(tables.dispatch).where(_DISPATCH.next_at <= now)
        ordered = due.order_by(_DISPATCH.next_at, _DISPATCH.recipient, _DISPATCH.grouping).limit(limit)
        return [DispatchRow(*row) for row in self._connection.execute(ordered)]

    def put_told(self, rows: Sequence[ToldRow]) -> None:
        """Insert or replace *rows*."""
        self._put(tables.told, rows)

    def told(self, recipient: str, grouping: str) -> list[ToldRow]:
        """Return all that *recipient* was told, or is to be told, in one group."""
        chosen = select(tables.told).where(_TOLD.recipient == recipient, _TOLD.grouping == grouping)
        return [ToldRow(*row) for row in self._connection.execute(chosen.order_by(_TOLD.fingerprint))]

    def told_to_weigh(self, recipient: str, grouping: str, told_before: int) -> list[ToldRow]:
        """Return of one group what may be news to *recipient*: what waits, is muted, or was told before that time."""
        chosen = select(tables.told).where(_TOLD.recipient == recipient, _TOLD.grouping == grouping)
        weighed = chosen.where(~_is_quiet(told_before)).order_by(_TOLD.fingerprint)
        return [ToldRow(*row) for row in self._connection.execute(weighed)]

    def told_quietly(self, recipient: str, grouping: str, told_before: int) -> tuple[int | None, int]:
        """Return when the first of the others was told, None when there are none, and how grave the gravest is, -1."""
        counted = select(func.min(_TOLD.told_at), func.max(_TOLD.severity))
        chosen = counted.where(_TOLD.recipient == recipient, _TOLD.grouping == grouping, _is_quiet(told_before))
        first, gravest = self._connection.execute(chosen).one()
        return first, -1 if gravest is None else gravest

    def told_of(self, recipient: str, fingerprints: Collection[str]) -> dict[str, ToldRow]:
        """Return what *recipient* was told, or is to be told, of these alerts."""
        found: dict[str, ToldRow] = {}
        for chunk in _chunks(fingerprints):
            chosen = select(tables.told).where(_TOLD.recipient == recipient, _TOLD.fingerprint.in_(chunk))
            found |= {row.fingerprint: ToldRow(*row) for row in self._connection.execute(chosen)}
        return found

    def alerts_around(
        self, rules: Collection[str], states: Sequence[str], communities: Collection[str], schemes: Collection[str]
    ) -> list[AlertRow]:
        """Return the alerts of *rules* that are in one of *states*, in any of *communities* or of any of *schemes*."""
        found: dict[str, AlertRow] = {}
        for column, places in ((_ALERT.community, communities), (_ALERT.scheme, schemes)):
            for chunk in _chunks(places):
                chosen = select(tables.alert).where(column.in_(chunk), _ALERT.state.in_(states), _ALERT.rule.in_(rules))
                found |= {row.fingerprint: AlertRow(*row) for row in self._connection.execute(chosen)}
        return [found[key] for key in sorted(found)]

    def busy_hours(
        self, rules: Collection[str], begin: int, end: int, hour: int, least: int
    ) -> list[tuple[str, int, int]]:
        """Return in which *hour* (microseconds long) of [begin, end) each of *rules* found *least* or more, in order.

        Each comes with the number of findings.
        """
        number = (_FINDING.at - _FINDING.at % hour).label("begin")
        counted = select(_FINDING.rule, number, func.count()).where(_FINDING.rule.in_(rules))
        counted = counted.where(_FINDING.at >= begin, _FINDING.at < end).group_by(_FINDING.rule, number.name)
        busy = counted.having(func.count() >= least).order_by(_FINDING.rule, number.name)
        return [(rule, at, count) for rule, at, count in self._connection.execute(busy)]

    def count_findings(self, rule: str, begin: int, end: int) -> int:
        """Return how much *rule* found in [begin, end)."""
        counted = select(func.count()).where(_FINDING.rule == rule, _FINDING.at >= begin, _FINDING.at < end)
        return self._connection.scalar(counted) or 0

    def oldest_finding(self, rule: str) -> int | None:
        """Return when *rule* found something first, None when it never did."""
        oldest: int | None = self._connection.scalar(select(func.min(_FINDING.at)).where(_FINDING.rule == rule))
        return oldest

    def findings_between(self, rule: str, begin: int, end: int) -> list[FindingRow]:
        """Return what *rule* found in [begin, end), oldest first."""
        chosen = select(tables.finding).where(_FINDING.rule == rule, _FINDING.at >= begin, _FINDING.at < end)
        return [FindingRow(*row) for row in self._connection.execute(chosen.order_by(_FINDING.at, _FINDING.id))]


def _is_quiet(told_before: int) -> ColumnElement[bool]:
    return and_(_TOLD.waiting_at.is_(None), _TOLD.muted == "", _TOLD.told_at >= told_before)


def _chunks(keys: Collection[_T]) -> Iterator[list[_T]]:
    listed = list(keys)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]
