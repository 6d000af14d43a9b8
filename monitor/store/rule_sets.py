"""Which rules were in force, from when on, and who put them there."""

from sqlalchemy import select

from monitor.store import tables
from monitor.store.records import RuleChange
from monitor.store.session import Session


class RuleSets(Session):
    """What a transaction can do with rule sets."""

    def put_rule_set(self, digest: str, body: bytes) -> None:
        """Keep the rules of this *digest*."""
        self._put(tables.rule_set, [(digest, body)])

    def rule_set(self, digest: str) -> bytes:
        """Return the rules of this *digest*, which were put."""
        body: bytes = self._connection.scalars(select(tables.rule_set.c.body).filter_by(digest=digest)).one()
        return body

    def add_rule_change(self, change: RuleChange) -> None:
        """Enter that other rules are in force."""
        self._put(tables.rule_change, [change])

    def rule_changes(self) -> list[RuleChange]:
        """Return every change of the rules, oldest first; the last one says what is in force."""
        rows = self._connection.execute(select(tables.rule_change).order_by(tables.rule_change.c.number))
        return [RuleChange(*row) for row in rows]
