"""What becomes of events that come in."""

import msgspec

from monitor.document import Skipped


class IngestResult(msgspec.Struct, frozen=True):
    """What became of each record handed in; every record is counted once.

    Duplicates were known already. Late ones are stored and judged, but re-open nothing. Quarantined ones are dated
    too far ahead of their receipt.
    """

    accepted: int = 0
    duplicate: int = 0
    late: int = 0
    quarantined: int = 0
    rejected: tuple[Skipped, ...] = ()

    @property
    def is_useless(self) -> bool:
        """Return whether there were records and none of them was an event."""
        return bool(self.rejected) and not (self.accepted or self.duplicate or self.late or self.quarantined)
