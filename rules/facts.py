"""The kinds of fact a rule can be written about, and their fields.

A fact is flat: a kind and named booleans, integers and short strings. The monitor composes facts, rule
packs name their fields, and the engine refuses a fact that does not keep to this schema - durable-rules
answers a missing or mistyped field with a wrong match, not with an error.

Rates are basis points (1 % = 100), shares are per mille, so that no float reaches the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.errors import RulesError

Value = bool | int | str
Fact = Mapping[str, Value]

MAX_INTEGER = 2**53 - 1  # durable-rules saturates beyond (measured)
MAX_STRING = 256


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its default (which also fixes the type) and what it means."""

    default: Value
    about: str


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact, the subject its findings speak of, and its fields."""

    about: str
    subject: str
    fields: Mapping[str, Field]


_COMMUNITY = {
    "advisory": Field(False, "family, work or small group (< 20 members): owner duties are advice only (X10)"),
    "is_test": Field(False, "the platform flagged a test or a training (X11)"),
    "members": Field(0, "member accounts, 0 when not known"),
}

FACT_KINDS: Mapping[str, FactKind] = {
    "message": FactKind(
        "a message; a signal field is set only when its stance is promote or report",
        "member",
        {
            **_COMMUNITY,
            "by_staff": Field(False, "the author is owner or admin"),
            "minutes_since_join": Field(-1, "whole minutes since the join was seen, -1 when it was not"),
            "ordinal": Field(0, "this member's n-th message since the join was seen, 0 when it was not"),
            "ads_policy": Field("silent", "what the group's own rules say of ads: allowed, forbidden, silent"),
            "ad": Field(False, "an advertisement"),
            "ad_percent": Field(0, "how clearly it is one, 0..100"),
            "link": Field(False, "contains a link"),
            "contact": Field(False, "diverts to a private contact, another group or app"),
            "yield_monthly_bp": Field(0, "promised yield, basis points a month (simple), upper end"),
            "yield_annual_bp": Field(0, "the same a year"),
            "guarantee": Field(False, "principal or profit guaranteed"),
            "entry_fee": Field(False, "paying or buying to obtain membership or the right to recruit"),
            "crypto_deposit": Field(False, "asks to move coins somewhere for a return"),
            "story": Field(False, "arbitrage, quant, smart dog, AI, mining story"),
            "commission_levels": Field(0, "levels of recruits that pay commission; 3 = three or more"),
            "goods_commission": Field(False, "one-level commission on real goods without entry fee (X6)"),
            "headcount": Field(False, "a reward for the number of people brought in"),
            "ranks": Field(False, "named ranks tied to recruits or team deposits"),
            "hype": Field(False, "urgency to join"),
            "payout_failure": Field(False, "reports a failed or late payout"),
            "payout_late_hours": Field(0, "how late, when said"),
            "payout_ok": Field(False, "reports a payout that arrived"),
            "maintenance": Field(False, "maintenance, hack or policy named as the reason withdrawals stop"),
            "maintenance_hours": Field(-1, "how long it is said to last, -1 when no end is given"),
            "maintenance_extended": Field(False, "an earlier such notice of this community is still fresh"),
            "terms": Field(False, "withdrawal terms worsened"),
            "rate_hike": Field(False, "limited-time doubling or bonus"),
            "app_down": Field(False, "the scheme's app or site cannot be reached"),
            "migration": Field(False, "asks to move to a new scheme"),
            "complaint": Field(False, "complains to the owner"),
            "hours_since_strain": Field(-1, "whole hours since this community's last strain signal, -1 when none"),
            "third_party_notice": Field(False, "service notice of a bank, exchange or school system (X7)"),
        },
    ),
    "rules_gap": FactKind(
        "time during which the group had no rules and no pinned notice",
        "community",
        {**_COMMUNITY, "observable": Field(False, "notices can be seen here"), "hours": Field(0, "whole hours so far")},
    ),
    "staff_gap": FactKind(
        "time during which neither owner nor admin was seen",
        "community",
        {
            **_COMMUNITY,
            "observable": Field(False, "roles are known here"),
            "hours": Field(0, "whole hours so far"),
            "member_messages": Field(0, "messages by others in that time"),
        },
    ),
    "open_item": FactKind(
        "a member's violation that nobody has handled by its deadline",
        "member",
        {
            **_COMMUNITY,
            "observable": Field(False, "deletes and mutes can be seen here, or staff attest them"),
            "raised_rank": Field(
                0, "severity of the violation raised one level a missed deadline, 0 info .. 4 critical"
            ),
            "hours_open": Field(0, "whole hours since it was posted, quiet hours included"),
        },
    ),
    "staff_act": FactKind(
        "something an owner or admin did with a violation",
        "member",
        {
            **_COMMUNITY,
            "act": Field("authored", "authored, pinned, praised, allowed"),
            "item_rank": Field(0, "severity of the item, 0 info .. 4 critical"),
            "warns": Field(False, "done as a warning"),
        },
    ),
    "referral_tree": FactKind(
        "one tree of who brought whom, after it grew",
        "community",
        {
            **_COMMUNITY,
            "people": Field(0, "people in the tree, organiser included (公通字〔2013〕37号 §1)"),
            "tiers": Field(0, "tiers, the organiser's own counted"),
            "ambiguous": Field(False, "an edge rests on a name that is not unique"),
            "depth_ratio_pm": Field(0, "mean depth / ln people, per mille"),
            "recruiter_share_pm": Field(0, "people who brought somebody, per mille"),
            "top_recruiter_share_pm": Field(1000, "the busiest recruiter's share of the tree, per mille"),
            "shape_features": Field(0, "how many of the three shape thresholds are passed"),
            "commission_evidence": Field(False, "commission on recruits was promoted in this community"),
            "paid_tier_span": Field(0, "largest tree distance from payee to payer of a commission"),
        },
    ),
    "dissolution": FactKind(
        "a group was dissolved, or its owner and at least half of its admins left",
        "community",
        {
            **_COMMUNITY,
            "night": Field(False, "at 23:00-06:00 local time"),
            "announced": Field(False, "announced at least 24 h before (X8)"),
            "hours_since_strain": Field(-1, "hours since the last strain signal, -1 when there was none"),
            "payout_failures": Field(0, "members who reported a failed payout in the last 30 days"),
            "stage": Field(0, "stage of the group's scheme at that moment, 0 none .. 6 aftermath"),
        },
    ),
    "scheme_stage": FactKind(
        "a scheme moved up a stage",
        "scheme",
        {
            **_COMMUNITY,
            "stage": Field(0, "new stage, 1 watch .. 6 aftermath"),
            "previous": Field(0, "the stage before"),
        },
    ),
    "campaign": FactKind(
        "one promotional text and its near-duplicates, after one more message; staff in their own group do not count",
        "campaign",
        {
            "accounts_24h": Field(0, "different accounts in 24 hours, at least so many"),
            "groups_10m": Field(0, "different groups in 10 minutes"),
            "groups_24h": Field(0, "different groups in 24 hours"),
            "messages_24h": Field(0, "messages in 24 hours"),
            "group_accounts_10m": Field(0, "different accounts in 10 minutes in the group of the newest message"),
            "minutes": Field(0, "whole minutes since the first message"),
            "newcomer_share_pm": Field(0, "messages in 24 hours by members who joined within 7 days, per mille"),
            "ad_percent": Field(0, "how clearly the clearest of them is an ad, 0..100"),
            "third_party_notice": Field(False, "all are service notices of a bank, exchange or school system (X7)"),
        },
    ),
    "scheme_signal": FactKind(
        "one signal counted for a scheme; correlated with others of the same scheme and community",
        "scheme",
        {
            "signal": Field("", "id in the scoring table, e.g. attract.yield"),
            "family": Field("", "attraction, recruitment, strain, exit"),
            "at": Field(0, "event time, whole seconds since 1970"),
            "yield_monthly_bp": Field(0, "for attract.yield"),
            "commission_levels": Field(0, "for recruit.commission"),
        },
    ),
}


_DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    kind: {name: field.default for name, field in spec.fields.items()} for kind, spec in FACT_KINDS.items()
}


class FactError(RulesError):
    """A fact does not keep to the schema of its kind."""


def complete(kind: str, values: Mapping[str, Value], windows: Mapping[str, int] | None = None) -> dict[str, Value]:
    """Return a full fact of *kind*: defaults, *values* over them, and the values of declared windows.

    Raises:
        FactError: unknown kind or field, wrong type, or a value the engine cannot hold.
    """
    try:
        fields = FACT_KINDS[kind].fields
    except KeyError:
        raise FactError(f"unknown kind of fact {kind!r}; known: {', '.join(FACT_KINDS)}") from None
    fact: dict[str, Value] = {"kind": kind, **_DEFAULTS[kind]}
    for name, value in values.items():
        if name not in fields:
            raise FactError(f"{kind} has no field {name!r}")
        expected = type(fields[name].default)
        if type(value) is not expected:
            raise FactError(f"{kind}.{name} takes {expected.__name__}, not {value!r}")
        if isinstance(value, str):
            if len(value) > MAX_STRING:
                raise FactError(f"{kind}.{name} is longer than {MAX_STRING} characters")
        elif abs(value) > MAX_INTEGER:
            raise FactError(f"{kind}.{name} is beyond 2^53: {value}")
        fact[name] = value
    if windows:
        fact.update(windows)
    return fact
