"""Legal holds: what there is of a community is kept for a case, whatever retention says."""

from monitor.evidence.entry import Entry
from monitor.evidence.ledger import Ledger, subject_of
from monitor.masking import mask
from monitor.store import HoldRow, Transaction


def hold(transaction: Transaction, ledger: Ledger, row: HoldRow) -> HoldRow:
    """Place the hold *row*, and enter that; one of this community and case stays as it is, and is returned."""
    if held := _held(transaction, row.community, row.case_number):
        return held
    row = row._replace(reason=mask(row.reason))
    transaction.put_hold(row)
    ledger.add(row.community, _entry("held", row.community, row.case_number, row.at, by=row.by, reason=row.reason))
    return row


def release(
    transaction: Transaction, ledger: Ledger, community: str, case_number: str, at: int, *, by: str, reason: str
) -> HoldRow | None:
    """End a hold, and enter that; return what it was, None when there is none."""
    held = _held(transaction, community, case_number)
    if held:
        transaction.delete_hold(community, case_number)
        ledger.add(community, _entry("released", community, case_number, at, by=by, reason=reason))
    return held


def _held(transaction: Transaction, community: str, case_number: str) -> HoldRow | None:
    return next((row for row in transaction.holds() if row[:2] == (community, case_number)), None)


def _entry(action: str, community: str, case_number: str, at: int, *, by: str, reason: str) -> Entry:
    return Entry("hold", at, subject_of(community), case_number, by=by, action=action, reason=reason)
