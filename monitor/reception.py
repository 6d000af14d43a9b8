"""Where events come in: read, handed to the writer, and counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from monitor.document import Skipped
from monitor.event import Event
from monitor.intake import Intake
from monitor.metrics import Metrics
from monitor.privacy.vault import Sight, Vault
from monitor.quarantine import Quarantine
from monitor.service import IngestResult
from monitor.shadow import Shadow
from monitor.store import QuarantinedEvent, StoredEvent
from monitor.writer import Writer


@dataclass(frozen=True, slots=True)
class Reception:
    """Takes events in for *writer* and *shadow*; who is seen first is sealed in *vault*, if there is one."""

    intake: Intake
    vault: Vault | None
    quarantine: Quarantine
    writer: Writer
    shadow: Shadow
    metrics: Metrics

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        """Take *records* in and return once they are durably committed.

        Raises:
            MonitorError: the store cannot be written now; nothing of this call was kept.
        """
        taken: list[StoredEvent] = []
        rejected: list[Skipped] = []
        sights: list[Sight] = []
        for entry in records:
            if isinstance(entry, Skipped):
                rejected.append(entry)
            else:
                row = self.intake.stored(entry)
                taken.append(row)
                if self.vault:
                    sights += self.intake.sights(entry, row)
        rows, ahead = self.quarantine.divided(taken)
        result = self._submit(rows, ahead, sights) if rows or ahead else IngestResult()
        self.shadow.follow(rows)
        result = replace(result, quarantined=len(ahead), rejected=tuple(rejected))
        self._count(result, connector)
        return result

    def _submit(self, rows: list[StoredEvent], ahead: list[QuarantinedEvent], sights: list[Sight]) -> IngestResult:
        identities = self.vault.rows(sights) if self.vault else []
        result = self.writer.submit(rows, ahead, identities=identities)
        if self.vault:
            self.vault.wrote(identities)
        return result

    def _count(self, result: IngestResult, connector: str) -> None:
        self.metrics.count_events(
            connector,
            {
                "accepted": result.accepted,
                "duplicate": result.duplicate,
                "late": result.late,
                "quarantined": result.quarantined,
                "rejected": len(result.rejected),
            },
        )
