"""What retention erases is gone from the disk; what it must not touch stays."""

from pathlib import Path

import pytest

from monitor.store import (
    START,
    CommunityRow,
    Cursor,
    EvidenceRow,
    FindingRow,
    QuarantinedEvent,
    SightingRow,
    Store,
)
from tests.monitor.store.samples import an_event

_WORDS = b"guaranteed thirty percent a month"


def _fill(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_events([an_event(id_, at=at, body=_WORDS) for at, id_ in enumerate("abcd")])
        transaction.save_communities([CommunityRow("qq:1", None, 3, Cursor(1, 0, "", "b"))])
        transaction.save_snapshot("qq:1", Cursor(1, 0, "", "b"), b"state")


def _bodies(store: Store) -> dict[str, bytes]:
    with store.read() as transaction:
        return {found.event_id: found.body for found in transaction.events_between("qq:1", START, 2**62)}


def test_old_applied_events_lose_their_words_and_keep_their_identity(store: Store) -> None:
    _fill(store)
    store.prune(1)
    assert _bodies(store) == {"a": b"", "b": _WORDS, "c": _WORDS, "d": _WORDS}
    with store.begin() as transaction:
        assert len(transaction.add_events([an_event("a")])) == 1


def test_an_event_not_applied_yet_keeps_its_words(store: Store) -> None:
    _fill(store)
    store.prune(2**62)
    assert _bodies(store) == {"a": b"", "b": b"", "c": _WORDS, "d": _WORDS}


@pytest.mark.parametrize("kind", ["sqlite"])  # of the other kind this is in test_sealing.py
def test_erased_words_are_in_no_file_of_the_store(store: Store, tmp_path: Path) -> None:
    with store.begin() as transaction:
        transaction.add_events([an_event("a", body=_WORDS)])
        transaction.save_communities([CommunityRow("qq:1", None, 0, Cursor(0, 0, "", "a"))])
        transaction.put_findings([FindingRow("f", "qq:1", None, "r", 1, 3, 0, "member:m", _WORDS)])
        transaction.put_evidence([EvidenceRow("qq:1", "a", "attract.yield", "s", 0, "m", _WORDS)])
        transaction.put_sightings([SightingRow("qq:1", "a", 0, _WORDS)])
        transaction.quarantine([QuarantinedEvent("im://qq/1", "b", 0, "ahead", _WORDS)])
    assert any(_WORDS in file.read_bytes() for file in tmp_path.iterdir())
    store.prune(1)
    assert not any(_WORDS in file.read_bytes() for file in tmp_path.iterdir())


def test_conclusions_outlive_the_words_they_rest_on(store: Store) -> None:
    finding = FindingRow("f", "qq:1", None, "r", 1, 3, 0, "member:m", _WORDS)
    with store.begin() as transaction:
        transaction.put_findings([finding, finding._replace(id="g", at=1)])
    store.prune(1)
    with store.read() as transaction:
        assert transaction.findings() == [
            finding._replace(subject="member:", body=b""),
            finding._replace(id="g", at=1),
        ]


def test_only_a_community_that_fell_silent_loses_its_state(store: Store) -> None:
    _fill(store)
    store.prune(3)
    with store.read() as transaction:
        assert transaction.load_snapshot("qq:1") is not None
    store.prune(4)
    with store.read() as transaction:
        assert transaction.load_snapshot("qq:1") is None


def test_an_old_notice_is_forgotten_and_a_new_one_stays(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_outbox("sent", "ops", b"", 0)
        transaction.add_outbox("waiting", "ops", b"", 2)
        transaction.mark_sent("sent", "ops", 1)
    store.prune(2)
    with store.begin() as transaction:
        transaction.add_outbox("sent", "ops", b"", 2)
        assert [row.key for row in transaction.due_outbox("ops", 2, 9)] == ["sent", "waiting"]
