"""Where evidence is held and handed out while the monitor runs; see `monitor.service.evidence.EvidenceDesk`."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.clock import iso
from monitor.document import CommunityReport
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.extract import Audience, NoEvidenceError, extract
from monitor.evidence.hold import hold, release
from monitor.evidence.ledger import Ledger
from monitor.memory import Memory
from monitor.profile import Profile
from monitor.service.evidence import Dossier, HoldEntry, HoldList, HoldRequest
from monitor.service.language import LanguageCode
from monitor.store import HoldRow, Store, Transaction
from monitor.writer import Writer

Compliance = Callable[[str, LanguageCode], CommunityReport | None]


@dataclass(frozen=True, slots=True)
class EvidenceDesk:
    """Holds, and the evidence in *store*; *compliance* tells how a community of *memory* stands."""

    store: Store
    writer: Writer
    memory: Memory
    compliance: Compliance
    now: Callable[[], int]

    def holds(self) -> HoldList:
        """Return the holds there are."""
        with self.store.read() as transaction:
            return HoldList(tuple(map(_entry, transaction.holds())))

    def hold(self, request: HoldRequest, by: str) -> HoldEntry:
        """Place a hold; one of this community and case number stays as it is."""
        row = HoldRow(request.community, request.case_number.strip(), request.reason.strip(), by, self.now())
        if not (row.case_number and row.reason):
            raise RefusedStepError("a hold is placed for a case and with a reason, expected both")
        return self.writer.enter(lambda transaction: self._hold(transaction, row))

    def _hold(self, transaction: Transaction, row: HoldRow) -> HoldEntry:
        if row.community not in self.memory.places:
            raise UnknownItemError("nothing is known of this community; expected an id like qq:12345")
        held = next((each for each in transaction.holds() if each[:2] == row[:2]), None)
        if held is None:
            hold(transaction, Ledger(transaction), row)
        return _entry(held or row)

    def release(self, community: str, case_number: str, by: str, reason: str) -> HoldEntry:
        """End a hold and return what it was."""

        def work(transaction: Transaction) -> HoldEntry:
            ledger = Ledger(transaction)
            held = release(transaction, ledger, community, case_number, self.now(), by=by, reason=reason)
            if held is None:
                raise UnknownItemError("this community is not held for this case")
            return _entry(held)

        return self.writer.enter(work)

    def dossier(self, community: str, audience: Audience, lang: LanguageCode) -> Dossier:
        """Return the evidence of *community* as far as *audience* may see it."""
        report = self.compliance(community, lang)
        if report is None:
            raise UnknownItemError("nothing is known of this community; expected an id like qq:12345")
        panel = self.memory.panel
        zone = self.memory.profiles.get(community, Profile()).zone(community.partition(":")[0])
        try:
            with self.store.read() as transaction:
                found = extract(transaction, community, audience)
        except NoEvidenceError as error:
            raise UnknownItemError(str(error)) from error
        return Dossier(found, report, panel.catalogue, panel.scoring.sla_hours, zone)


def _entry(row: HoldRow) -> HoldEntry:
    return HoldEntry(row.community, row.case_number, row.reason, row.by, iso(row.at))
