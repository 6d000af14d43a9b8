"""What the signals of a message become as fields of a fact."""

import pytest

from monitor.community.readings import values_of
from rules.facts import Value
from rules.signals import Signal, Stance
from rules.signals.signal import Kind


def signal(kind: Kind, value: float | str | None = None, unit: str = "", stance: Stance = Stance.promote) -> Signal:
    return Signal(kind, (0, 1), stance, value, unit)


def link(suspicion: str) -> Signal:
    return signal("link", "a.example", suspicion)


CASES: list[tuple[str, list[Signal], dict[str, Value]]] = [
    ("nothing", [], {}),
    ("a plain link", [link("")], {"link": True}),
    ("the gravest link", [link("shortener"), link("app"), link("suffix")], {"link": True, "link_kind": "app"}),
    ("a link in a warning", [signal("link", "a.example", "app", Stance.warn)], {}),
    ("a telephone", [signal("contact", "phone")], {"contact": True}),
    ("an app", [signal("contact", "phone"), signal("contact", "app")], {"contact": True, "diversion": True}),
    ("restricted goods", [signal("restricted_goods", "tobacco")], {"restricted_goods": "tobacco"}),
    ("papers are restricted goods", [signal("fake_docs")], {"fake_docs": True, "restricted_goods": "documents"}),
    ("loans are, too", [signal("loan")], {"loan": True, "restricted_goods": "loan"}),
    ("a mark holds in a question", [signal("second_hand", stance=Stance.ask)], {"second_hand": True}),
    ("praise of gains", [signal("testimonial")], {"testimonial": True, "praise": True}),
    ("approval is praise", [signal("approval")], {"approval": True, "praise": True}),
    ("a coupon in yuan", [signal("invite_coupon", 50.6, "CNY")], {"invite_coupon_cny": 51}),
    (
        "the largest coupon",
        [signal("invite_coupon", 80, "CNY"), signal("invite_coupon", 5, "CNY")],
        {"invite_coupon_cny": 80},
    ),
    ("a coupon in dollars", [signal("invite_coupon", 50.0, "USD")], {}),
    ("an appeal for money", [signal("fundraising"), signal("doxxing")], {"fundraising": True, "doxxing": True}),
    ("a warning of fraud", [signal("safe_account", stance=Stance.warn), signal("gambling", stance=Stance.ask)], {}),
    ("a bank's notice", [signal("third_party_notice"), link("")], {"third_party_notice": True, "link": True}),
    (
        "a notice with a look-alike",
        [signal("third_party_notice"), link("lookalike")],
        {"link": True, "link_kind": "lookalike"},
    ),
    (
        "a promised yield",
        [signal("yield", 2.0, "month")],
        {"yield_monthly_bp": 200, "yield_annual_bp": 2400, "promised_return": True},
    ),
]


@pytest.mark.parametrize(("said", "values"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_signals_become_fields(said: list[Signal], values: dict[str, Value]) -> None:
    assert values_of(said) == values
