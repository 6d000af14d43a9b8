"""Findings of one rule about one subject are one alert, which rises once per severity."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.alerts.book import OPEN, PROVISIONAL, REMEMBERED, RESOLVED, AlertBook, body_of, fingerprint
from monitor.findings import Finding
from monitor.store import AlertRow, Store, Transaction
from rules import Severity


@pytest.fixture
def transaction(tmp_path: Path) -> Iterator[Transaction]:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    with store.begin() as opened:
        yield opened
    store.close()


def found(name: str, severity: Severity = Severity.medium, at: int = 1, count: int = 1) -> Finding:
    """Return a finding about Ann."""
    return Finding(name, "yield-promise", 1, severity, at, at, "member:ann", "wechat:g", ("owner",), {}, [], count)


def alert(transaction: Transaction) -> AlertRow:
    """Return the alert about Ann."""
    key = fingerprint(found("any"))
    return transaction.alerts_of([key])[key]


def merged(transaction: Transaction, *findings: Finding, provisional: str = "") -> list[tuple[str, int]]:
    """Merge *findings*; return what there was to tell, and how grave the alert was then."""
    book = AlertBook(transaction)
    if provisional:
        book.preview(findings, provisional)
    else:
        book.merge(findings)
    book.flush()
    return [(change.kind, change.row.severity) for change in book.changes]


def test_findings_of_one_fingerprint_are_one_alert(transaction: Transaction) -> None:
    assert merged(transaction, found("f1", at=5), found("f2", at=3, count=2)) == [Severity.medium]
    row = alert(transaction)
    assert (row.first_at, row.last_at, row.occurrences, row.state) == (3, 5, 3, OPEN)


def test_an_alert_rises_once_per_severity(transaction: Transaction) -> None:
    rises = [merged(transaction, found("f", severity)) for severity in (2, 2, 3, 2, 4)]  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - as stored
    assert rises == [[2], [], [3], [], [4]]


def test_a_preview_is_confirmed_without_a_second_rise(transaction: Transaction) -> None:
    assert merged(transaction, found("p"), provisional="e1") == [Severity.medium]
    assert alert(transaction).state == PROVISIONAL
    assert merged(transaction, found("f")) == []
    assert (alert(transaction).state, body_of(alert(transaction)).counts) == (OPEN, {"f": 1})


def test_a_preview_changes_no_open_alert(transaction: Transaction) -> None:
    merged(transaction, found("f"))
    before = alert(transaction)
    assert merged(transaction, found("p", Severity.critical), provisional="e1") == []
    assert alert(transaction) == before


@pytest.mark.parametrize(
    ("provisional", "state", "after"),
    [
        pytest.param("e1", PROVISIONAL, RESOLVED, id="an unconfirmed preview"),
        pytest.param("", PROVISIONAL, OPEN, id="not what is certain by now"),
        pytest.param("", OPEN, RESOLVED, id="a scheme seen otherwise"),
    ],
)
def test_what_has_lost_its_ground_is_withdrawn(
    transaction: Transaction, provisional: str, state: str, after: str
) -> None:
    merged(transaction, found("f"), provisional=provisional)
    book = AlertBook(transaction)
    book.withdraw([fingerprint(found("f"))], state)
    book.flush()
    assert alert(transaction).state == after


def test_an_alert_remembers_some_findings_and_counts_all(transaction: Transaction) -> None:
    merged(transaction, *(found(f"f{number}") for number in range(REMEMBERED + 5)))
    row = alert(transaction)
    assert (len(body_of(row).counts), row.occurrences) == (REMEMBERED, REMEMBERED + 5)
