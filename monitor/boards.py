"""What is found about several communities together, written down in the commit in which it shows."""

from collections.abc import Iterable, Sequence

import msgspec

from monitor.alerts.alert import fingerprint
from monitor.alerts.book import AlertBook
from monitor.alerts.floods import review_floods
from monitor.campaigns.ongoing import WINDOW
from monitor.campaigns.sighting import Sighting
from monitor.clock import HOUR
from monitor.evidence.conclusions import Conclusions
from monitor.evidence.entry import Entry
from monitor.findings import Finding
from monitor.memory import Memory
from monitor.owners.holding import Holding
from monitor.review import Review
from monitor.schemes.board import Scheme
from monitor.store import FindingRow, HoldingRow, SchemeRow, SightingRow, TimelineRow, Transaction

_encode = msgspec.msgpack.Encoder().encode


class Boards:
    """Asks the boards of schemes, campaigns, owners and floods what shows differently now.

    A board may take back what it showed before: its findings are deleted, its alerts withdrawn.
    """

    def __init__(
        self,
        transaction: Transaction,
        memory: Memory,
        alerts: AlertBook,
        said: dict[str, list[Entry]],
        opened: list[Finding],
    ) -> None:
        """Work in *transaction* on *memory*.

        What goes into the evidence is added to *said*, by chain, and new findings to *opened*, where those of
        communities are.
        """
        self._transaction = transaction
        self._memory = memory
        self._alerts = alerts
        self._conclusions = Conclusions(transaction, said)
        self._opened = opened
        self._gone: list[Finding] = []

    def review(self, sightings: Iterable[Sighting], holdings: Sequence[Holding]) -> None:
        """Write down what shows now that *sightings* and *holdings* have come in, and the evidence of schemes."""
        self._review_schemes()
        self._review_campaigns(sightings)
        self._review_owners(holdings)
        self._review_floods()

    def _conclude(self, findings: list[Finding], scheme: str | None) -> None:
        """Put *findings* that rest on more than one community's own events."""
        self._conclusions.show(findings, self._memory.schemes[scheme].communities if scheme else ())
        self._transaction.put_findings([finding_row(finding, scheme) for finding in findings])

    # schemes

    def _review_schemes(self) -> None:
        before, found = self._memory.schemes, self._memory.board.findings
        after = self._memory.review()
        changed = [scheme for key, scheme in after.items() if before.get(key) != scheme]
        self._alerts.fetch(fingerprint(finding) for scheme in changed for finding in scheme.findings.values())
        self._transaction.put_schemes([_scheme_row(scheme) for scheme in changed])
        for scheme in changed:
            self._write_scheme(scheme, before.get(scheme.id))
        for key in before.keys() - after.keys():
            self._drop(before[key].findings.values())
            self._transaction.delete_scheme(key)
        self._write_findings(found, self._memory.board.findings, None)

    def _write_scheme(self, scheme: Scheme, known: Scheme | None) -> None:
        if known is None or known.steps != scheme.steps:
            steps = [TimelineRow(step.at, step.stage, _encode(step.because)) for step in scheme.steps]
            self._transaction.replace_timeline(scheme.id, steps)
        self._write_findings(known.findings if known else {}, scheme.findings, scheme.id)

    def _write_findings(self, before: dict[str, Finding], after: dict[str, Finding], scheme: str | None) -> None:
        dropped = [finding for key, finding in before.items() if key not in after]
        self._drop(dropped)
        changed = [finding for key, finding in after.items() if before.get(key) != finding]
        self._conclude(changed, scheme)
        concerned = {_home(finding) for finding in (*changed, *dropped)}
        if concerned:
            self._alerts.show([finding for finding in after.values() if _home(finding) in concerned])
        self._opened += [finding for key, finding in after.items() if key not in before]

    def _drop(self, findings: Iterable[Finding]) -> None:
        """Take back what the schemes, seen with more evidence, no longer show; not what rules found that are gone."""
        rules = self._memory.panel.catalogue.rules
        findings = [finding for finding in findings if finding.rule in rules]
        if not findings:
            return
        kept = dict(self._memory.board.findings)
        for scheme in self._memory.schemes.values():
            kept |= scheme.findings
        gone = [finding for finding in findings if finding.id not in kept]
        self._gone += gone
        self._conclusions.withdraw(gone)
        self._transaction.delete_findings([finding.id for finding in gone])
        standing = {fingerprint(finding) for finding in kept.values()}
        self._alerts.withdraw(sorted({fingerprint(finding) for finding in findings} - standing))

    # campaigns and owners

    def _review_campaigns(self, sightings: Iterable[Sighting]) -> None:
        transaction, board = self._transaction, self._memory.campaigns
        since, certain = board.since, board.horizon
        transaction.put_sightings([_sighting_row(entry) for entry in board.add(sightings)])
        review = board.review()
        if board.since > since:
            transaction.delete_sightings(board.since)
        self._show(review)
        if board.horizon // HOUR > certain // HOUR:
            for rule in self._memory.panel.catalogue.rules.values():
                if rule.fact == "campaign":  # which is another one after so long
                    self._alerts.end_quiet(rule.id, WINDOW, board.horizon // HOUR * HOUR)

    def _review_owners(self, holdings: Sequence[Holding]) -> None:
        board = self._memory.owners
        self._transaction.put_holdings([_holding_row(entry) for entry in holdings])
        board.add(holdings)
        self._show(board.review())

    def _review_floods(self) -> None:
        memory = self._memory
        clock = max((place.watermark for place in memory.places.values()), default=0)
        touched = [*self._opened, *self._gone]
        self._show(review_floods(self._transaction, memory.panel.engine, touched, clock))

    def _show(self, review: Review) -> None:
        """Write down what shows differently about several communities."""
        transaction = self._transaction
        self._gone += review.dropped
        self._conclusions.withdraw(review.dropped)
        transaction.delete_findings([finding.id for finding in review.dropped])
        shown = {fingerprint(finding) for finding in review.standing}
        self._alerts.withdraw(sorted({fingerprint(finding) for finding in review.dropped} - shown))
        self._conclude(list(review.changed.values()), None)
        concerned = {_home(finding) for finding in (*review.changed.values(), *review.dropped)}
        standing = {finding.id: finding for finding in review.standing if _home(finding) in concerned}
        self._alerts.amend((standing | review.changed).values(), review.dropped)
        transaction.replace_communities({finding.id: finding.communities for finding in review.changed.values()})
        self._opened += review.opened


def finding_row(finding: Finding, scheme: str | None = None) -> FindingRow:
    """Return what the store keeps of *finding*, which may be about a *scheme*."""
    return FindingRow(
        finding.id, finding.community, scheme, finding.rule, finding.version, finding.severity, finding.at,
        finding.subject, _encode(finding),
    )  # fmt: skip


def _home(finding: Finding) -> tuple[str, str, str]:
    """Return which alert *finding* belongs to."""
    return finding.rule, finding.subject, finding.community


def _scheme_row(scheme: Scheme) -> SchemeRow:
    last = scheme.steps[-1].at if scheme.steps else 0
    return SchemeRow(scheme.id, scheme.name, scheme.stage, scheme.score, last, _encode(sorted(scheme.communities)))


def _sighting_row(entry: Sighting) -> SightingRow:
    return SightingRow(entry.community, entry.event, entry.at, _encode(entry))


def _holding_row(entry: Holding) -> HoldingRow:
    return HoldingRow(entry.community, entry.owner, entry.members, entry.at)
