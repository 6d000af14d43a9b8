"""Which rules a writer judges by; every change of them is entered in the store, with its author."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from monitor.errors import MonitorError, logged
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.rule_set import panel_of, rule_set
from monitor.store import RuleChange, Store, Transaction
from monitor.writer import Writer
from rules import RulesError

AT_START = "start"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Changes the rules of *writer*, whose *memory* works on *store*.

    A start with other rules than those before is such a change: what had not been saved is first judged to its end by
    the rules that judged it, which the store has kept.
    """

    store: Store
    memory: Memory
    writer: Writer
    now: Callable[[], int]

    def begin(self) -> None:
        """Let the writer begin, with the rules that its memory has been given."""
        present = self.memory.panel
        self.memory.panel = self._former(present) or present
        self.writer.start()
        self.take(present, AT_START)

    def last(self) -> RuleChange | None:
        """Return the last change, None when there was none yet."""
        with self.store.read() as transaction:
            return next(reversed(transaction.rule_changes()), None)

    def in_force(self) -> RuleChange:
        """Return the change that brought the rules in force.

        Raises:
            MonitorError: no writer began here yet.
        """
        last = self.last()
        if last is None:
            raise MonitorError("no rules have been in force here yet")
        return last

    def take(self, panel: Panel, author: str) -> bool:
        """Judge by *panel* from now on; return False when its rules are in force already, and close it then.

        Raises:
            MonitorError: the store cannot be written now; the rules before stay.
        """
        last, rules = self.last(), rule_set(panel)
        if last and last.digest == rules.digest:
            if panel is not self.memory.panel:
                panel.close()
            return False

        def enter(transaction: Transaction) -> None:
            newest = max((place.newest for place in self.memory.places.values()), default=0)
            number = last.number + 1 if last else 1
            transaction.put_rule_set(rules.digest, rules.body)
            transaction.add_rule_change(RuleChange(number, rules.digest, self.now(), newest, author))

        self._change(panel, enter)
        return True

    def _change(self, panel: Panel, enter: Callable[[Transaction], None]) -> None:
        if panel is self.memory.panel:
            with self.store.begin() as transaction:
                enter(transaction)
        else:
            self.writer.adopt(panel, enter)

    def _former(self, present: Panel) -> Panel | None:
        """Return what judged before, None when that is what judges now or cannot be told any more."""
        last = self.last()
        if last is None or last.digest == rule_set(present).digest:
            return None
        with self.store.read() as transaction:
            body = transaction.rule_set(last.digest)
        try:
            return panel_of(body, present)
        except (ValueError, RulesError) as error:
            structlog.get_logger().warning("the rules before are not those of this version", why=logged(error))
            return None
