"""The built-in rules: what each needs to fire, and that each is tested from both sides."""

import re
from collections.abc import Iterator

import pytest

from rules import Catalogue, Engine, Rule, Severity, complete, load_packs, render
from rules.facts import Fact, Value

CATALOGUE = load_packs()
DAY = 86400

CASES: list[tuple[str, dict[str, Value], Severity | None]] = [
    ("missing-group-rules", {"observable": True, "members": 20, "hours": 25}, Severity.medium),
    ("missing-group-rules", {"observable": True, "members": 20, "hours": 24}, None),
    ("missing-group-rules", {"observable": True, "members": 19, "hours": 99}, None),
    ("missing-group-rules", {"members": 20, "hours": 99}, None),
    ("missing-group-rules", {"observable": True, "members": 20, "hours": 25, "advisory": True}, Severity.info),
    ("owner-unreachable", {"observable": True, "hours": 72, "member_messages": 20}, Severity.medium),
    ("owner-unreachable", {"observable": True, "hours": 168, "member_messages": 20}, Severity.high),
    ("owner-unreachable", {"observable": True, "hours": 71, "member_messages": 20}, None),
    ("owner-unreachable", {"observable": True, "hours": 72, "member_messages": 19}, None),
    ("owner-unreachable", {"hours": 168, "member_messages": 99}, None),
    ("violation-unhandled", {"observable": True, "raised_rank": 4}, Severity.critical),
    ("violation-unhandled", {"observable": True, "raised_rank": 3}, Severity.high),
    ("violation-unhandled", {"observable": True, "raised_rank": 0}, None),
    ("violation-unhandled", {"raised_rank": 4}, None),
    ("owner-condones-violation", {"act": "authored", "item_rank": 3}, Severity.critical),
    ("owner-condones-violation", {"act": "praised", "item_rank": 4}, Severity.critical),
    ("owner-condones-violation", {"act": "pinned", "item_rank": 4, "warns": True}, None),
    ("owner-condones-violation", {"act": "authored", "item_rank": 2}, None),
    ("ad-in-no-ad-group", {"ad": True, "ad_percent": 70, "ads_policy": "forbidden"}, Severity.low),
    ("ad-in-no-ad-group", {"ad": True, "ad_percent": 70}, Severity.info),
    ("ad-in-no-ad-group", {"ad": False, "ad_percent": 69, "ads_policy": "forbidden"}, None),
    ("ad-in-no-ad-group", {"ad": True, "ad_percent": 99, "ads_policy": "allowed"}, None),
    ("ad-flood", {"ad": True, "ads_1h": 3}, Severity.medium),
    ("ad-flood", {"ad": True, "ads_24h": 10}, Severity.medium),
    ("ad-flood", {"ad": True, "ad_share_24h": 300, "messages_24h": 20}, Severity.medium),
    ("ad-flood", {"ad": True, "ads_1h": 2, "ads_24h": 9, "ad_share_24h": 999, "messages_24h": 19}, None),
    ("ad-flood", {"ad": True, "ads_1h": 3, "ads_policy": "allowed"}, None),
    ("duplicate-broadcast", {"groups_10m": 3}, Severity.medium),
    ("duplicate-broadcast", {"groups_24h": 10}, Severity.medium),
    ("duplicate-broadcast", {"accounts_24h": 5}, Severity.medium),
    ("duplicate-broadcast", {"groups_10m": 2, "groups_24h": 9, "accounts_24h": 4, "messages_24h": 999}, None),
    ("duplicate-broadcast", {"groups_10m": 9, "accounts_24h": 50, "third_party_notice": True}, None),
    ("new-member-ad", {"ad": True, "minutes_since_join": 10}, Severity.medium),
    ("new-member-ad", {"ad": True, "minutes_since_join": 900, "ordinal": 3}, Severity.medium),
    ("new-member-ad", {"link": True, "contact": True, "minutes_since_join": 0}, Severity.medium),
    ("new-member-ad", {"ad": True, "minutes_since_join": 11, "ordinal": 4}, None),
    ("new-member-ad", {"ad": True}, None),
    ("new-member-ad", {"ad": True, "ordinal": 1, "by_staff": True}, None),
    ("ad-unlabelled", {"ad": True, "link": True}, Severity.low),
    ("ad-unlabelled", {"ad": True, "contact": True}, Severity.low),
    ("ad-unlabelled", {"ad": True, "contact": True, "ad_label": True}, None),
    ("ad-unlabelled", {"ad": True, "link": True, "second_hand": True}, None),
    ("ad-unlabelled", {"ad": True}, None),
    ("ad-restricted-goods", {"restricted_goods": "device"}, Severity.high),
    ("ad-restricted-goods", {"loan": True}, None),
    ("ad-investment-return", {"ad": True, "promised_return": True}, Severity.high),
    ("ad-investment-return", {"ad": True, "promised_return": True, "risk_notice": True}, None),
    (
        "ad-investment-return",
        {"ad": True, "promised_return": True, "risk_notice": True, "testimonial": True},
        Severity.high,
    ),
    ("ad-investment-return", {"ad": True, "guarantee": True, "risk_notice": True}, Severity.high),
    ("ad-investment-return", {"promised_return": True, "guarantee": True}, None),
    ("contact-diversion", {"diversion": True, "diversions_24h": 2}, Severity.medium),
    ("contact-diversion", {"diversion": True, "minutes_since_join": 10079}, Severity.medium),
    ("contact-diversion", {"diversion": True, "minutes_since_join": 10080, "diversions_24h": 1}, None),
    ("contact-diversion", {"diversion": True, "minutes_since_join": 0, "second_hand": True}, None),
    ("contact-diversion", {"diversion": True, "diversions_24h": 9, "by_staff": True}, None),
    ("contact-diversion", {"contact": True, "minutes_since_join": 0}, None),
    ("induced-sharing", {"induced_sharing": True}, Severity.low),
    ("induced-sharing", {"induced_sharing": True, "goods_commission": True}, None),
    ("suspicious-link", {"link_kind": "lookalike"}, Severity.medium),
    ("suspicious-link", {"link_kind": "suffix"}, None),
    ("insider-tip", {"insider_tip": True}, Severity.medium),
    ("insider-tip", {"insider_tip": True, "praisers_1h": 2}, Severity.high),
    ("insider-tip", {"praise": True, "praisers_1h": 2, "tips_1h": 1}, Severity.high),
    ("insider-tip", {"praise": True, "praisers_1h": 5}, None),
    ("yield-promise", {"yield_monthly_bp": 83, "yield_annual_bp": 1000}, Severity.low),
    ("yield-promise", {"yield_monthly_bp": 300, "yield_annual_bp": 3600}, Severity.medium),
    ("yield-promise", {"yield_monthly_bp": 600, "yield_annual_bp": 7200}, Severity.high),
    ("yield-promise", {"yield_monthly_bp": 83, "yield_annual_bp": 999}, None),
    ("principal-guarantee", {"guarantee": True}, Severity.high),
    ("principal-guarantee", {}, None),
    ("entry-fee", {"entry_fee": True}, Severity.high),
    ("entry-fee", {"entry_fee": True, "goods_commission": True}, None),
    ("downline-commission", {"commission_levels": 1}, Severity.low),
    ("downline-commission", {"commission_levels": 2}, Severity.medium),
    ("downline-commission", {"commission_levels": 3}, Severity.high),
    ("downline-commission", {"commission_levels": 1, "goods_commission": True}, None),
    ("headcount-reward", {"headcount": True}, Severity.high),
    ("headcount-reward", {"invite_coupon_cny": 51}, Severity.high),
    ("headcount-reward", {"invite_coupon_cny": 50}, None),
    ("headcount-reward", {"headcount": True, "goods_commission": True}, None),
    ("rank-ladder", {"ranks": True}, Severity.medium),
    ("rank-ladder", {"ranks": True, "goods_commission": True}, None),
    ("public-fundraising", {"fundraising": True}, Severity.high),
    ("public-fundraising", {"yield_monthly_bp": 900, "guarantee": True}, None),
    ("crypto-solicitation", {"crypto_deposit": True}, Severity.high),
    ("crypto-solicitation", {"story": True}, None),
    ("brush-order-rebate", {"task_rebate": True}, Severity.high),
    ("brush-order-rebate", {"earnings": True}, None),
    ("safe-account", {"safe_account": True}, Severity.critical),
    ("screen-share-request", {"screen_share": True}, Severity.high),
    ("credit-refund-pretext", {"credit_pretext": True}, Severity.high),
    ("credit-refund-pretext", {"credit_pretext": True, "third_party_notice": True}, None),
    ("account-rental", {"account_rental": True}, Severity.critical),
    ("gambling-in-group", {"gambling": True, "bets": 3}, Severity.critical),
    ("gambling-in-group", {"gambling": True, "bets": 2}, Severity.medium),
    ("gambling-in-group", {"bets": 3}, None),
    ("personal-info-trade", {"data_trade": True}, Severity.critical),
    ("personal-info-trade", {"doxxing": True}, Severity.critical),
    ("personal-info-trade", {"contact": True}, None),
    ("withdrawal-failure-cluster", {"payout_failure": True, "payout_late_hours": 48}, Severity.low),
    ("withdrawal-failure-cluster", {"payout_failure": True, "complainers_72h": 3}, Severity.medium),
    ("withdrawal-failure-cluster", {"payout_failure": True, "complainers_72h": 10}, Severity.high),
    (
        "withdrawal-failure-cluster",
        {"payout_failure": True, "complainers_72h": 3, "complainer_share_72h": 50},
        Severity.high,
    ),
    ("withdrawal-failure-cluster", {"payout_failure": True, "complainers_72h": 2, "complainer_share_72h": 99}, None),
    ("withdrawal-failure-cluster", {"payout_failure": True, "complainers_72h": 3, "third_party_notice": True}, None),
    ("maintenance-excuse", {"maintenance": True, "maintenance_hours": 24}, Severity.high),
    ("maintenance-excuse", {"maintenance": True}, Severity.high),
    ("maintenance-excuse", {"maintenance": True, "maintenance_hours": 2, "maintenance_extended": True}, Severity.high),
    ("maintenance-excuse", {"maintenance": True, "maintenance_hours": 2}, Severity.medium),
    ("maintenance-excuse", {"maintenance": True, "third_party_notice": True}, None),
    ("referral-tree-threshold", {"people": 30, "tiers": 3}, Severity.info),
    ("referral-tree-threshold", {"people": 30, "shape_features": 2, "top_recruiter_share_pm": 329}, Severity.medium),
    ("referral-tree-threshold", {"people": 30, "shape_features": 2, "top_recruiter_share_pm": 330}, None),
    ("referral-tree-threshold", {"people": 30, "tiers": 3, "commission_evidence": True}, Severity.medium),
    (
        "referral-tree-threshold",
        {"people": 30, "shape_features": 2, "top_recruiter_share_pm": 329, "commission_evidence": True},
        Severity.high,
    ),
    ("referral-tree-threshold", {"people": 4, "tiers": 4, "paid_tier_span": 3}, Severity.high),
    ("referral-tree-threshold", {"people": 120, "tiers": 3, "commission_levels": 3}, Severity.critical),
    (
        "referral-tree-threshold",
        {"people": 120, "tiers": 3, "commission_levels": 2, "commission_evidence": True},
        Severity.medium,
    ),
    (
        "referral-tree-threshold",
        {"people": 500, "tiers": 9, "shape_features": 3, "top_recruiter_share_pm": 100, "ambiguous": True},
        Severity.info,
    ),
    ("referral-tree-threshold", {"people": 29, "tiers": 3, "shape_features": 3, "top_recruiter_share_pm": 100}, None),
    (
        "downline-position",
        {"people": 30, "tiers": 3, "recruits": 2, "commission_levels": 2, "promoted": True},
        Severity.medium,
    ),
    (
        "downline-position",
        {"people": 30, "tiers": 3, "recruits": 2, "commission_levels": 2, "paid_tier_span": 3},
        Severity.medium,
    ),
    ("downline-position", {"people": 900, "tiers": 9, "recruits": 99, "promoted": True, "commissions": 9}, None),
    ("downline-position", {"people": 900, "tiers": 9, "recruits": 99, "commission_levels": 2}, None),
    ("night-dissolution", {"night": True}, Severity.high),
    ("night-dissolution", {"hours_since_strain": 72}, Severity.high),
    ("night-dissolution", {"hours_since_strain": 0, "stage": 4}, Severity.critical),
    ("night-dissolution", {"hours_since_strain": 73, "stage": 4}, None),
    ("night-dissolution", {"night": True, "stage": 5, "announced": True}, None),
    ("scheme-stage-advance", {"stage": 1}, Severity.low),
    ("scheme-stage-advance", {"stage": 2}, Severity.medium),
    ("scheme-stage-advance", {"stage": 3}, Severity.high),
    ("scheme-stage-advance", {"stage": 4}, Severity.high),
    ("scheme-stage-advance", {"stage": 5}, Severity.critical),
    ("scheme-stage-advance", {"stage": 6}, Severity.info),
    ("scheme-stage-advance", {"stage": 5, "is_test": True}, None),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    built = Engine(CATALOGUE)
    yield built
    built.close()


def fact_of(catalogue: Catalogue, rule: Rule, values: dict[str, Value]) -> Fact:
    """Return a fact of the rule's kind with *values*, of which some are windows."""
    windows = {window.name: int(values.get(window.name, 0)) for window in catalogue.windows.get(rule.fact, ())}
    return complete(rule.fact, {name: value for name, value in values.items() if name not in windows}, windows)


@pytest.mark.parametrize(("name", "values", "severity"), CASES, ids=str)
def test_a_rule_fires_at_its_severity(
    engine: Engine, name: str, values: dict[str, Value], severity: Severity | None
) -> None:
    fact = fact_of(CATALOGUE, CATALOGUE.rules[name], values)
    found = {match.rule.id: match.severity for match in engine.judge(fact)}
    assert found.get(name) == severity


LATEST = (("attract.yield", 1), ("recruit.commission", 31))  # as far apart as they may be


def signals(*each: tuple[str, int]) -> list[Fact]:
    """Return signals of one scheme: id and day."""
    families = {"attract": "attraction", "recruit": "recruitment", "strain": "strain"}
    return [
        complete(
            "scheme_signal",
            {
                "signal": name,
                "family": families[name.split(".")[0]],
                "at": day * DAY,
                "yield_monthly_bp": 500 if name == "attract.yield" else 0,
            },
        )
        for name, day in each
    ]


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        pytest.param(signals(*LATEST), Severity.high, id="within 30 days"),
        pytest.param(signals(("recruit.headcount", 1), ("attract.yield", 20)), Severity.high, id="the other way round"),
        pytest.param(
            signals(*LATEST, ("strain.notice", 61)),
            Severity.critical,
            id="strain",
        ),
        pytest.param(
            signals(*LATEST, ("strain.notice", 92)),
            Severity.high,
            id="late strain",
        ),
        pytest.param(signals(("attract.yield", 1), ("recruit.commission", 32)), None, id="after 31 days"),
        pytest.param(signals(("attract.yield", 1), ("recruit.ranks", 2)), None, id="ranks are no pay"),
        pytest.param(signals(("attract.guarantee", 1), ("recruit.commission", 2)), None, id="no yield"),
    ],
)
def test_the_ponzi_triad_joins_signals_of_a_scheme(
    engine: Engine, facts: list[Fact], severity: Severity | None
) -> None:
    found = {match.severity for match in engine.correlate("scheme_signal", facts)}
    assert found == ({severity} if severity is not None else set())


