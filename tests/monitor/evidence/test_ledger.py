"""Chains grow at the end alone; what they say can go, that it was said cannot."""

from pathlib import Path

import pytest

from monitor.evidence import hold, runs
from monitor.evidence.entry import Entry, decode
from monitor.evidence.ledger import KEPT, Ledger, random_salt
from monitor.evidence.verification import Fault, Verdict
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.store import HoldRow, Store, StoreError
from monitor.writer import Writer
from tests.monitor.evidence.chains import GROUP, a_store, days, entries
from tests.monitor.evidence.living import chain_of, salt, verdict_on
from tests.monitor.test_writer import nothing


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param([4], "4", id="one"),
        pytest.param([3, 4, 5, 9, 11, 12], "3-5,9,11-12", id="several"),
    ],
)
def test_numbers_are_written_as_runs_and_read_again(numbers: list[int], text: str) -> None:
    assert runs.written(numbers) == text
    assert [number for first, last in runs.read(text) for number in range(first, last + 1)] == numbers


def test_a_chain_goes_on_where_the_store_says_it_ended(tmp_path: Path) -> None:
    with a_store(tmp_path, count=3) as store:
        with store.begin() as transaction:
            Ledger(transaction, salt).add(GROUP, *entries(2))
        assert [row.number for row in chain_of(store, GROUP)] == [1, 2, 3, 4, 5]
        assert not verdict_on(store, GROUP).faults


def test_a_line_is_never_written_over(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        again = chain_of(store, GROUP)[4]
        with pytest.raises(StoreError), store.begin() as transaction:
            transaction.append_ledger([again])


def test_no_two_lines_have_the_same_salt() -> None:
    assert len({random_salt(GROUP, 1) for _ in range(50)}) == 50


def test_what_is_erased_of_a_member_leaves_a_chain_that_still_verifies(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.begin() as transaction:
            gone = Ledger(transaction, salt).erase(GROUP, ["m1"], days(3), by="key", reason="个保法§47")
        lines = chain_of(store, GROUP)
        verdict = verdict_on(store, GROUP)
    assert (gone, verdict.faults, verdict.redacted) == (10, [], 10)
    assert not any(b"m1" in (line.content or b"") + line.subject.encode() for line in lines)
    told = decode(lines[-1].content or b"")
    assert (told.kind, told.by, told.values) == ("erasure", "key", {"lines": "3-4,9-10,15-16,21-22,27-28", "count": 10})


def test_whoever_is_named_by_an_event_alone_is_erased_too(tmp_path: Path) -> None:
    with a_store(tmp_path) as store, store.begin() as transaction:
        assert Ledger(transaction, salt).erase(GROUP, ["e4", "nobody"], days(3), by="key", reason="") == 1


def test_what_was_kept_long_enough_goes_and_the_chain_says_so(tmp_path: Path) -> None:
    with a_store(tmp_path, count=48) as store:
        with store.begin() as transaction:
            assert Ledger(transaction, salt).retire(days(1)) == 24
        verdict, lines = verdict_on(store, GROUP), chain_of(store, GROUP)
        with store.begin() as transaction:
            assert Ledger(transaction, salt).retire(days(1)) == 0
        assert len(chain_of(store, GROUP)) == len(lines)
    assert (verdict.faults, verdict.redacted) == ([], 24)
    assert [line.content is None for line in lines] == [True] * 24 + [False] * 25
    assert (lines[-1].kind, lines[-1].at) == ("retention", days(1) + KEPT)


def test_the_daily_pruning_leaves_nothing_of_it_in_the_file(tmp_path: Path, panel: Panel) -> None:
    with a_store(tmp_path) as store:
        writer = Writer(store, Memory(panel, {}), 0, nothing, nothing, salt=salt)
        writer.start()
        writer.prune(days(100))
        writer.stop()
        assert verdict_on(store, GROUP) == Verdict(lines=31, redacted=30)
        left = b"".join(file.read_bytes() for file in tmp_path.glob("store.db*"))
    assert b"retention" in left
    assert not any(text in left for text in ("月收益".encode(), b"member:m1", b"m-owner"))


def test_appeals_are_kept_for_three_years(tmp_path: Path) -> None:
    with a_store(tmp_path, count=0) as store, store.begin() as transaction:
        ledger = Ledger(transaction, salt)
        ledger.add(GROUP, Entry("appeal", days(0), "member:m1"))
        assert (ledger.retire(days(900)), ledger.retire(days(916))) == (0, 1)


HELD = HoldRow(GROUP, "2024-17", "police", "key", days(2))


def test_what_is_held_for_a_case_stays_until_it_is_released(tmp_path: Path) -> None:
    with a_store(tmp_path) as store, store.begin() as transaction:
        ledger = Ledger(transaction, salt)
        hold.hold(transaction, ledger, HELD)
        assert ledger.retire(days(100)) == 0
        assert hold.release(transaction, ledger, GROUP, "2024-17", days(101), by="key", reason="over") == HELD
        assert hold.release(transaction, ledger, GROUP, "2024-17", days(101), by="key", reason="over") is None
        assert ledger.retire(days(102)) == 30
        kinds = [line.kind for line in transaction.ledger(GROUP)]
    assert kinds[30:] == ["hold", "hold", "retention"]


def test_lines_of_a_scheme_that_name_a_held_community_stay(tmp_path: Path) -> None:
    with a_store(tmp_path, chain="scheme:s", count=2) as store, store.begin() as transaction:
        ledger = Ledger(transaction, salt)
        ledger.add("scheme:s", Entry("finding", days(0), "scheme:s", values={"where": GROUP}))
        hold.hold(transaction, ledger, HELD)
        assert ledger.retire(days(100)) == 2


def test_the_chain_alone_cannot_tell_that_its_end_is_missing_but_a_noted_head_can(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        head, earlier = chain_of(store, GROUP)[-1].hash, chain_of(store, GROUP)[9].hash
        damaged(store, "DELETE FROM ledger WHERE number > 20")
        assert not verdict_on(store, GROUP).faults
        assert verdict_on(store, GROUP, head, earlier).heads == {earlier}


def test_a_line_that_somebody_emptied_is_told_from_one_that_retention_did(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        damaged(store, "UPDATE ledger SET salt = NULL, content = NULL, subject = '' WHERE number = 7")
        assert verdict_on(store, GROUP).faults == [Fault(GROUP, "unannounced", 7, 7)]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param("DELETE FROM ledger WHERE number IN (4, 5)", Fault(GROUP, "missing", 4, 5), id="gone"),
        pytest.param("UPDATE ledger SET at = at + 1 WHERE number = 4", Fault(GROUP, "changed", 4, 4), id="time"),
        pytest.param("UPDATE ledger SET kind = 'case' WHERE number = 4", Fault(GROUP, "changed", 4, 4), id="kind"),
        pytest.param("UPDATE ledger SET subject = 'm' WHERE number = 4", Fault(GROUP, "changed", 4, 4), id="subject"),
        pytest.param("UPDATE ledger SET number = 99 WHERE number = 30", Fault(GROUP, "missing", 30, 98), id="number"),
    ],
)
def test_the_first_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, change: str, fault: Fault) -> None:
    with a_store(tmp_path) as store:
        damaged(store, change)
        assert verdict_on(store, GROUP).faults[0] == fault


def damaged(store: Store, statement: str) -> None:
    """Do to *store* what nobody should."""
    with store.begin() as transaction:
        transaction._connection.exec_driver_sql(statement)  # pyright: ignore[reportPrivateUsage] - behind the store's back
