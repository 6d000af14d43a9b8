"""What was put is what is found."""

import pytest
from sqlalchemy import Table

from monitor.store import (
    AlertQuery,
    AlertRow,
    CommunityRow,
    Cursor,
    EvidenceRow,
    FindingRow,
    KeyRow,
    MemberRow,
    OutboxRow,
    ReferralRow,
    SchemeRow,
    SightingRow,
    Store,
    TimelineRow,
    records,
    tables,
)

_FINDING = FindingRow("f1", "qq:1", "s1", "yield-promise", 1, 3, 10, "member:m", b"why")
_ALERT = AlertRow("a1", "yield-promise", 3, "open", "qq:1", "member:m", 10, 20, 2, b"")


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (records.QuarantinedEvent, tables.quarantine),
        (records.MemberRow, tables.member),
        (records.ReferralRow, tables.referral),
        (records.FindingRow, tables.finding),
        (records.EvidenceRow, tables.evidence),
        (records.SightingRow, tables.sighting),
        (records.HoldingRow, tables.holding),
        (records.SchemeRow, tables.scheme),
        (records.AlertRow, tables.alert),
        (records.OutboxRow, tables.outbox),
        (records.KeyRow, tables.api_key),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_record_has_the_columns_of_its_table_in_their_order(record: type[records.MemberRow], table: Table) -> None:
    assert list(record._fields) == table.columns.keys()


def test_a_community_is_replaced_by_its_id(store: Store) -> None:
    first = CommunityRow("qq:1", None, 5)
    second = CommunityRow("qq:1", "群", 9, Cursor(8, 0, "3", "x"), b"profile")
    with store.begin() as transaction:
        transaction.save_communities([first])
        assert transaction.communities() == [first]
        transaction.save_communities([second])
        assert transaction.communities() == [second]


def test_a_snapshot_tells_how_far_it_goes(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.load_snapshot("qq:1") is None
        transaction.save_snapshot("qq:1", Cursor(1, 0, "", "a"), b"old")
        transaction.save_snapshot("qq:1", Cursor(2, 0, "", "b"), b"new")
        assert transaction.load_snapshot("qq:1") == (Cursor(2, 0, "", "b"), b"new")


def test_a_member_who_left_stays_on_the_roster(store: Store) -> None:
    joined = MemberRow("qq:1", "m", "member", 1, None)
    with store.begin() as transaction:
        transaction.put_members([joined, MemberRow("qq:2", "m", None, None, None)])
        transaction.put_members([joined._replace(left_at=9)])
        assert transaction.members("qq:1") == [joined._replace(left_at=9)]


def test_referrals_come_back_oldest_first(store: Store) -> None:
    younger, older = ReferralRow("qq:1", "a", "z", 2, "stated"), ReferralRow("qq:1", "b", "z", 1, "derived")
    with store.begin() as transaction:
        transaction.put_referrals([younger, older])
        assert transaction.referrals("qq:1") == [older, younger]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["f1", "f2", "f3"]),
        ({"community": "qq:1"}, ["f1", "f2"]),
        ({"scheme": "s1"}, ["f1", "f3"]),
        ({"community": "qq:1", "scheme": "s1"}, ["f1"]),
    ],
    ids=["all", "of a community", "of a scheme", "of both"],
)
def test_findings_are_chosen_by_community_and_scheme(store: Store, where: dict[str, str], found: list[str]) -> None:
    rows = [_FINDING, _FINDING._replace(id="f2", scheme=None), _FINDING._replace(id="f3", community="qq:2")]
    with store.begin() as transaction:
        transaction.put_findings(rows)
        assert [row.id for row in transaction.findings(**where)] == found


def test_a_deleted_finding_is_gone_and_the_others_stay(store: Store) -> None:
    kept = _FINDING._replace(id="f2")
    with store.begin() as transaction:
        transaction.put_findings([_FINDING, kept])
        transaction.delete_findings(["f1", "unknown"])
        assert transaction.findings() == [kept]


def test_evidence_moves_to_the_scheme_it_is_put_for_again(store: Store) -> None:
    row = EvidenceRow("qq:1", "e", "attract.yield", "s1", 1, "m", b"")
    with store.begin() as transaction:
        transaction.put_evidence([row])
        transaction.put_evidence([row._replace(scheme="s2")])
        assert transaction.evidence(scheme="s1") == []
        assert transaction.evidence(community="qq:1") == [row._replace(scheme="s2")]


def test_a_deleted_scheme_takes_its_timeline_and_evidence_with_it(store: Store) -> None:
    gone, kept = SchemeRow("s1", "x", 1, 20, 5, b""), SchemeRow("s2", "y", 2, 40, 6, b"")
    evidence = EvidenceRow("qq:1", "e", "attract.yield", "s1", 1, "m", b"")
    with store.begin() as transaction:
        for row in (gone, kept):
            transaction.put_schemes([row])
            transaction.replace_timeline(row.id, [TimelineRow(row.at, row.stage, b"")])
        transaction.put_evidence([evidence, evidence._replace(event_id="f", scheme="s2")])
        transaction.delete_scheme("s1")
        assert transaction.schemes() == [kept]
        assert transaction.timeline("s1") == []
        assert [row.event_id for row in transaction.evidence()] == ["f"]
        assert transaction.timeline("s2") == [TimelineRow(6, 2, b"")]


