"""Events on disk for as long as they are judged: each once, in order, whatever order they came in."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from monitor import record as records
from monitor.document import Skipped
from monitor.event import Event
from monitor.intake import Intake
from monitor.record import Record
from monitor.spool import batches, enter
from monitor.store import Store, StoredEvent

MOST_SKIPPED = 1_000  # reasons kept for the report; the count goes on


@dataclass(frozen=True, slots=True)
class Spill:
    """A temporary store full of events: how many each community has, and what could not be used."""

    store: Store
    counts: Mapping[str, int]
    skipped: tuple[Skipped, ...]

    @property
    def events(self) -> int:
        """Return how many events there are."""
        return sum(self.counts.values())

    @contextmanager
    def histories(self) -> Generator[dict[str, Iterator[Record]]]:
        """Give each community's records in order, to be gone through once, while the block runs."""
        with self.store.read() as transaction:
            yield {key: map(records.decode, transaction.history(key)) for key in self.counts}


@contextmanager
def spilled(entries: Iterable[Event | Skipped], intake: Intake) -> Generator[Spill]:
    """Keep *entries* in a temporary store while the block runs. Memory does not grow with them."""
    skipped: list[Skipped] = []
    with TemporaryDirectory(prefix="groupwarden-") as folder:
        store = Store.open(f"sqlite:///{folder}/spill.db", durable=False)
        try:
            counts = _enter(store, intake, entries, skipped)
            yield Spill(store, counts, tuple(skipped))
        finally:
            store.close()


def _enter(store: Store, intake: Intake, entries: Iterable[Event | Skipped], skipped: list[Skipped]) -> Counter[str]:
    """Put every event into *store* once; return how many each community has."""

    def rows() -> Iterator[StoredEvent]:
        for entry in entries:
            if isinstance(entry, Event):
                yield intake.stored(entry)
            elif len(skipped) < MOST_SKIPPED:
                skipped.append(entry)

    counts: Counter[str] = Counter()
    with store.begin() as transaction:
        for batch in batches(rows()):
            counts.update(row.community for row in batch)
            counts.subtract(row.community for row in enter(transaction, batch))
    return counts
