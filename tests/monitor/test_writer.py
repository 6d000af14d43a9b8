"""A commit happens whole or not at all, and the memory is then what the store says."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor import record as records
from monitor.batch import Outcome
from monitor.clock import MINUTE
from monitor.errors import MonitorError
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.record import Record
from monitor.store import Store, StoredEvent, Transaction
from monitor.writer import Writer
from tests.monitor.happenings import ANN, BOB, GROUP, SEES_ALL, said, signal

GUARANTEE = signal("guarantee")


class FailingStore(Store):
    """A store whose next commit fails at its very end, when told so."""

    fails = False

    @contextmanager
    def begin(self) -> Generator[Transaction]:
        with super().begin() as transaction:
            yield transaction
            if self.fails:
                self.fails = False
                raise MonitorError("the disk is full")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FailingStore]:
    opened = FailingStore.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    assert isinstance(opened, FailingStore)
    yield opened
    opened.close()


def nothing(*_: object) -> None:
    """Add no notices and measure nothing."""


def writer(store: Store, panel: Panel) -> tuple[Writer, Memory]:
    """Return a started writer with its memory."""
    memory = Memory(panel, {GROUP: SEES_ALL})
    made = Writer(store, memory, 10 * MINUTE, nothing, nothing)
    made.start()
    return made, memory


def row(record: Record) -> StoredEvent:
    """Return what the store keeps of *record*."""
    return StoredEvent("im://wechat/g", record.id, GROUP, record.at, 0, "", records.encode(record))


def kept(store: Store) -> tuple[object, ...]:
    """Return what the store says."""
    with store.read() as transaction:
        return transaction.communities(), transaction.findings(), transaction.evidence(), transaction.members(GROUP)


def test_a_failed_commit_leaves_nothing_and_the_same_rows_again_lead_to_the_same_store(
    store: FailingStore, panel: Panel, tmp_path: Path
) -> None:
    first = [row(said(0, ANN, GUARANTEE, message="a"))]
    second = [row(said(1, BOB, GUARANTEE, message="b")), row(said(3, ANN))]
    untroubled = FailingStore.open(f"sqlite:///{tmp_path}/other.db", durable=False)
    other, _ = writer(untroubled, panel)
    for rows in (first, second):
        other.submit(rows, [])
    other.stop()
    made, memory = writer(store, panel)
    made.submit(first, [])
    before = kept(store)
    store.fails = True
    with pytest.raises(MonitorError, match="the disk is full"):
        made.submit(second, [])
    assert kept(store) == before
    assert made.between_commits(lambda: memory.places[GROUP].newest) == first[0].at
    assert made.submit(second, []).accepted == 2
    made.stop()
    assert kept(store) == kept(untroubled)
    untroubled.close()


def test_no_state_of_a_failed_commit_is_saved_at_the_end(store: FailingStore, panel: Panel) -> None:
    made, _ = writer(store, panel)
    store.fails = True
    with pytest.raises(MonitorError):
        made.submit([row(said(0, ANN)), row(said(5, ANN))], [])
    made.stop()
    with store.read() as transaction:
        assert transaction.load_snapshot(GROUP) is None


def test_an_event_sent_again_is_a_duplicate_and_one_from_behind_is_late(store: FailingStore, panel: Panel) -> None:
    made, _ = writer(store, panel)
    early, now = row(said(0, ANN, GUARANTEE)), row(said(5, ANN))
    made.submit([now], [])
    result = made.submit([now, early], [])
    made.stop()
    assert (result.accepted, result.duplicate, result.late) == (0, 1, 1)
    with store.read() as transaction:
        assert "principal-guarantee" in {found.rule for found in transaction.findings()}


def test_a_batch_reports_what_it_judged(store: FailingStore, panel: Panel) -> None:
    outcomes: list[Outcome] = []
    made = Writer(store, Memory(panel, {}), 0, nothing, lambda outcome, _judging, _whole: outcomes.append(outcome))
    made.start()
    made.submit([row(said(0, ANN)), row(said(1, BOB))], [])
    made.stop()
    assert [outcome.judged for outcome in outcomes] == [2]


def test_a_finding_opened_and_met_again_in_one_commit_is_reported_once(store: FailingStore, panel: Panel) -> None:
    outcomes: list[Outcome] = []
    made = Writer(store, Memory(panel, {}), 0, nothing, lambda outcome, _judging, _whole: outcomes.append(outcome))
    made.start()
    made.submit([row(said(0, ANN, GUARANTEE)), row(said(1, ANN, GUARANTEE))], [])
    made.submit([row(said(2, ANN, GUARANTEE))], [])
    made.stop()
    opened = [[finding.rule for finding in outcome.opened] for outcome in outcomes]
    assert [rules.count("principal-guarantee") for rules in opened] == [1, 0]


def test_saving_all_communities_keeps_no_more_of_them_in_memory(
    store: FailingStore, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.memory.MOST_FOLDS", 2)
    made, memory = writer(store, panel)
    for name in "abcd":
        made.submit([row(said(0, ANN))._replace(community=f"wechat:{name}")], [])
    made.stop()
    assert len(memory.folds()) == 2
