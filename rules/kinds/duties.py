"""What an owner has to see to."""

from rules.kinds.kind import COMMUNITY, OF_MESSAGES, STATE, FactKind, Field, Kinds

_ELAPSED = {
    "hours": Field(0, "whole hours so far; told after the quiet hours"),
    "awake_hours": Field(0, "whole hours so far on a clock that stands still in the quiet hours"),
}

DUTY_KINDS: Kinds = {
    "rules_gap": FactKind(
        "time during which the group had no rules and no pinned notice",
        "community",
        {**COMMUNITY, **_ELAPSED, "observable": Field(False, "notices can be seen here")},
        ends=STATE,
    ),
    "posted_rules": FactKind(
        "the rules or notice last posted, when they were and at deadlines later",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "observable": Field(False, "notices can be seen here"),
            "readable": Field(False, "they have a heading or two clauses; a picture has none"),
            "missing": Field(0, "how many of the six clauses were not read in them"),
            "lacks_ads": Field(False, "nothing on advertising"),
            "lacks_illegal": Field(False, "nothing on what is illegal"),
            "lacks_investment": Field(False, "nothing on investment, fundraising and fraud"),
            "lacks_penalties": Field(False, "nothing on what follows a violation"),
            "lacks_complaints": Field(False, "nothing on how to complain"),
            "lacks_privacy": Field(False, "nothing on personal data"),
        },
        ends=STATE,
    ),
    "staff_gap": FactKind(
        "time during which neither owner nor admin was seen",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "observable": Field(False, "roles are known here"),
            "member_messages": Field(0, "messages by others in that time, but for its first hour: they answer staff"),
        },
        ends=STATE,
    ),
    "identity_gap": FactKind(
        "time during which owner or an admin was known to be unverified, and how many of those who post are",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "staff_unverified": Field(0, "owner and admins known to be unverified"),
            "posters_30d": Field(0, "members who posted in 30 days"),
            "unverified_pm": Field(0, "those of them known to be unverified, per mille"),
        },
        ends=STATE,
    ),
    "group_settings": FactKind(
        "the group's settings and page, after they changed or somebody joined; what is not exposed is no lack",
        "community",
        {
            **COMMUNITY,
            "empty": Field(0, "how many parts of the group's page are left empty"),
            "lacks_name": Field(False, "no name"),
            "lacks_category": Field(False, "no category"),
            "lacks_description": Field(False, "no description"),
            "lacks_code": Field(False, "no group number"),
            "lacks_contact": Field(False, "no way to reach the owner"),
            "open_join": Field(False, "anybody may join without approval"),
            "joined": Field(False, "somebody has just joined"),
            "announced": Field(False, "a group for one occasion, whose declared end has not passed (X8)"),
        },
        ends=STATE,
    ),
    "open_report": FactKind(
        "a member's report that owner and admins have not closed by a deadline; nobody is shown who made it",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "observable": Field(False, "answers to reports can be seen here"),
            "acknowledged": Field(False, "it was taken up"),
            "repeated": Field(0, "reports of the same member in 30 days that nobody took up"),
        },
        ends=frozenset(),
    ),
    "report_closed": FactKind(
        "a member's report was closed; windows per member keep it for who made it",
        "community",
        {**COMMUNITY, "rejected": Field(False, "it was found to be without ground")},
    ),
    "records": FactKind(
        "how measures are recorded, after one of them or a declaration",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "records of measures can be seen here"),
            "log_retention_days": Field(0, "days the provider keeps its logs, 0 when not declared"),
        },
        ends=STATE,
    ),
    "holdings": FactKind(
        "all groups of one owner, as far as events say who owns them",
        "owner",
        {
            "groups": Field(0, "groups that have not ended"),
            "members": Field(0, "member accounts they had together, at most and at least so many"),
            "line": Field(0, "the highest of 100, 200, 500, 1000 and 3000 that members has reached"),
        },
    ),
    "open_item": FactKind(
        "a member's violation that nobody has handled by its deadline",
        "member",
        {
            **COMMUNITY,
            "observable": Field(False, "deletes and mutes can be seen here, or staff attest them"),
            "raised_rank": Field(
                0, "severity of the violation raised one level a missed deadline, 0 info .. 4 critical"
            ),
            "hours_open": Field(0, "whole hours since it was posted, quiet hours included"),
        },
        ends=OF_MESSAGES,
    ),
    "staff_act": FactKind(
        "something an owner or admin did with a violation",
        "member",
        {
            **COMMUNITY,
            "act": Field("authored", "authored, pinned, praised"),
            "item_rank": Field(0, "severity of the item, 0 info .. 4 critical"),
            "warns": Field(False, "done as a warning"),
        },
    ),
}
