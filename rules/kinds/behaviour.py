"""What happens to members and what owner and admins do with them."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

BEHAVIOUR_KINDS: Kinds = {
    "measure": FactKind(
        "something done to a member or a message; windows per member keep it for that member",
        "community",
        {
            **COMMUNITY,
            "act": Field("deleted", "deleted, muted, removed, banned, warned; all_muted is against everybody"),
            "by_staff": Field(False, "known to be an act of owner or admin, or of their bot"),
            "recorded": Field(False, "a reason and a digest of the evidence were given"),
            "hours_since_complaint": Field(-1, "whole hours since the member's last payout complaint, -1 when none"),
            "answers_violation": Field(False, "the member insulted, advertised or broke a rule in the last 24 hours"),
        },
    ),
}
