"""What the signals of one message say as fields of a fact; only what is not at its default."""

from collections.abc import Iterable

from rules.facts import Value
from rules.signals import Signal

AD_SCORE = 0.7  # design: an advertisement from here on (catalogue ad-in-no-ad-group)
MONTHS = 12

_FLAGS = frozenset(
    {
        "guarantee", "entry_fee", "crypto_deposit", "story", "headcount", "ranks", "hype", "payout_failure",
        "payout_ok", "maintenance", "terms", "rate_hike", "app_down", "migration", "contact", "link", "complaint",
        "task_rebate", "safe_account", "screen_share", "credit_pretext", "insider_tip", "account_rental", "data_trade",
        "gambling", "porn", "loan", "fake_docs", "recovery", "earnings", "insult", "approval",
        "induced_sharing", "testimonial",
        "doxxing", "fundraising",
    }
)  # fmt: skip
_MARKS = frozenset({"third_party_notice", "ad_label", "risk_notice", "second_hand"})  # hold whatever the stance
_RESTRICTED = {"loan": "loan", "fake_docs": "documents"}  # kinds of their own that are restricted goods as well
_LINK_KINDS = ("", "suffix", "shortener", "lookalike", "app")  # the gravest last
AFFAIRS = frozenset(
    {"group_rules", "ads_forbidden", "ads_allowed", "approval", "reprimand", "planned_closure", "third_party_notice"}
)
STRAIN = frozenset({"payout_failure", "maintenance", "terms"})


def values_of(signals: Iterable[Signal]) -> dict[str, Value]:
    """Return the fields that the scoring signals set; of several alike the gravest.

    A learned score makes an advertisement clearer; without words that were read as one it says nothing.
    """
    values: dict[str, Value] = {}
    goods, learned = False, 0
    for signal in signals:
        if signal.kind in _MARKS:
            values[signal.kind] = True
        if not signal.stance.scores:
            continue
        if signal.kind in _FLAGS:
            values[signal.kind] = True
        if signal.kind == "goods":
            goods = True
        if signal.kind == "scored" and isinstance(signal.value, float):
            learned = round(100 * signal.value)
        _figures(values, signal)
        _offers(values, signal)
    if "ad_percent" in values:
        _raise(values, "ad_percent", learned)
        if int(values["ad_percent"]) >= 100 * AD_SCORE:
            values["ad"] = True
    if values.get("link_kind"):
        values.pop("third_party_notice", None)  # X7 wants a link to its source, not to a look-alike
    if goods and values.get("commission_levels") == 1 and "entry_fee" not in values:
        values["goods_commission"] = True
    return values


def _figures(values: dict[str, Value], signal: Signal) -> None:
    number = signal.value if isinstance(signal.value, int | float) else None
    match signal.kind:
        case "yield" if number is not None:
            _raise(values, "yield_monthly_bp", round(100 * number))
            _raise(values, "yield_annual_bp", round(100 * number * MONTHS))
        case "commission" if number is not None:
            _raise(values, "commission_levels", min(int(number), 3))
        case "invite_coupon" if number is not None and signal.unit == "CNY":
            _raise(values, "invite_coupon_cny", round(number))
        case "ad" if number is not None:
            _raise(values, "ad_percent", round(100 * number))
        case "payout_failure" if number is not None:
            _raise(values, "payout_late_hours", int(number))
        case "maintenance" if number is not None:
            _raise(values, "maintenance_hours", int(number))
        case _:
            pass


def _offers(values: dict[str, Value], signal: Signal) -> None:
    match signal.kind:
        case "yield":
            values["promised_return"] = True
        case "approval" | "testimonial":
            values["praise"] = True
        case "restricted_goods" | "loan" | "fake_docs":
            values.setdefault("restricted_goods", _RESTRICTED.get(signal.kind, str(signal.value)))
        case "contact" if signal.value != "phone":
            values["diversion"] = True
        case "link" if signal.unit:
            known = str(values.get("link_kind", ""))
            values["link_kind"] = max(known, signal.unit, key=_LINK_KINDS.index)
        case _:
            pass


def _raise(values: dict[str, Value], name: str, value: int) -> None:
    known = values.get(name, value)
    values[name] = max(min(value, 2**31), known) if isinstance(known, int) else value
