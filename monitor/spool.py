"""Events on their way into the store: each once, and richer when a duplicate knows more."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from monitor import record as records
from monitor.record import Record
from monitor.store import StoredEvent, Transaction

BATCH = 2_000


def enter(transaction: Transaction, rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Store *rows* and return those seen before.

    A duplicate that brings an inviter the first one lacked enriches it, whatever order they come in, unless it is
    late: what was judged already stays as it was judged.
    """
    seen = transaction.add_events(rows)
    for row in seen:
        enriched = _enriched(transaction, row)
        if enriched:
            transaction.replace_body(row.source, row.event_id, records.encode(enriched))
    return seen


def _enriched(transaction: Transaction, row: StoredEvent) -> Record | None:
    second = records.decode(row.body)
    if second.inviter is None or row.late:
        return None
    stored = transaction.body_of(row.source, row.event_id)
    first = records.decode(stored.body) if stored and stored.body else None  # retention may have emptied it
    if first is None or first.inviter is not None:
        return None
    return msgspec.structs.replace(first, inviter=second.inviter, inviter_ambiguous=second.inviter_ambiguous)


def batches(rows: Iterable[StoredEvent]) -> Iterator[list[StoredEvent]]:
    """Yield *rows* in lists of at most `BATCH`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
