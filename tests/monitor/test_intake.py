"""What is kept of an event: names only as looks and only of some, mentions only beside an insult."""

import pytest
from msgspec.structs import replace

from monitor.event import Attestation, Data, Event, EventType, Message, Money, Person
from monitor.intake import Intake
from monitor.labels import Label
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.record import Record, Sum, SumKind, decode, encode
from rules.facts import MAX_INTEGER
from tests.monitor.events import message

ANN, BOB = Person("42", "Ann from Support"), Person("43")


@pytest.fixture
def intake(panel: Panel) -> Intake:
    return Intake(panel.reader, Pseudonyms(b"a key for tests only"))


def with_data(event: Event, **parts: object) -> Event:
    """Return *event* with these parts of its data."""
    return replace(event, data=replace(event.data, **parts))


def kept(intake: Intake, event: Event) -> Record:
    """Return what is kept of *event*."""
    return intake.record(event)[1]


@pytest.mark.parametrize(
    ("text", "person", "has_looks"),
    [
        ("See you tomorrow", ANN, False),
        ("See you tomorrow", replace(ANN, role="admin"), True),
        ("Claim your bonus now, message me on WhatsApp +44 7700 900123", ANN, True),
        ("Claim your bonus now, message me on WhatsApp +44 7700 900123", replace(ANN, id_kind="name_only"), False),
    ],
    ids=["chats", "admin", "sells", "sells, known by name only"],
)
def test_looks_are_kept_of_staff_and_of_who_sells(intake: Intake, text: str, person: Person, has_looks: bool) -> None:
    actor = kept(intake, with_data(message(1, text), actor=person)).actor
    assert actor
    assert (actor.looks is not None) == has_looks


def test_looks_are_kept_of_who_joins_and_say_no_name(intake: Intake) -> None:
    event = replace(with_data(message(), message=None, target=ANN), type="member.joined")
    target = kept(intake, event).target
    assert target
    assert target.looks
    assert "Ann" not in repr(target)


def test_disguised_names_look_alike(intake: Intake) -> None:
    names = ("平安財富 老陳", "平安财富·老陈🌸")
    people = [Person(str(number), name, role="admin") for number, name in enumerate(names)]
    one, other = (kept(intake, with_data(message(), actor=person)).actor for person in people)
    assert one
    assert other
    assert one.looks == other.looks


@pytest.mark.parametrize(("text", "count"), [("You are such an idiot", 1), ("See you tomorrow", 0)])
def test_mentions_are_kept_beside_an_insult(intake: Intake, text: str, count: int) -> None:
    mentioning = with_data(message(), message=Message("1", text, mentions=("43",)))
    assert len(kept(intake, mentioning).mentions) == count


@pytest.mark.parametrize(
    ("parts", "recorded"),
    [
        ({"reason": "abuse", "evidence": "9f86d081"}, True),
        ({"reason": "abuse"}, False),
        ({"evidence": "9f86d081"}, False),
        ({"evidence": "9f86d081", "attestation": Attestation("m1", "deleted", "abuse")}, True),
    ],
    ids=["both", "no evidence", "no reason", "a note is a reason"],
)
def test_a_measure_is_recorded_with_reason_and_evidence(
    intake: Intake, parts: dict[str, object], recorded: bool
) -> None:
    event = replace(with_data(message(), **parts), type="message.deleted")
    assert kept(intake, event).recorded == recorded


@pytest.mark.parametrize(
    ("kind", "parts", "reason"),
    [
        ("message.deleted", {"reason": " 刷屏广告 "}, "刷屏广告"),
        ("action.attested", {"attestation": Attestation("m1", "deleted", "卖课")}, "卖课"),
        ("action.attested", {"reason": "广告", "attestation": Attestation("m1", "deleted", "卖课")}, "广告"),
        ("report.closed", {"reason": "查无此事"}, "查无此事"),
        ("member.removed", {"reason": "留了电话13812345678"}, "留了电话13*******78"),
        ("member.removed", {"reason": "一" * 155 + "13812345678"}, "一" * 155 + "13***"),
        ("member.left", {"reason": "太吵"}, ""),
        ("report.submitted", {"reason": "他骗了我"}, ""),
        ("message.created", {"reason": "x"}, ""),
    ],
    ids=["trimmed", "a note", "a reason before a note", "report", "masked", "cut", "leaving", "complaint", "message"],
)
def test_the_reason_of_a_measure_is_kept_short_and_masked(
    intake: Intake, kind: EventType, parts: dict[str, object], reason: str
) -> None:
    record = kept(intake, replace(with_data(message(), **parts), type=kind))
    assert record.reason == reason
    assert decode(encode(record)) == record


def test_a_label_is_about_its_item(intake: Intake) -> None:
    community = message().data.community
    data = Data("telegram", community, label=Label("m1", "rumour", "overturned"))
    record = kept(intake, replace(message(), type="message.labelled", data=data))
    assert (record.message, record.category, record.action) == ("m1", "rumour", "overturned")


BOSS, ZOE = Person("1", "Boss"), Person("2", "Zoe")
CNY = Money("deposit", "paid", amount_minor=500, currency="CNY")


