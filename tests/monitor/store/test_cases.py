"""Cases and labels are kept, and what a moderator closed is not counted as open."""

from collections import Counter
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.alerts.case import standing
from monitor.store import AlertRow, CaseRow, LabelRow, Store

TIMES = st.integers(1, 3)
ALERTS = st.builds(
    AlertRow, st.just("a"), st.just("ad"), st.integers(0, 4), st.sampled_from(["open", "provisional", "resolved"]),
    st.just("qq:1"), st.just("member:m"), TIMES, TIMES, st.just(1), st.just(b""), st.none(), st.none(),
)  # fmt: skip
CASES = st.builds(
    CaseRow, st.just("a"), TIMES, TIMES, st.sampled_from(["", "acknowledged", "snoozed", "resolved"]), st.just("cem"),
    st.just("bea"), st.just(9),
)  # fmt: skip


class UndoneError(Exception):
    """Takes back what an example wrote."""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ALERTS, st.none() | CASES), max_size=8))
def test_what_is_open_is_counted_as_it_is_shown(store: Store, found: list[tuple[AlertRow, CaseRow | None]]) -> None:
    named = [
        (alert._replace(fingerprint=f"a{number}"), case and case._replace(fingerprint=f"a{number}"))
        for number, (alert, case) in enumerate(found)
    ]
    shown = Counter(alert.severity for alert, case in named if standing(alert, case) != "resolved")
    with suppress(UndoneError), store.begin() as transaction:
        transaction.put_alerts([alert for alert, _ in named])
        for _, case in named:
            if case:
                transaction.put_case(case)
        counted = {severity: count for severity, (count, _) in transaction.standing(("open", "provisional")).items()}
        assert counted == dict(shown)
        assert sorted(transaction.open_cases()) == [
            (alert, case) for alert, case in named if case and alert.state != "resolved"
        ]
        raise UndoneError


def test_labels_are_counted_by_rule_and_version(store: Store) -> None:
    rows = [
        LabelRow(f"a{number}", 1, "ad", version, verdict, "", "bea", number)
        for number, (version, verdict) in enumerate([(1, "confirmed"), (1, "confirmed"), (1, "false"), (2, "unsure")])
    ]
    with store.begin() as transaction:
        for row in rows:
            transaction.put_label(row)
        assert transaction.verdicts() == {("ad", 1): {"confirmed": 2, "false": 1}, ("ad", 2): {"unsure": 1}}
        assert transaction.labels("ad") == rows
        assert transaction.labels("other") == []
        assert transaction.labels_of(["a2", "gone"]) == {("a2", 1): rows[2]}


def test_a_label_of_the_alert_as_it_began_anew_is_another(store: Store) -> None:
    first = LabelRow("a", 1, "ad", 1, "false", "", "bea", 5)
    with store.begin() as transaction:
        transaction.put_label(first)
        transaction.put_label(first._replace(first_at=2, verdict="confirmed"))
        transaction.put_label(first._replace(verdict="unsure"))
        assert {key: row.verdict for key, row in transaction.labels_of(["a"]).items()} == {
            ("a", 1): "unsure",
            ("a", 2): "confirmed",
        }
