"""Which alerts leave as notices, and what a notice says."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from monitor.alerts.book import Change
from monitor.assessment import SEVERITY_NAMES, summary
from monitor.batch import Outcome
from monitor.clock import iso
from monitor.digest import digest
from monitor.language import Language
from monitor.notices.courier import Notice
from monitor.store import Transaction
from rules import Catalogue, Severity


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Puts a notice into the outbox for every sink, once per alert and severity, for the moderator."""

    sinks: tuple[str, ...]
    from_severity: Severity
    public_url: str
    catalogue: Callable[[], Catalogue]
    language: Language
    now: Callable[[], int]

    def add_notices(self, transaction: Transaction, outcome: Outcome) -> None:
        """Leave notices of the alerts that *outcome* opened or raised."""
        for rise in outcome.changes:
            if rise.finding is None or rise.kind in {"more", "resolved"}:
                continue
            if rise.row.severity >= self.from_severity and "moderator" in rise.finding.audience:
                notice = self._notice(rise)
                for sink in self.sinks:
                    transaction.add_outbox(notice.key, sink, notice.encode(), self.now())

    def _notice(self, rise: Change) -> Notice:
        row = rise.row
        url = f"{self.public_url}/api/v1/alerts?community={quote(row.community, safe='')}" if self.public_url else ""
        return Notice(
            key=digest(row.fingerprint, SEVERITY_NAMES[row.severity], str(row.first_at)),
            rule=row.rule,
            severity=SEVERITY_NAMES[row.severity],
            community=row.community,
            subject=row.subject,
            time=iso(rise.row.last_at),
            summary=summary(rise.finding, self.catalogue(), self.language) if rise.finding else "",
            url=url,
        )
