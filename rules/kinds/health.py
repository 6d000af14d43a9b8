"""How a community fares from day to day."""

from rules.kinds.kind import COMMUNITY, FIGURE, STATE, FactKind, Field, Kinds

_AGE = Field(0, "whole days since the group was founded or first seen here: at least so many")

HEALTH_KINDS: Kinds = {
    "group_day": FactKind(
        "the group as it stands when a local day has ended; its windows are whole days",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "messages can be seen here"),
            "roles_observable": Field(False, "roles are known here"),
            "counted": Field(False, "`members` rests on a count, stated or declared; else there are at least so many"),
            "group_kind": Field("", "declared kind of group, such as interest or event; empty when nobody says"),
            "one_way": Field(False, "declared as a group in which few are to speak: announcement or class"),
            "age_days": _AGE,
            "days_since_end": Field(-1, "whole days since the declared last day was over, -1 when it is not"),
            "open_to_join": Field(
                False, "settings let everybody in, or, where they are unknown, somebody joined in 30 days"
            ),
        },
        daily=True,
        ends=STATE,
    ),
    "activity": FactKind(
        "something a member did for the group, the first of its sort on a local day",
        "member",
        {
            "activity": Field("", "attendance, interaction, offline, purchase; duty: an act of owner or admin"),
            "points": Field(0, "what it adds to the member's affinity: 30, 30, 20, 20 (weights 3/3/2/2), duty 0"),
            "by_staff": Field(False, "done by owner or admin"),
        },
    ),
    "newcomer": FactKind(
        "somebody who joined 24 hours ago",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "joins, messages and roles can be seen here"),
            "received": Field(
                False, "owner, admin, bot or a notice spoke within 10 minutes, or somebody answered within 24 hours"
            ),
        },
        ends=FIGURE,
    ),
    "departure": FactKind(
        "a member left of his own accord; `members` are those who remain",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "joins and leaves can be seen here"),
            "announced": Field(False, "a split or clean-up was announced at least 24 h before (X8)"),
            "age_days": _AGE,
        },
        ends=FIGURE,
    ),
}
