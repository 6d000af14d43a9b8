"""Findings of one rule about one subject are one alert, which lives in episodes: opened, resolved, re-opened."""

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest

from monitor.alerts.alert import OPEN, PROVISIONAL, REMEMBERED, RESOLVED, body_of, fingerprint
from monitor.alerts.book import AlertBook
from monitor.findings import Finding, Turn
from monitor.store import AlertRow, Store, Transaction
from rules import Severity

HIGH, MEDIUM, LOW = Severity.high, Severity.medium, Severity.low
Step = Callable[[AlertBook], None]


@pytest.fixture
def transaction(tmp_path: Path) -> Iterator[Transaction]:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    with store.begin() as opened:
        yield opened
    store.close()


def found(name: str = "f", severity: Severity = MEDIUM, at: int = 1, count: int = 1, ended_at: int = 0) -> Finding:
    """Return a finding about Ann."""
    audience = ("owner", "moderator")
    return Finding(
        name, "yield-promise", 1, severity, at, at, "member:ann", "wechat:g", audience, {"yield": at}, [], count,
        ended_at=ended_at,
    )  # fmt: skip


KEY = fingerprint(found())


def opens(name: str, at: int, severity: Severity = MEDIUM) -> Step:
    """Return that a finding opens."""
    finding = found(name, severity, at)
    turn = Turn("opened", at, finding.rule, finding.subject, finding)
    return lambda book: book.follow([turn], finding.community)


def ends(at: int) -> Step:
    """Return that what was found is over."""
    return lambda book: book.follow([Turn("ended", at, "yield-promise", "member:ann", None)], "wechat:g")


def grows(name: str, at: int, count: int, severity: Severity = MEDIUM) -> Step:
    """Return that a finding has become what is told."""
    return lambda book: book.merge([found(name, severity, at, count)])


def previews(name: str, at: int, severity: Severity = MEDIUM) -> Step:
    """Return that an event shows a finding whose place is not certain."""
    return lambda book: book.preview([found(name, severity, at)], "e1")


def denies() -> Step:
    """Return that a preview was not confirmed."""
    return lambda book: book.withdraw([KEY], PROVISIONAL)


def shows(*findings: Finding) -> Step:
    """Return that a board shows *findings*, and nothing else."""
    return lambda book: book.show(findings)


def takes_back() -> Step:
    """Return that a board shows nothing any more."""
    return lambda book: book.withdraw([KEY])


def alert(transaction: Transaction) -> AlertRow:
    """Return the alert about Ann."""
    return transaction.alerts_of([KEY])[KEY]


def told(transaction: Transaction, *steps: Step) -> list[str]:
    """Return what there was to tell after *steps*, each in a commit of its own."""
    kinds: list[str] = []
    for step in steps:
        book = AlertBook(transaction)
        step(book)
        book.flush()
        kinds += [change.kind for change in book.changes]
    return kinds