def test_a_timeline_is_replaced_whole(store: Store) -> None:
    entries = [TimelineRow(1, 1, b"a"), TimelineRow(1, 2, b"b")]
    with store.begin() as transaction:
        transaction.replace_timeline("s1", [*entries, TimelineRow(9, 3, b"c")])
        transaction.replace_timeline("s1", entries)
        assert transaction.timeline("s1") == entries


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (AlertQuery(), ["c", "b", "a"]),
        (AlertQuery(severity=3), ["c", "a"]),
        (AlertQuery(states=("open", "acknowledged")), ["b", "a"]),
        (AlertQuery(community="qq:2"), ["c"]),
        (AlertQuery(limit=2), ["c", "b"]),
        (AlertQuery(after=(10, "b")), ["a"]),
    ],
    ids=["newest first", "by severity", "by state", "by community", "limited", "next page within one moment"],
)
def test_alerts_are_listed_as_asked(store: Store, query: AlertQuery, found: list[str]) -> None:
    with store.begin() as transaction:
        transaction.put_alerts(
            [
                _ALERT._replace(fingerprint="a"),
                _ALERT._replace(fingerprint="b", severity=2, state="acknowledged"),
                _ALERT._replace(fingerprint="c", first_at=21, state="resolved", community="qq:2"),
            ]
        )
        assert [row.fingerprint for row in transaction.alerts(query)] == found


def test_one_alert_is_found_by_its_fingerprint(store: Store) -> None:
    with store.begin() as transaction:
        transaction.put_alerts([_ALERT])
        assert transaction.alerts_of(["a1", "a2"]) == {"a1": _ALERT}


def test_a_notice_added_twice_leaves_once_and_goes_to_each_sink(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_outbox("k", "ops", b"first", 5)
        transaction.add_outbox("k", "ops", b"second", 6)
        transaction.add_outbox("k", "owner", b"first", 5)
        assert transaction.due_outbox("ops", 5, 10) == [OutboxRow("k", "ops", b"first", 5)]
        assert len(transaction.due_outbox("owner", 5, 10)) == 1


def test_a_notice_is_due_until_sent_and_again_after_a_failure(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_outbox("k", "ops", b"", 0)
        transaction.mark_failed("k", "ops", 50)
        assert transaction.due_outbox("ops", 49, 10) == []
        assert [row.attempts for row in transaction.due_outbox("ops", 50, 10)] == [1]
        transaction.mark_sent("k", "ops", 51)
        assert transaction.due_outbox("ops", 10**9, 10) == []


def test_a_notice_given_up_is_never_due(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_outbox("k", "ops", b"", 0)
        transaction.mark_failed("k", "ops", None)
        assert transaction.due_outbox("ops", 2**62, 10) == []


def test_a_key_is_found_by_its_hash_with_its_scopes(store: Store) -> None:
    row = KeyRow("hash", "connector", frozenset({"ingest", "read"}), 5)
    with store.begin() as transaction:
        assert not transaction.has_keys()
        transaction.add_key(row)
        assert transaction.has_keys()
        assert transaction.key("hash") == row
        assert transaction.key("other") is None


def test_a_withdrawn_key_leaves_its_name_behind(store: Store) -> None:
    with store.begin() as transaction:
        transaction.add_key(KeyRow("hash", "ann", frozenset({"reveal"}), 5))
        assert [transaction.withdraw_key("ann"), transaction.withdraw_key("ann")] == [True, False]
        assert (transaction.key("hash"), transaction.all_keys()) == (None, [])
        assert [transaction.has_had_key("ann"), transaction.has_had_key("bob")] == [True, False]
        assert transaction.has_keys()


def test_sightings_come_back_in_order_and_are_forgotten_by_time(store: Store) -> None:
    younger, older = SightingRow("qq:1", "a", 2, b"2"), SightingRow("qq:2", "a", 1, b"1")
    with store.begin() as transaction:
        transaction.put_sightings([younger, older])
        assert list(transaction.sightings()) == [b"1", b"2"]
        transaction.delete_sightings(2)
        assert list(transaction.sightings()) == [b"2"]


def test_a_finding_about_a_campaign_is_found_in_each_community_it_was_seen_in(store: Store) -> None:
    finding = _FINDING._replace(community="", scheme=None, subject="campaign:c")
    with store.begin() as transaction:
        transaction.put_findings([finding])
        transaction.replace_communities({"f1": ["qq:1", "qq:2"]})
        assert transaction.campaign_findings("qq:2") == [finding]
        transaction.replace_communities({"f1": ["qq:1", "qq:3"]})
        assert transaction.campaign_findings("qq:2") == []
        assert transaction.campaign_findings("qq:3") == [finding]
        transaction.delete_findings(["f1"])
        transaction.put_findings([finding])
        assert transaction.campaign_findings("qq:3") == []
