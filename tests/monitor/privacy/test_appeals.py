"""An appeal is answered by a human in 72 hours; when it is right, the alert is labelled false."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.clock import HOUR
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.event import Person
from monitor.evidence.entry import decode
from monitor.panel import Panel
from monitor.privacy.appeals import ANSWERED_WITHIN, AppealFigures, Appeals, figures
from monitor.pseudonym import Pseudonyms
from monitor.service.privacy import AppealAnswer, AppealRequest, AppealVerdict
from monitor.store import AlertQuery, AppealRow, StoredEvent, Transaction
from tests.monitor.privacy.stories import GROUP, OFFER, Living, Story, living

KEY = Pseudonyms(b"a key for tests only")


class Case:
    """A group with an alert in it, and the way to appeal against that."""

    def __init__(self, life: Living) -> None:
        self.life, self.at, self.lifted = life, 0, list[tuple[str, str, str]]()
        self.appeals = Appeals(self._lift, lambda: self.at)
        life.tell([Story().said(Person("2001", "Eve"), OFFER)])
        self.alert = life.writer.enter(lambda transaction: transaction.alerts(AlertQuery())[0].fingerprint)

    def _lift(self, _transaction: Transaction, alert: str, by: str, why: str) -> list[StoredEvent]:
        self.lifted.append((alert, by, why))
        return []

    def receive(self, statement: str = "不是我,电话13812345678", alert: str = "") -> AppealRow:
        request = AppealRequest(alert or self.alert, statement)
        return self.life.writer.enter(lambda transaction: self.appeals.receive(transaction, request, "ann"))

    def answer(self, id_: str, verdict: AppealVerdict = "upheld", why: str = "同名") -> AppealRow:
        given = AppealAnswer(verdict, why)
        return self.life.writer.enter(lambda transaction: self.appeals.answer(transaction, id_, given, "bob"))[0]


@pytest.fixture
def case(tmp_path: Path, panel: Panel) -> Iterator[Case]:
    with living(tmp_path, panel, KEY) as life:
        yield Case(life)


def test_it_is_due_in_72_hours_and_kept_without_numbers_of_people(case: Case) -> None:
    row = case.receive()
    assert row.due_at - row.received_at == 72 * HOUR == ANSWERED_WITHIN
    assert row.statement.decode() == "不是我,电话13*******78"


def test_the_same_statement_again_is_the_same_appeal(case: Case) -> None:
    assert case.receive() == case.receive()
    assert case.receive("另外") != case.receive()


@pytest.mark.parametrize(("verdict", "lifted"), [("upheld", 1), ("rejected", 0)])
def test_only_what_is_upheld_labels_the_alert_false(case: Case, verdict: AppealVerdict, lifted: int) -> None:
    case.answer(case.receive().id, verdict)
    assert case.lifted == [(case.alert, "bob", "同名")] * lifted


def test_an_answer_is_final(case: Case) -> None:
    row = case.receive()
    case.answer(row.id)
    with pytest.raises(RefusedStepError, match="answered already"):
        case.answer(row.id, "rejected")


@pytest.mark.parametrize("statement", ["", "  ", "字" * 2001], ids=["empty", "blank", "too long"])
def test_a_statement_says_something(case: Case, statement: str) -> None:
    with pytest.raises(RefusedStepError, match="1 to 2000"):
        case.receive(statement)


def test_what_is_not_there_is_said(case: Case) -> None:
    with pytest.raises(UnknownItemError):
        case.receive(alert="nothing")
    with pytest.raises(UnknownItemError):
        case.answer("nothing")


def test_the_steps_are_in_the_evidence_and_name_no_member(case: Case) -> None:
    case.answer(case.receive().id)

    def entered(transaction: Transaction) -> list[tuple[str, str, str]]:
        entries = [decode(line.content) for line in transaction.ledger(GROUP) if line.content]
        return [(entry.subject, entry.action, entry.by) for entry in entries if entry.kind == "appeal"]

    about = f"community:{GROUP}"
    assert case.life.writer.enter(entered) == [(about, "received", "ann"), (about, "upheld", "bob")]


def appeal(received: float, answered: float | None = None, verdict: str | None = None) -> AppealRow:
    """Return an appeal of these hours."""
    at = round(received * HOUR)
    done = None if answered is None else round(answered * HOUR)
    return AppealRow("id", GROUP, "f", b"", at, at + ANSWERED_WITHIN, done, verdict)


def test_the_figures_say_how_fast_and_how_many_in_time() -> None:
    rows = [appeal(0, 2, "upheld"), appeal(0, 4, "rejected"), appeal(0, 100, "rejected"), appeal(0), appeal(99)]
    assert figures(rows, 100 * HOUR) == AppealFigures(5, 3, 1, 2, 1, 4.0, 666)


def test_there_are_no_figures_without_answers() -> None:
    assert figures([appeal(0)], ANSWERED_WITHIN) == AppealFigures(1, 0, 0, 1, 0, None, None)
