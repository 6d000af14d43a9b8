"""What an owner has to see to."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

DUTY_KINDS: Kinds = {
    "rules_gap": FactKind(
        "time during which the group had no rules and no pinned notice",
        "community",
        {**COMMUNITY, "observable": Field(False, "notices can be seen here"), "hours": Field(0, "whole hours so far")},
    ),
    "staff_gap": FactKind(
        "time during which neither owner nor admin was seen",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "roles are known here"),
            "hours": Field(0, "whole hours so far"),
            "member_messages": Field(0, "messages by others in that time"),
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
    ),
    "staff_act": FactKind(
        "something an owner or admin did with a violation",
        "member",
        {
            **COMMUNITY,
            "act": Field("authored", "authored, pinned, praised, allowed"),
            "item_rank": Field(0, "severity of the item, 0 info .. 4 critical"),
            "warns": Field(False, "done as a warning"),
        },
    ),
}
