"""Telling who a member is: asked for with a case number, approved by somebody else, shown for a limited time."""

from collections.abc import Callable, Sequence
from typing import Literal

from monitor.clock import DAY, iso
from monitor.digest import digest
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.entry import Entry
from monitor.evidence.ledger import Ledger
from monitor.masking import mask
from monitor.privacy.vault import Vault
from monitor.service.privacy import RevealRequest
from monitor.store import RevealRow, Transaction

SHOWN_FOR = DAY  # design
Step = Literal["asked", "approved", "shown"]
KnownAs = Callable[[Transaction, str, str], Sequence[str]]
"""tells under which pseudonyms of a platform id a member of a community is known"""


class Reveals:
    """The way to somebody's platform id; every step is entered in the evidence of the community."""

    def __init__(
        self,
        vault: Vault | None,
        known_as: KnownAs,
        now: Callable[[], int],
        count: Callable[[Step], None],
    ) -> None:
        """Open what *vault* has sealed, nothing when there is none. *count* is told of each step."""
        self._vault = vault
        self._known_as = known_as
        self._now = now
        self._count = count

    def ask(self, transaction: Transaction, request: RevealRequest, by: str) -> RevealRow:
        """Enter that the key named *by* asks who a member is; asked again for the same case, it is the same request.

        Raises:
            RefusedStepError: no reveal key is set, or case number or reason are missing.
            UnknownItemError: nothing is sealed of that member.
        """
        case_number, reason = mask(request.case_number.strip()), mask(request.reason.strip())
        if not (case_number and reason):
            raise RefusedStepError("a request needs a case number and a reason")
        self._sealed(transaction, request.community, request.member)
        id_ = digest("reveal", request.community, request.member, case_number, by)
        known = transaction.reveal(id_)
        if known and not self._is_over(known):
            return known
        row = RevealRow(id_, request.community, request.member, case_number, reason, by, self._now())
        self._enter(transaction, row, "asked", by)
        return row

    def approve(self, transaction: Transaction, id_: str, by: str) -> RevealRow:
        """Enter that the key named *by* approves; approved again, nothing changes.

        Raises:
            UnknownItemError: there is no such request.
            RefusedStepError: it is the asker's own, or was approved before and is over.
        """
        row = self._row(transaction, id_)
        if by == row.asked_by:
            raise RefusedStepError("a request is approved by another key than the one that asked")
        if row.approved_at is not None:
            if self._is_over(row):
                raise RefusedStepError(f"approved until {iso(row.approved_at + SHOWN_FOR)}; ask again")
            return row
        row = row._replace(approved_by=by, approved_at=self._now())
        self._enter(transaction, row, "approved", by)
        return row

    def show(self, transaction: Transaction, id_: str, by: str) -> tuple[RevealRow, str]:
        """Return the request and the platform id, to the key that asked alone, while the approval lasts.

        Raises:
            UnknownItemError: there is no such request, or nothing is sealed any more.
            RefusedStepError: another key asked, nobody has approved, or the time is over.
        """
        row = self._row(transaction, id_)
        if by != row.asked_by:
            raise RefusedStepError("who a member is is shown to the key alone that asked")
        if row.approved_at is None:
            raise RefusedStepError("nobody has approved yet")
        if self._is_over(row):
            raise RefusedStepError(f"approved until {iso(row.approved_at + SHOWN_FOR)}; ask again")
        plain = self._sealed(transaction, row.community, row.member)
        self._enter(transaction, row, "shown", by)
        return row, plain

    def _row(self, transaction: Transaction, id_: str) -> RevealRow:
        row = transaction.reveal(id_)
        if row is None:
            raise UnknownItemError(f"there is no request {id_}")
        return row

    def _is_over(self, row: RevealRow) -> bool:
        return row.approved_at is not None and self._now() >= row.approved_at + SHOWN_FOR

    def _sealed(self, transaction: Transaction, community: str, member: str) -> str:
        if self._vault is None:
            raise RefusedStepError("no reveal key is set: identities are not kept")
        rows = transaction.identities(community, self._known_as(transaction, community, member))
        if not rows:
            raise UnknownItemError(f"no identity of {member} in {community} is kept")
        return self._vault.open(rows[0])

    def _enter(self, transaction: Transaction, row: RevealRow, step: Step, by: str) -> None:
        transaction.put_reveal(row)
        entry = Entry(
            kind="reveal",
            at=self._now(),
            subject=f"member:{row.member}",
            reference=row.case_number,
            by=by,
            action=step,
            reason=row.reason,
        )
        Ledger(transaction).add(row.community, entry)
        self._count(step)
