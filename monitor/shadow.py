"""Rules on trial: they judge what comes in beside those in force, in a store of their own, and alert nobody."""

from collections.abc import Callable, Mapping
from contextlib import closing

import structlog

from monitor.batch import Outcome
from monitor.errors import MonitorError
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.privacy.erasure import Erasure
from monitor.profile import Profiles
from monitor.rulebook import Rulebook
from monitor.service.privacy import ErasureRequest
from monitor.store import FindingRow, Store, StoredEvent
from monitor.writer import Writer
from rules import Catalogue, Rule

Count = Callable[[str, int], None]
"""told of each finding by a rule on trial: the rule, and the number of its severity"""


class Shadow:
    """Judges everything once more, by the rules in force with those on trial in the place of theirs.

    So a rule on trial sees what it would see if it were in force, and nothing that it finds, starts or weighs reaches
    anybody. The store is opened when there is a rule on trial for the first time.
    """

    def __init__(
        self, open_store: Callable[[], Store], profiles: Profiles, lateness: int, now: Callable[[], int], count: Count
    ) -> None:
        """Work on the store that *open_store* opens."""
        self._open_store = open_store
        self._profiles = profiles
        self._lateness = lateness
        self._now = now
        self._count = count
        self._book: Rulebook | None = None
        self.tried: Mapping[str, Rule] = {}

    def take(self, panel: Panel | None, in_force: Catalogue, author: str) -> bool:
        """Try the rules of *panel* that are not *in_force*, None to try none; return whether these are others now.

        Raises:
            MonitorError: the store cannot be used; what was tried before is tried on.
        """
        before, tried = self.tried, on_trial(panel.catalogue, in_force) if panel else {}
        if panel and self._book:
            self._book.take(panel, author)
        elif panel:
            self._book = self._begin(panel)
        self.tried = tried
        return before != tried

    def _begin(self, panel: Panel) -> Rulebook:
        store, memory = self._open_store(), Memory(panel, self._profiles)
        writer = Writer(store, memory, self._lateness, lambda _transaction, _outcome: None, self._measure)
        book = Rulebook(store, memory, writer, self._now)
        book.begin()
        return book

    def _measure(self, outcome: Outcome, _judging: float, _whole: float) -> None:
        for finding in outcome.opened:
            if finding.rule in self.tried:
                self._count(finding.rule, finding.severity)

    def follow(self, rows: list[StoredEvent]) -> None:
        """Judge *rows*, which are committed; that this fails is no fault of theirs, and only logged."""
        if self._book and self.tried:
            try:
                self._book.writer.submit(rows, [])
            except MonitorError as error:
                structlog.get_logger().error("rules on trial not asked", why=str(error))

    def findings(self, rule: Rule, limit: int) -> tuple[dict[int, int], list[FindingRow]]:
        """Return how many findings there are of *rule*, which is on trial, by severity; and the newest *limit*."""
        if self._book is None:
            return {}, []
        with self._book.store.read() as transaction:
            return transaction.tally(rule.id, rule.version), transaction.newest_findings(rule.id, rule.version, limit)

    def erase(self, request: ErasureRequest, at: int, by: str) -> None:
        """Forget a member there, too."""
        book = self._book
        if book and request.community in book.memory.places:
            book.writer.rewrite(lambda transaction: Erasure(transaction, book.memory).run(request, at, by))

    def prune(self, before: int) -> None:
        """Erase what people wrote before the time *before*."""
        if self._book:
            self._book.writer.prune(before)

    def stop(self) -> None:
        """Keep the state and close the store."""
        if self._book:
            with closing(self._book.store):
                self._book.writer.stop()


def on_trial(catalogue: Catalogue, in_force: Catalogue) -> dict[str, Rule]:
    """Return the rules of *catalogue* that are not *in_force*, or there are others, by id."""
    return {name: rule for name, rule in catalogue.rules.items() if rule != in_force.rules.get(name)}
