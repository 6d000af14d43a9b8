"""Who a member is is told to who asked alone, once somebody else approved, and for a day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.clock import DAY
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.event import Person
from monitor.evidence.entry import decode
from monitor.panel import Panel
from monitor.privacy.reveals import Reveals
from monitor.privacy.vault import Vault
from monitor.pseudonym import Pseudonyms
from monitor.service.privacy import RevealRequest
from monitor.store import IdentityRow, RevealRow, Transaction
from tests.monitor.privacy.stories import GROUP, OFFER, Living, Story, living, on_disk, spellings

KEY = Pseudonyms(b"a key for tests only")
VAULT = Vault(b"a reveal key for tests")
EVE = Person("20012001", "Eve")
LABEL = KEY.member(GROUP, "20012001")
REQUEST = RevealRequest(GROUP, LABEL, "2024-17", "call 13812345678 back")


class Case:
    """A group with Eve in it, whose identity is sealed, and the way to it."""

    def __init__(self, life: Living, vault: Vault | None = VAULT) -> None:
        self.life, self.at, self.steps = life, 0, list[str]()
        self.reveals = Reveals(vault, life.memory.known_as, lambda: self.at, self.steps.append)
        event = Story().said(EVE, OFFER)
        row = life.intake.stored(event)
        life.writer.submit([row], [], identities=VAULT.rows(life.intake.sights(event, row)))

    def ask(self, by: str = "ann", request: RevealRequest = REQUEST) -> RevealRow:
        return self.life.writer.enter(lambda transaction: self.reveals.ask(transaction, request, by))

    def approve(self, id_: str, by: str = "bob") -> RevealRow:
        return self.life.writer.enter(lambda transaction: self.reveals.approve(transaction, id_, by))

    def show(self, id_: str, by: str = "ann") -> str:
        return self.life.writer.enter(lambda transaction: self.reveals.show(transaction, id_, by))[1]


@pytest.fixture
def case(tmp_path: Path, panel: Panel) -> Iterator[Case]:
    VAULT.forget()
    with living(tmp_path, panel, KEY) as life:
        yield Case(life)


def test_it_is_shown_to_who_asked_once_approved(case: Case, tmp_path: Path) -> None:
    row = case.ask()
    case.approve(row.id)
    assert case.show(row.id) == "20012001"
    assert case.steps == ["asked", "approved", "shown"]
    assert not [said for said in spellings("20012001") if said in on_disk(tmp_path)]


def test_every_step_is_in_the_evidence(case: Case) -> None:
    row = case.ask()
    case.approve(row.id)
    case.show(row.id)

    def entered(transaction: Transaction) -> list[tuple[str, str, str]]:
        entries = (decode(line.content) for line in transaction.ledger(GROUP) if line.content)
        return [(entry.action, entry.by, entry.reason) for entry in entries if entry.kind == "reveal"]

    reason = "call 13*******78 back"
    assert case.life.writer.enter(entered) == [
        ("asked", "ann", reason),
        ("approved", "bob", reason),
        ("shown", "ann", reason),
    ]


def test_nobody_approves_his_own_request(case: Case) -> None:
    with pytest.raises(RefusedStepError, match="another key"):
        case.approve(case.ask().id, by="ann")


@pytest.mark.parametrize("by", ["bob", "eve"], ids=["who approved", "somebody else"])
def test_only_who_asked_is_shown_it(case: Case, by: str) -> None:
    row = case.ask()
    case.approve(row.id)
    with pytest.raises(RefusedStepError, match="alone that asked"):
        case.show(row.id, by=by)


def test_nothing_is_shown_before_the_approval(case: Case) -> None:
    with pytest.raises(RefusedStepError, match="nobody has approved"):
        case.show(case.ask().id)


def test_after_a_day_it_has_to_be_asked_again(case: Case) -> None:
    row = case.ask()
    case.approve(row.id)
    case.at = DAY
    with pytest.raises(RefusedStepError, match="ask again"):
        case.show(row.id)
    again = case.ask()
    assert again.approved_at is None
    with pytest.raises(RefusedStepError, match="nobody has approved"):
        case.show(again.id)


def test_asking_again_while_it_is_open_is_the_same_request(case: Case) -> None:
    assert case.ask() == case.ask()
    assert case.steps == ["asked"]


@pytest.mark.parametrize(
    "request_", [RevealRequest(GROUP, LABEL, " ", "x"), RevealRequest(GROUP, LABEL, "1", "")], ids=["case", "reason"]
)
def test_a_request_names_case_and_reason(case: Case, request_: RevealRequest) -> None:
    with pytest.raises(RefusedStepError, match="case number and a reason"):
        case.ask(request=request_)


def test_without_a_reveal_key_nothing_is_kept(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life, pytest.raises(RefusedStepError, match="no reveal key"):
        Case(life, vault=None).ask()


def test_another_reveal_key_opens_nothing(tmp_path: Path, panel: Panel) -> None:
    VAULT.forget()
    with living(tmp_path, panel, KEY) as life, pytest.raises(RefusedStepError, match="another reveal key"):
        Case(life, vault=Vault(b"somebody else's reveal key")).ask()


def test_who_is_not_known_is_not_asked_for(case: Case) -> None:
    with pytest.raises(UnknownItemError, match="no identity"):
        case.ask(request=RevealRequest(GROUP, "m0123456789abcdef", "1", "x"))


def test_somebody_is_sealed_once_a_day(case: Case) -> None:
    VAULT.forget()
    story = Story()
    rows: list[IdentityRow] = []
    for _ in range(2):
        for event in (story.said(EVE, "早"), story.said(EVE, "晚")):
            fresh = VAULT.rows(case.life.intake.sights(event, case.life.intake.stored(event)))
            VAULT.wrote(fresh)
            rows += fresh
        story.day()
    assert len(rows) == 2