@pytest.mark.parametrize("rule", CATALOGUE.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_is_tested_from_both_sides(rule: Rule) -> None:
    hits = [trial for trial in rule.tests if trial.expect == "hit"]
    near_misses = [trial for trial in rule.tests if trial.expect == "near_miss"]
    assert len(hits) >= 2
    assert len(near_misses) >= 2
    reachable = {level.severity for level in rule.levels}
    assert {trial.severity for trial in hits} <= reachable


@pytest.mark.parametrize("rule", CATALOGUE.rules.values(), ids=lambda rule: rule.id)
def test_a_summary_suspects_and_never_judges(rule: Rule) -> None:
    assert re.search("疑似|风险信号", rule.summary.zh)
    assert re.search("suspected|risk signal", rule.summary.en, re.IGNORECASE)
    if not rule.is_correlation:
        fact = fact_of(CATALOGUE, rule, {})
        assert "{" not in render(rule.summary.zh, fact) + render(rule.summary.en, fact)


@pytest.mark.parametrize("rule", CATALOGUE.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_names_its_basis(rule: Rule) -> None:
    assert all(re.search("§|^practice: |^source: |^群组规定|^非法集资", basis) for basis in rule.basis_in("en"))


def test_no_exemption_lets_an_owner_allow_a_scam() -> None:
    graves = [rule for rule in CATALOGUE.rules.values() if rule.family in {"ponzi", "fraud"}]
    assert graves
    assert not [rule.id for rule in graves if {"X2", "X10"} & set(rule.exemptions)]
