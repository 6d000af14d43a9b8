"""A store that a history has gone through, in whatever commits, and with restarts."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from monitor.batch import Batch
from monitor.clock import MINUTE
from monitor.event import Event
from monitor.evidence.verification import Verdict, verify_chains
from monitor.intake import Intake
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.profile import Observable, Profile
from monitor.pseudonym import Pseudonyms
from monitor.store import LedgerRow, Store, StoredEvent

KEY = b"a key of sixteen and more bytes!"
PROFILE = Profile(observes=frozenset(get_args(Observable)))


def salt(chain: str, number: int) -> bytes:
    """Return a salt that is the same in every run."""
    return hashlib.sha256(f"{chain} {number}".encode()).digest()


def stored(events: Iterable[Event], panel: Panel) -> list[StoredEvent]:
    """Return what the store keeps of *events*."""
    intake = Intake(panel.reader, Pseudonyms(KEY))
    return [intake.stored(event) for event in events]


def commit(store: Store, panel: Panel, batches: Sequence[Sequence[StoredEvent]], restarts: frozenset[int]) -> None:
    """Commit *batches* one by one; before those numbered in *restarts* nothing is left of the memory."""
    memory = _memory(store, panel, batches)
    for number, batch in enumerate(batches):
        if number in restarts:
            memory = _memory(store, panel, batches)
        with store.begin() as transaction:
            Batch(transaction, memory, 10 * MINUTE, salt).run([list(batch)])


def _memory(store: Store, panel: Panel, batches: Sequence[Sequence[StoredEvent]]) -> Memory:
    memory = Memory(panel, {row.community: PROFILE for batch in batches for row in batch})
    with store.read() as transaction:
        memory.load(transaction)
    return memory


def opened(path: Path, name: str = "store.db") -> Store:
    """Return an empty store below *path*."""
    return Store.open(f"sqlite:///{path}/{name}", durable=False)


def chain_of(store: Store, chain: str) -> list[LedgerRow]:
    """Return the lines of *chain*."""
    with store.read() as transaction:
        return list(transaction.ledger(chain))


def verdict_on(store: Store, chain: str, *heads: bytes) -> Verdict:
    """Return what verifying *chain* comes to."""
    with store.read() as transaction:
        return verify_chains(transaction, [chain], heads)
