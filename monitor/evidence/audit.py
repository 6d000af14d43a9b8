"""Where a room writes down what somebody did: the ledger, seen from its callers."""

from collections.abc import Callable
from typing import Protocol

from monitor.evidence.entry import Entry
from monitor.store import Transaction


class Audit(Protocol):
    """A ledger on one open transaction."""

    def add(self, chain: str, entry: Entry) -> object:
        """Enter *entry* at the end of *chain*: the key of a community, or the subject that belongs to none."""
        ...


OpenAudit = Callable[[Transaction], Audit]
