"""What an event tells of money: whose it is, who gets it, and what it is to a scheme."""

from collections.abc import Mapping

from monitor.event import Data, EventType, Money, Person
from monitor.record import Sum, SumKind
from rules.facts import MAX_INTEGER

WITHDRAWN = frozenset({"payout", "withdrawal"})
WITHDRAWALS: Mapping[str, SumKind] = {"requested": "asked", "paid": "payout", "failed": "failed", "delayed": "failed"}
SUMS: Mapping[str, SumKind] = {"deposit": "deposit", "commission": "commission", "reported_loss": "loss"}


def payer(data: Data) -> Person | None:
    """Return whose money it is: the new recruit's behind a commission, else the payer's or the reporter's."""
    money = data.money
    if money is None or money.kind in WITHDRAWN:
        return None
    if money.kind == "commission":
        return money.source_member or money.payer
    return money.payer or data.actor


def payee(data: Data, type_: EventType) -> Person | None:
    """Return who gets a commission, payout or withdrawal: who is named, else who asks for it or reports it."""
    money = data.money
    if money is None or money.kind not in {"commission", *WITHDRAWN}:
        return None
    is_his_own = type_ == "money.reported" or money.kind == "withdrawal"
    return money.payee or (data.actor if is_his_own else None)


def sum_of(data: Data) -> Sum | None:
    """Return what money of a scheme did; other money - red packets, transfers, bills of shops - is none of it."""
    money = data.money
    kind = _kind_of_sum(money) if money else None
    if money is None or kind is None:
        return None
    return Sum(kind, minor(money) if money.currency == "CNY" else 0)


def minor(money: Money) -> int:
    """Return how much *money* is, 0 when nobody knows; whoever sends absurd amounts stops no store and no rule."""
    return min(max(money.amount_minor or 0, 0), MAX_INTEGER)


def is_handed_on(money: Money) -> bool:
    """Return whether *money* was paid by one to one: red packets are for all, a bill of a shop is for its goods."""
    return money.kind not in {"red_packet", "invoice", "reported_loss"} and money.status in {None, "paid"}


def _kind_of_sum(money: Money) -> SumKind | None:
    """Return what *money* did; without a status a withdrawal was only asked for, anything else was paid."""
    if money.kind in WITHDRAWN:
        asked = "requested" if money.kind == "withdrawal" else "paid"
        return WITHDRAWALS[money.status or asked]
    if money.kind == "invoice":
        return "sale" if money.scheme and money.status == "paid" else None
    return SUMS.get(money.kind) if money.status in {None, "paid"} else None
