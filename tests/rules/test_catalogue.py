"""Every rule the product promises is there, in its family, with tests of both kinds."""

import pytest

from rules import Catalogue, load_packs

PROMISED = {
    "owner-liability": [
        "admin-ratio-low",
        "evasive-renaming",
        "group-info-incomplete",
        "group-rules-incomplete",
        "harmful-content-burst",
        "illegal-content",
        "member-report-unanswered",
        "missing-group-rules",
        "no-admin-on-duty",
        "open-join-unverified",
        "owner-condones-violation",
        "owner-identity-unverified",
        "owner-transfer-under-risk",
        "owner-unreachable",
        "persistent-abuse-of-member",
        "records-not-kept",
        "repeat-offender-not-escalated",
        "scale-duty-notice",
        "violation-unhandled",
    ],
    "ad-spam": [
        "ad-flood",
        "ad-in-no-ad-group",
        "ad-investment-return",
        "ad-restricted-goods",
        "ad-unlabelled",
        "contact-diversion",
        "duplicate-broadcast",
        "induced-sharing",
        "new-member-ad",
        "suspicious-link",
    ],
    "ponzi": [
        "circular-payments",
        "cross-group-scheme",
        "crypto-solicitation",
        "dissent-suppression",
        "downline-commission",
        "downline-position",
        "entry-fee",
        "funds-threshold",
        "headcount-reward",
        "maintenance-excuse",
        "mass-removal",
        "night-dissolution",
        "payouts-from-newcomers",
        "ponzi-triad",
        "principal-guarantee",
        "promoter-exodus",
        "promoter-ring",
        "public-fundraising",
        "pyramid-three-forms",
        "rank-ladder",
        "rate-hike-under-strain",
        "recovery-scam",
        "referral-tree-threshold",
        "scheme-migration",
        "scheme-stage-advance",
        "unsustainable-promise",
        "withdrawal-failure-cluster",
        "withdrawal-terms-worsened",
        "yield-promise",
    ],
    "fraud": [
        "account-rental",
        "brush-order-rebate",
        "credit-refund-pretext",
        "gambling-in-group",
        "impersonation",
        "insider-tip",
        "personal-info-trade",
        "safe-account",
        "screen-share-request",
    ],
    "community-health": [
        "affinity-drop",
        "below-critical-mass",
        "churn-spike",
        "dead-group-risk",
        "flash-group-stale",
        "newcomer-unwelcomed",
        "oversize-group",
        "owner-monologue",
    ],
    "operations": ["alert-flood"],
}
LEAST_HITS = LEAST_NEAR_MISSES = 2


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_packs()


@pytest.mark.parametrize("family", PROMISED)
def test_every_promised_rule_is_in_force(catalogue: Catalogue, family: str) -> None:
    there = [rule.id for rule in catalogue.rules.values() if rule.family == family and rule.maturity != "sandbox"]
    assert [name for name in PROMISED[family] if name not in there] == []


def test_every_rule_in_force_is_promised(catalogue: Catalogue) -> None:
    promised = {name for names in PROMISED.values() for name in names}
    assert {rule.id for rule in catalogue.rules.values() if rule.maturity != "sandbox"} - promised == set()


def test_every_rule_is_tested_both_ways(catalogue: Catalogue) -> None:
    counts = {
        rule.id: [sum(trial.expect == expected for trial in rule.tests) for expected in ("hit", "near_miss")]
        for rule in catalogue.rules.values()
    }
    assert {
        name: count for name, count in counts.items() if count[0] < LEAST_HITS or count[1] < LEAST_NEAR_MISSES
    } == {}


def test_every_exemption_of_a_rule_that_its_events_can_show_has_a_test(catalogue: Catalogue) -> None:
    untested = {
        rule.id: [name for name in rule.exemptions if name not in {trial.exemption for trial in rule.tests}]
        for rule in catalogue.rules.values()
    }
    assert {name: missing for name, missing in untested.items() if missing} == {}