def paid(intake: Intake, money: Money, type_: EventType = "payment.sent") -> Record:
    """Return what is kept of *money* that Ann tells of."""
    return kept(intake, replace(with_data(message(), message=None, actor=ANN, money=money), type=type_))


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (replace(CNY, status=None), "deposit"),
        (replace(CNY, status="failed"), None),
        (replace(CNY, status="requested"), None),
        (replace(CNY, kind="reported_loss"), "loss"),
        (replace(CNY, kind="commission"), "commission"),
        (replace(CNY, kind="commission", status="delayed"), None),
        (replace(CNY, kind="payout"), "payout"),
        (replace(CNY, kind="payout", status=None), "payout"),
        (replace(CNY, kind="payout", status="requested"), "asked"),
        (replace(CNY, kind="payout", status="delayed"), "failed"),
        (replace(CNY, kind="withdrawal"), "payout"),
        (replace(CNY, kind="withdrawal", status=None), "asked"),
        (replace(CNY, kind="withdrawal", status="requested"), "asked"),
        (replace(CNY, kind="withdrawal", status="failed"), "failed"),
        (replace(CNY, kind="withdrawal", status="delayed"), "failed"),
        (replace(CNY, kind="invoice"), None),
        (replace(CNY, kind="invoice", scheme="星云"), "sale"),
        (replace(CNY, kind="invoice", scheme="星云", status=None), None),
        (replace(CNY, kind="red_packet", scheme="星云"), None),
        (replace(CNY, kind="transfer", scheme="星云"), None),
    ],
    ids=lambda case: f"{case.kind} {case.status}" if isinstance(case, Money) else str(case),
)
def test_money_of_schemes_is_told_from_other_money(intake: Intake, money: Money, expected: SumKind | None) -> None:
    assert paid(intake, money).sum == (Sum(expected, 500) if expected else None)


@pytest.mark.parametrize(
    "money",
    [replace(CNY, currency="USD"), replace(CNY, amount_minor=None), replace(CNY, amount_minor=-500)],
    ids=["dollars", "nobody says how much", "less than nothing"],
)
def test_an_amount_that_nobody_can_add_up_is_none(intake: Intake, money: Money) -> None:
    assert paid(intake, money).sum == Sum("deposit", 0)


def test_an_absurd_amount_can_be_kept_and_added_up(intake: Intake) -> None:
    record = paid(intake, replace(CNY, amount_minor=10**30, payer=ANN, payee=ZOE))
    assert record.sum == Sum("deposit", MAX_INTEGER)
    assert record.transfer
    assert record.transfer.minor == MAX_INTEGER
    assert decode(encode(record)) == record


@pytest.mark.parametrize(
    ("money", "type_", "payer", "payee"),
    [
        pytest.param(replace(CNY, payer=BOSS), "payment.sent", BOSS, None, id="deposit"),
        pytest.param(CNY, "money.reported", ANN, None, id="his own deposit"),
        pytest.param(replace(CNY, kind="payout", payer=BOSS, payee=ZOE), "payment.sent", None, ZOE, id="payout"),
        pytest.param(replace(CNY, kind="payout"), "payment.sent", None, None, id="payout to nobody knows whom"),
        pytest.param(replace(CNY, kind="payout"), "money.reported", None, ANN, id="payout to him who reports it"),
        pytest.param(replace(CNY, kind="withdrawal"), "payment.sent", None, ANN, id="withdrawal"),
        pytest.param(
            replace(CNY, kind="commission", payer=ZOE, payee=BOSS), "payment.sent", ZOE, BOSS, id="commission"
        ),
        pytest.param(replace(CNY, kind="commission", payer=ZOE), "payment.sent", ZOE, None, id="to nobody knows whom"),
    ],
)
def test_it_is_kept_whose_money_it_is_and_who_gets_it(
    intake: Intake, money: Money, type_: EventType, payer: Person | None, payee: Person | None
) -> None:
    record = paid(intake, money, type_)
    told = (person and kept(intake, with_data(message(), actor=person)).actor for person in (payer, payee))
    assert (record.paid_by, record.paid_to) == tuple(told)


def test_sums_stored_before_there_were_payouts_are_still_read(intake: Intake) -> None:
    record = paid(intake, CNY)
    assert decode(encode(record)) == record
    assert b"\x92\xa7deposit\xcd\x01\xf4" in encode(record)  # [deposit, 500]


@pytest.mark.parametrize(
    ("money", "type_", "is_kept"),
    [
        pytest.param(Money("transfer", payee=BOB), "payment.sent", True, id="a transfer"),
        pytest.param(Money("deposit", "paid", payee=BOB), "payment.sent", True, id="a deposit with somebody"),
        pytest.param(Money("transfer", "failed", payee=BOB), "payment.sent", False, id="a transfer that failed"),
        pytest.param(Money("red_packet", payee=BOB), "payment.sent", False, id="a red packet"),
        pytest.param(Money("invoice", "paid", payee=BOB), "payment.sent", False, id="a bill"),
        pytest.param(Money("transfer"), "payment.sent", False, id="to nobody knows whom"),
        pytest.param(Money("transfer", payee=BOB), "money.reported", False, id="a transfer that is only told of"),
    ],
)
def test_money_that_one_member_hands_another_is_kept(
    intake: Intake, money: Money, type_: EventType, is_kept: bool
) -> None:
    transfer = paid(intake, replace(money, amount_minor=500, currency="EUR"), type_).transfer
    assert (transfer is not None) == is_kept
    if transfer:
        assert (transfer.minor, transfer.currency) == (500, "EUR")
        assert transfer.payer != transfer.payee
