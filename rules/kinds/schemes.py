"""Suspected schemes, referral trees and campaigns."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

SCHEME_KINDS: Kinds = {
    "referral_tree": FactKind(
        "one tree of who brought whom, after it grew",
        "community",
        {
            **COMMUNITY,
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
            **COMMUNITY,
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
            **COMMUNITY,
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
