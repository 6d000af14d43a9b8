"""Findings that rest on what several communities tell, as each commit shows them.

What a scheme, a campaign or an owner's groups come to depends on everything that is known by then, and may be taken
back when more is: an earlier story turns up, two schemes prove to be one. A chain cannot forget, so it says what was
concluded, raised and withdrawn, commit by commit. Unlike a community's own chain its middle therefore depends on what
was known when; what still stands at its end does not.
"""

from collections.abc import Iterable

from monitor.evidence.entry import Entry
from monitor.evidence.journal import found
from monitor.evidence.ledger import chain_by_stage
from monitor.findings import Finding
from monitor.store import Transaction


class Conclusions:
    """Enters what is new against what the store says; to be told before the store is."""

    def __init__(self, transaction: Transaction, said: dict[str, list[Entry]]) -> None:
        """Compare with what *transaction* reads; enter in *said*, by chain."""
        self._transaction = transaction
        self._said = said

    def show(self, findings: Iterable[Finding], communities: Iterable[str] = ()) -> None:
        """Enter which of *findings* the store does not have yet, or less grave; *communities* are their scheme's."""
        everywhere = tuple(sorted(communities))
        ordered = sorted(findings, key=lambda finding: (finding.at, finding.id))
        known = self._transaction.severities([finding.id for finding in ordered])
        for finding in ordered:
            before = known.get(finding.id)
            if before is None:
                self._enter(finding, found("opened", finding, finding.last_at, finding.proofs, everywhere))
            elif before < finding.severity:
                self._enter(finding, found("raised", finding, finding.last_at, finding.proofs, everywhere))

    def withdraw(self, findings: Iterable[Finding]) -> None:
        """Enter that *findings* are taken back."""
        for finding in sorted(findings, key=lambda finding: (finding.at, finding.id)):
            self._enter(finding, found("withdrawn", finding, finding.last_at, []))

    def _enter(self, finding: Finding, entry: Entry) -> None:
        chain = chain_by_stage(finding.community) if finding.community else finding.subject
        self._said.setdefault(chain, []).append(entry)