@pytest.mark.parametrize(
    ("steps", "kinds", "after"),
    [
        pytest.param([opens("f", 1)], ["opened"], (OPEN, 1, None), id="opened"),
        pytest.param([opens("f", 1), grows("f", 1, 3)], ["opened", "more"], (OPEN, 1, None), id="more of the same"),
        pytest.param([opens("f", 1), opens("g", 5)], ["opened", "more"], (OPEN, 1, None), id="another finding"),
        pytest.param([opens("f", 1), grows("f", 1, 1)], ["opened"], (OPEN, 1, None), id="nothing new"),
        pytest.param([opens("f", 1), grows("f", 1, 2, HIGH)], ["opened", "raised"], (OPEN, 1, None), id="graver"),
        pytest.param([opens("f", 1), opens("g", 2, LOW)], ["opened", "more"], (OPEN, 1, None), id="less grave"),
        pytest.param([opens("f", 1), ends(7)], ["opened", "resolved"], (RESOLVED, 1, 7), id="resolved"),
        pytest.param(
            [opens("f", 1), ends(7), ends(9)], ["opened", "resolved"], (RESOLVED, 1, 7), id="resolved already"
        ),
        pytest.param([ends(7), opens("f", 8)], ["opened"], (OPEN, 8, None), id="nothing to resolve"),
        pytest.param(
            [opens("f", 1), ends(7), opens("g", 7)],
            ["opened", "resolved", "reopened"],
            (OPEN, 7, None),
            id="begins anew",
        ),
        pytest.param(
            [opens("f", 1, HIGH), ends(7), opens("g", 8, LOW), grows("g", 8, 2, MEDIUM)],
            ["opened", "resolved", "reopened", "raised"],
            (OPEN, 8, None),
            id="graver than at its new beginning",
        ),
        pytest.param([previews("p", 3)], ["opened"], (PROVISIONAL, 3, None), id="provisional"),
        pytest.param([previews("p", 3), opens("f", 3)], ["opened", "more"], (OPEN, 3, None), id="confirmed"),
        pytest.param([previews("p", 3), previews("q", 4)], ["opened"], (PROVISIONAL, 3, None), id="provisional twice"),
        pytest.param([opens("f", 1), previews("p", 3, HIGH)], ["opened"], (OPEN, 1, None), id="certain already"),
        pytest.param([previews("p", 3), denies()], ["opened", "resolved"], (RESOLVED, 3, None), id="not confirmed"),
        pytest.param([opens("f", 1), denies()], ["opened"], (OPEN, 1, None), id="confirmed long since"),
        pytest.param(
            [previews("p", 3), denies(), opens("f", 9)],
            ["opened", "resolved", "reopened"],
            (OPEN, 9, None),
            id="not confirmed, but true later",
        ),
        pytest.param(
            [opens("f", 1), ends(7), previews("p", 8), denies()],
            ["opened", "resolved", "reopened", "resolved"],
            (RESOLVED, 1, 7),
            id="as it was before what was not confirmed",
        ),
        pytest.param([shows(found(at=4))], ["opened"], (OPEN, 4, None), id="shown"),
        pytest.param([shows(found(at=4)), shows(found(at=4))], ["opened"], (OPEN, 4, None), id="shown as before"),
        pytest.param([shows(found(at=4)), takes_back()], ["opened", "resolved"], (RESOLVED, 4, None), id="taken back"),
        pytest.param(
            [shows(found(at=4)), shows(found(at=4, ended_at=8))],
            ["opened", "resolved"],
            (RESOLVED, 4, 8),
            id="a scheme is over",
        ),
        pytest.param(
            [shows(found(at=4, ended_at=8))], ["opened", "resolved"], (RESOLVED, 4, 8), id="over when first shown"
        ),
        pytest.param(
            [shows(found(at=4, ended_at=8)), shows(found(at=4, ended_at=8), found("g", at=9))],
            ["opened", "resolved", "reopened"],
            (OPEN, 9, None),
            id="a scheme begins anew",
        ),
        pytest.param(
            [shows(found(at=4, ended_at=8)), shows(found(at=4))],
            ["opened", "resolved", "reopened"],
            (OPEN, 4, None),
            id="not over",
        ),
    ],
)
def test_life(
    transaction: Transaction, steps: list[Step], kinds: list[str], after: tuple[str, int, int | None]
) -> None:
    assert told(transaction, *steps) == kinds
    row = alert(transaction)
    assert (row.state, row.first_at, row.ended_at) == after


def test_findings_of_one_fingerprint_are_one_alert(transaction: Transaction) -> None:
    told(transaction, grows("f1", 5, 1), grows("f2", 3, 2))
    row = alert(transaction)
    assert (row.first_at, row.last_at, row.occurrences, row.state) == (3, 5, 3, OPEN)


@pytest.mark.parametrize(
    "order", [pytest.param(order, id=" ".join(each.id for each in order)) for order in permutations(
        [found("a", MEDIUM, 1, 2), found("b", HIGH, 5), found("c", HIGH, 3, 4)]
    )]
)  # fmt: skip
def test_the_order_in_which_findings_are_merged_leaves_no_trace(
    transaction: Transaction, order: tuple[Finding, ...]
) -> None:
    told(transaction, lambda book: book.merge(order[:1]), lambda book: book.merge(order[1:]))
    row = alert(transaction)
    body = body_of(row)
    assert (row.severity, row.first_at, row.last_at, row.occurrences) == (HIGH, 1, 5, 7)
    assert (body.gravest, body.values, body.counts) == ("b", {"yield": 5}, {"a": 2, "c": 4, "b": 1})


def test_what_was_before_counts_no_more_once_it_begins_anew(transaction: Transaction) -> None:
    told(transaction, opens("f", 1, HIGH), ends(7), opens("g", 8, LOW))
    row = alert(transaction)
    assert (row.severity, row.occurrences, body_of(row).counts) == (LOW, 1, {"g": 1})


def test_an_alert_says_whom_it_concerns_without_its_findings(transaction: Transaction) -> None:
    of_staff = found("g", at=2)
    of_staff.audience = ("moderator",)
    told(transaction, opens("f", 1, HIGH), lambda book: book.merge([of_staff]), opens("h", 3))
    body = body_of(alert(transaction))
    assert (body.audience, body.version, body.gravest) == (("moderator",), 1, "f")


@pytest.mark.parametrize(("subject", "scheme"), [("scheme:s", "s"), ("member:ann", None), ("community:scheme:x", None)])
def test_an_alert_about_a_scheme_belongs_to_it(transaction: Transaction, subject: str, scheme: str | None) -> None:
    finding = found()
    finding.subject = subject
    told(transaction, shows(finding))
    [row] = transaction.alerts_of([fingerprint(finding)]).values()
    assert row.scheme == scheme


def test_an_alert_remembers_some_findings_and_counts_all(transaction: Transaction) -> None:
    told(transaction, opens("first", 1, HIGH), *(opens(f"f{number}", number) for number in range(2, REMEMBERED + 6)))
    row = alert(transaction)
    body = body_of(row)
    assert (len(body.counts), row.occurrences, row.first_at) == (REMEMBERED, REMEMBERED + 5, 1)
    assert (row.severity, body.gravest) == (HIGH, "first")
