"""What a community's chain says follows from its events, however they fell into commits."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.community.fold import CommunityFold
from monitor.evidence.entry import Entry, decode
from monitor.memory import apply
from monitor.panel import Panel
from monitor.store import LedgerRow, Store, StoredEvent
from tests.e2e.sending import heartbeats
from tests.monitor.evidence.living import PROFILE, chain_of, commit, opened, stored, verdict_on
from tests.monitor.histories import history

GROUP, LENGTH = "wechat:g", 120
SEEDS = (1, 3, 4)  # in which there is something of everything
CUTS = st.frozensets(st.integers(1, LENGTH - 1), max_size=12)
RESTARTS = st.frozensets(st.integers(0, 12), max_size=4)


@dataclass(frozen=True)
class Replayed:
    """A history as the store keeps it, and what is entered of all of it without any store."""

    rows: list[StoredEvent]
    end: list[StoredEvent]
    entries: list[Entry]
    panel: Panel
    folder: Path

    def lived(self, name: str, cuts: frozenset[int], restarts: frozenset[int] = frozenset()) -> Store:
        """Return a store that the history has gone through, cut into batches before the events numbered in *cuts*."""
        store = opened(self.folder, name)
        batches = [self.rows[first:last] for first, last in pairwise([0, *sorted(cuts), LENGTH])]
        commit(store, self.panel, [*batches, self.end], restarts)
        return store


@pytest.fixture(scope="module")
def replayed(panel: Panel, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Replayed]:
    return {seed: replay(seed, panel, tmp_path_factory.mktemp("lived")) for seed in SEEDS}


def replay(seed: int, panel: Panel, folder: Path) -> Replayed:
    events = history(seed, LENGTH)
    rows = stored(events, panel)
    fold = CommunityFold(GROUP, PROFILE, panel.for_community(GROUP))
    for row in rows:
        apply(fold, row)
    return Replayed(rows, stored(heartbeats(events), panel), fold.journal.entries, panel, folder)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(SEEDS), CUTS, RESTARTS)
def test_any_batches_with_any_restarts_come_to_the_chain_of_a_replay_offline(
    replayed: dict[int, Replayed], seed: int, cuts: frozenset[int], restarts: frozenset[int]
) -> None:
    store = replayed[seed].lived(f"{hash((cuts, restarts))}.db", cuts, restarts)
    assert list(map(said, chain_of(store, GROUP))) == replayed[seed].entries
    assert not verdict_on(store, GROUP).faults
    store.close()


def test_the_histories_have_something_of_everything_to_enter(replayed: dict[int, Replayed]) -> None:
    entries = [entry for each in replayed.values() for entry in each.entries]
    steps = {(entry.kind, entry.action) for entry in entries}
    assert {("finding", step) for step in ("opened", "proved", "ended")} <= steps
    assert {("handled", "muted"), ("report", "acknowledged"), ("report", "closed")} <= steps
    assert {entry.in_time for entry in entries if entry.kind == "handled"} == {True, False, None}


def test_what_stands_at_the_end_of_a_schemes_chain_does_not_depend_on_the_commits(
    replayed: dict[int, Replayed],
) -> None:
    at_once, bit_by_bit = (
        replayed[3].lived("once.db", frozenset()),
        replayed[3].lived("bits.db", frozenset(range(1, 80, 3))),
    )
    assert standing(at_once) == standing(bit_by_bit) != {}
    at_once.close()
    bit_by_bit.close()


def standing(store: Store) -> dict[str, int]:
    """Return the findings that the chains of schemes have not taken back, and how grave they are."""
    with store.read() as transaction:
        lines = [row for chain in transaction.chains() if chain != GROUP for row in transaction.ledger(chain)]
    found: dict[str, int] = {}
    for entry in map(said, lines):
        found[entry.reference] = entry.severity
        if entry.action == "withdrawn":
            del found[entry.reference]
    return found


def said(line: LedgerRow) -> Entry:
    assert line.content is not None
    return decode(line.content)
