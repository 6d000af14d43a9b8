"""Each event is kept once, and read in the order of its community."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.store import START, Cursor, QuarantinedEvent, Store, StoredEvent
from tests.databases import KINDS, Databases
from tests.monitor.store.samples import an_event


def test_new_events_are_all_stored_and_none_is_returned(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.add_events([an_event("a"), an_event("b")]) == []
        assert [found.event_id for found in transaction.events_between("qq:1", START, 0)] == ["a", "b"]


def test_an_event_seen_in_an_earlier_transaction_is_returned_and_not_stored_again(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_events([an_event("a", body=b"first")])
    again = an_event("a", at=7, body=b"second")
    with store.begin() as transaction:
        assert transaction.add_events([again, an_event("b")]) == [again]
        assert transaction.body_of("im://qq/1", "a") == an_event("a", body=b"first")


def test_the_same_id_from_another_source_is_another_event(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.add_events([an_event("a"), an_event("a")._replace(source="im://qq/2")]) == []


def test_no_events_are_no_work(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.add_events([]) == []


@pytest.fixture(scope="module", params=KINDS)
def fresh_stores(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Iterator[tuple[Store, str]]]:
    """One store, and a community without events each time."""
    folder = tmp_path_factory.mktemp("shared")
    url = databases.fresh(request.param, folder)
    with closing(Store.open(url, durable=False, key_file=folder / "keys.db")) as store:
        yield ((store, f"qq:{number}") for number in count())


@settings(max_examples=30, deadline=None)
@given(batches=st.lists(st.lists(st.tuples(st.sampled_from("1234"), st.binary(max_size=2)))))
def test_the_first_of_each_identity_wins(
    fresh_stores: Iterator[tuple[Store, str]], batches: list[list[tuple[str, bytes]]]
) -> None:
    store, community = next(fresh_stores)
    kept: dict[str, StoredEvent] = {}
    with store.begin() as transaction:
        for batch in batches:
            rows = [StoredEvent(community, id_, community, 0, 0, "", body) for id_, body in batch]
            seen = [row for row in rows if kept.setdefault(row.event_id, row) is not row]
            assert transaction.add_events(rows) == seen
        assert {found.event_id: found for found in transaction.events_between(community, START, 0)} == kept


def test_an_enriched_duplicate_replaces_the_body_only(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_events([an_event("a", at=3, body=b"without inviter")])
        transaction.replace_body("im://qq/1", "a", b"with inviter")
        assert transaction.body_of("im://qq/1", "a") == an_event("a", at=3, body=b"with inviter")


def test_an_unknown_event_has_no_body(store: Store) -> None:
    with store.read() as transaction:
        assert transaction.body_of("im://qq/1", "a") is None


def test_order_is_time_then_lateness_then_sequence_then_id(store: Store) -> None:
    ordered = [
        an_event("z", at=1),
        an_event("y", at=2, sequence="1"),
        an_event("a", at=2, sequence="2"),
        an_event("b", at=2, sequence="2"),
        an_event("c", at=2, late=1, sequence="0"),
        an_event("d", at=3),
    ]
    with store.begin() as transaction:
        transaction.add_events(ordered[::-1])
        assert list(transaction.events_between("qq:1", START, 3)) == ordered


def test_reading_starts_after_the_cursor_and_ends_with_the_bound(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_events([an_event(id_, at=at) for at, id_ in enumerate("abcde")])
        found = transaction.events_between("qq:1", Cursor(1, 0, "", "b"), 3)
        assert [event.event_id for event in found] == ["c", "d"]


def test_many_events_of_one_moment_are_read_whole_while_the_reader_writes(store: Store) -> None:
    rows = [an_event(f"{number:04}", at=number // 2_000) for number in range(2_500)]
    shuffled = Random(1).sample(rows, len(rows))  # noqa: S311 - a fixed shuffle
    with store.begin() as transaction:
        transaction.add_events(shuffled)
        read: list[StoredEvent] = []
        for found in transaction.events_between("qq:1", START, 1):
            read.append(found)
            transaction.replace_body(*found.key, b"read")
    assert read == rows


def test_events_are_found_by_id_in_the_order_of_their_community(store: Store) -> None:
    rows = [an_event(f"{number}", at=-number) for number in range(1_200)]
    with store.begin() as transaction:
        transaction.add_events([*rows, an_event("0")._replace(source="im://qq/2", community="qq:2")])
        assert transaction.events_of("qq:1", [row.event_id for row in rows] + ["none"]) == rows[::-1]


def test_a_quarantined_event_is_kept_once_with_its_latest_reason(store: Store) -> None:
    first = QuarantinedEvent("im://qq/1", "a", 5, "ahead of its receipt", b"body", "qq:1")
    with store.begin() as transaction:
        transaction.quarantine([first])
        transaction.quarantine([first._replace(reason="still ahead")])
        assert transaction.quarantined() == [first._replace(reason="still ahead")]


def test_what_is_released_from_quarantine_is_what_is_due_and_can_be_placed(store: Store) -> None:
    due = QuarantinedEvent("im://qq/1", "a", 5, "ahead", b"body", "qq:1")
    with store.begin() as transaction:
        transaction.quarantine([due, due._replace(event_id="b", at=7), due._replace(event_id="c", community="")])
        assert transaction.quarantined(5) == [due]
        transaction.release([due])
        assert [row.event_id for row in transaction.quarantined()] == ["b"]
