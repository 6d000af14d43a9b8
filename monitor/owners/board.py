"""Every owner's groups taken together, judged from the set of what all communities have contributed."""

from bisect import bisect
from collections.abc import Iterable

from msgspec.structs import replace

from monitor.digest import digest
from monitor.findings import Finding, FindingBook
from monitor.owners.holding import Holding
from monitor.panel import Panel
from monitor.review import Review
from rules.facts import complete

LINES = (100, 200, 500, 1_000, 3_000)
"""members at which an owner is told anew: the last two are lines of 法释[2019]15号 §10, the others design"""


class OwnerBoard:
    """Keeps the latest holding of each community; what it shows depends on these alone, not on how they came in."""

    def __init__(self, panel: Panel, holdings: Iterable[Holding] = ()) -> None:
        """Judge with the rules of *panel*, continuing from *holdings*."""
        self._engine = panel.engine
        self._latest: dict[str, Holding] = {}
        self._communities: dict[str, dict[str, None]] = {}  # by owner
        self._findings: dict[str, dict[str, Finding]] = {}
        self._touched: dict[str, None] = {}
        self.add(holdings)
        self.review()

    def add(self, holdings: Iterable[Holding]) -> None:
        """Enter *holdings*, each of which replaces the one before of its community."""
        for holding in holdings:
            if before := self._latest.get(holding.community):
                del self._communities[before.owner][holding.community]
                self._touched[before.owner] = None
            self._latest[holding.community] = holding
            self._communities.setdefault(holding.owner, {})[holding.community] = None
            self._touched[holding.owner] = None

    def review(self) -> Review:
        """Judge the owners of what came in since the last review; return what shows differently now."""
        review = Review()
        for owner in self._touched:
            before = self._findings.pop(owner, {})
            after = self._findings[owner] = self._judge(owner)
            review.changed |= {key: finding for key, finding in after.items() if before.get(key) != finding}
            review.opened += [finding for key, finding in after.items() if key not in before]
            review.dropped += [finding for key, finding in before.items() if key not in after]
            review.standing += after.values()
        self._touched.clear()
        return review

    def findings(self) -> dict[str, Finding]:
        """Return all that is found, by id."""
        return {key: finding for found in self._findings.values() for key, finding in found.items()}

    def _judge(self, owner: str) -> dict[str, Finding]:
        """Return what is found about *owner*: anew at each line, whatever the way there."""
        holdings = [held for each in self._communities[owner] if (held := self._latest[each]).members]
        if not holdings:
            return {}
        members, at = sum(held.members for held in holdings), max(held.at for held in holdings)
        passed = bisect(LINES, members)
        line = LINES[passed - 1] if passed else 0
        fact = complete("holdings", {"groups": len(holdings), "members": members, "line": line})
        book, subject = FindingBook(""), f"owner:{owner}"
        found = (book.note(match, at, subject, None) for match in self._engine.judge(fact))
        communities = tuple(sorted(held.community for held in holdings))
        told = (
            replace(finding, id=digest(finding.rule, str(finding.version), subject, str(line)), communities=communities)
            for finding in found
        )
        return {finding.id: finding for finding in told}
