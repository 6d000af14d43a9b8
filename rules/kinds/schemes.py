"""Suspected schemes, referral trees and campaigns."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

SCHEME_KINDS: Kinds = {
    "referral_tree": FactKind(
        "one tree of who brought whom, after it grew; of a scheme the trees of one owner in several groups together",
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
            "depth_rank_pm": Field(
                -1, "natural invitation trees of this size with a lower depth ratio, per mille, -1 not known"
            ),
            "recruiter_rank_pm": Field(-1, "those with a lower share of recruiters, per mille, -1 not known"),
            "top_recruiter_rank_pm": Field(
                -1, "those whose busiest recruiter has a higher share, per mille, -1 not known"
            ),
            "commission_evidence": Field(
                False,
                "pay for recruits, by head and not for goods or over 2 levels, was promised in this community, or pay "
                "over 3 tiers seen in this tree",
            ),
            "commission_levels": Field(
                0,
                "levels of pay for recruits that owner, admins or recruiters in this tree promise, 2 by head; 3 for "
                "more, and where commissions go up 3 tiers",
            ),
            "commissions": Field(0, "commissions that were paid up the tree"),
            "paid_tier_span": Field(
                0,
                "tiers that commissions go up: as far as those of three payers do; at most 2 while two payees and 1 % "
                "of all are not over 3",
            ),
            "paid_span_share_pm": Field(0, "commissions that went up 3 tiers or more, per mille of all"),
        },
    ),
    "member_position": FactKind(
        "a member with more people below him than before, or of whom it became known that he promotes or is paid",
        "member",
        {
            **COMMUNITY,
            "people": Field(0, "he and those below him; of one who left, while he is paid (公通字〔2013〕37号 §1)"),
            "tiers": Field(0, "their tiers, his own counted"),
            "recruits": Field(0, "people he brought himself"),
            "depth": Field(0, "tiers above him, 0 for an organiser"),
            "left": Field(False, "he has left the group"),
            "staff": Field(False, "he is owner or admin"),
            "promoted": Field(False, "he promoted a scheme here within 90 days"),
            "commissions": Field(0, "commissions that he was paid from below him"),
            "paid_tier_span": Field(0, "the most tiers that one of them came up"),
            "commission_levels": Field(0, "as of his tree"),
            "ambiguous": Field(False, "an edge rests on a name that is not unique"),
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
    "scheme_flow": FactKind(
        "a scheme took, paid or refused money once more, or somebody lost some; in yuan, other currencies count none",
        "scheme",
        {
            "depositors": Field(0, "members who paid in, as far as payments were seen or reported"),
            "deposits_cny": Field(0, "what they paid in: of a member the payments seen, or the largest report if more"),
            "losses_cny": Field(0, "what members say to have lost, of each the largest report"),
            "largest_loss_cny": Field(0, "the largest of these"),
            "commission_evidence": Field(False, "pay for recruits was promoted: deposits are entry fees"),
            "promised": Field(False, "a yield, a guarantee or pay for recruits was promised"),
            "payees": Field(0, "members who got payouts or commissions"),
            "payouts_cny": Field(0, "what members got out, counted like deposits; commissions apart"),
            "commissions_cny": Field(0, "what members got for whom they brought, counted alike"),
            "member_inflow_pm": Field(
                -1, "members' deposits / all that came in, per mille; -1 under 20 depositors of known sums"
            ),
            "loser_share_pm": Field(
                -1, "depositors who got less than they paid in, per mille; -1 under 20 depositors or 10 payees"
            ),
            "newcomer_money_pm": Field(
                -1, "of what was paid out, first deposits of members who came after the payee, per mille; -1 as above"
            ),
            "payout_gini_pm": Field(-1, "Gini of what members got, per mille; -1 as above; at most an eighth old"),
            "entry_gini_pm": Field(
                -1, "Gini of first deposits, per mille; -1 under 20 depositors; at most an eighth old"
            ),
            "dwell_hours": Field(-1, "hours a deposit stays before it is paid out to somebody; -1 as above"),
            "peak_float_pm": Field(-1, "highest balance / deposits, per mille; -1 as above"),
            "failed_withdrawals_7d": Field(0, "members whose withdrawals failed or came late within 7 days"),
            "withdrawal_delay_hours": Field(
                -1, "hours from asking until paid, on average of the withdrawals paid in 7 days; -1 under 3 of them"
            ),
        },
    ),
    "scheme_reach": FactKind(
        "a named scheme was promoted once more; groups where it is only talked or warned of do not count",
        "scheme",
        {
            "communities_7d": Field(0, "different groups it was promoted in within 7 days"),
            "owners_7d": Field(0, "different owners of these groups, at least so many"),
            "members": Field(0, "their member accounts together, at least so many"),
        },
    ),
    "collusion": FactKind(
        "a day on which a scheme was promoted by a known account, or money went round; accounts within 30 days, "
        "without owner and admins in their own group and who is known by name only",
        "scheme",
        {
            "recruiting": Field(False, "by the end of that day (UTC) the scheme was at stage recruitment or beyond"),
            "shared_accounts": Field(0, "accounts that promoted it in 3 groups or more, each alone or together"),
            "shared_introducers": Field(0, "those of them that brought 3 people or more into each of 3 groups"),
            "alternating_accounts": Field(0, "accounts that promote in the same groups by turns, not by chance"),
            "ring_accounts": Field(
                0, "largest ring: each in the same 3 groups or more as two others, at least so many"
            ),
            "ring_groups": Field(0, "groups in which two of the ring promote"),
            "ring_one_owner": Field(False, "these groups are all known to have one owner"),
            "circles_7d": Field(0, "times in 7 days that money went round three to six members"),
            "circle_members": Field(0, "most members that it went round"),
            "circle_cny": Field(0, "all these payments together, in yuan; other currencies count none"),
        },
    ),
    "promoter_exodus": FactKind(
        "one more promoter of a scheme left, or under strain fell silent for 24 hours against his habit",
        "scheme",
        {
            "promoters": Field(0, "members who promoted it within 30 days"),
            "gone": Field(0, "those of them who left or fell silent within 7 days and did not come back"),
            "gone_less_stayed": Field(0, "those minus the others: 0 when just half of them have gone"),
            "announced": Field(False, "all of them belong to groups that announced it at least 24 hours before (X8)"),
            "stage": Field(0, "stage of the scheme at that moment, 0 none .. 6 aftermath"),
        },
    ),
    "offer": FactKind(
        "a message that asks to move to a new scheme, or offers to get lost money back for pay",
        "member",
        {
            **COMMUNITY,
            "by_promoter": Field(False, "the author promoted a scheme here within 90 days, or is owner or admin"),
            "migration": Field(False, "asks to move to a new scheme"),
            "recovery": Field(False, "offers to get lost money back, for pay"),
            "stage": Field(0, "gravest stage of the schemes in the group, 0 none .. 6 aftermath"),
            "days_since_trouble": Field(-1, "whole days since one was last under strain or made its exit, -1 never"),
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
            "goods_commission": Field(False, "one-level commission on real goods without entry fee (X6)"),
        },
    ),
}
