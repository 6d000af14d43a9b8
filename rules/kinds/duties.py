"""What an owner has to see to."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

_ELAPSED = {
    "hours": Field(0, "whole hours so far; told after the quiet hours"),
    "awake_hours": Field(0, "whole hours so far on a clock that stands still in the quiet hours"),
}

DUTY_KINDS: Kinds = {
    "rules_gap": FactKind(
        "time during which the group had no rules and no pinned notice",
        "community",
        {**COMMUNITY, **_ELAPSED, "observable": Field(False, "notices can be seen here")},
    ),
    "posted_rules": FactKind(
        "the rules or notice last posted, when they were and at deadlines later",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "observable": Field(False, "notices can be seen here"),
            "readable": Field(False, "some clause was read in them; a picture has none"),
            "missing": Field(0, "how many of the six clauses were not read in them"),
            "lacks_ads": Field(False, "nothing on advertising"),
            "lacks_illegal": Field(False, "nothing on what is illegal"),
            "lacks_investment": Field(False, "nothing on investment, fundraising and fraud"),
            "lacks_penalties": Field(False, "nothing on what follows a violation"),
            "lacks_complaints": Field(False, "nothing on how to complain"),
            "lacks_privacy": Field(False, "nothing on personal data"),
        },
    ),
    "staff_gap": FactKind(
        "time during which neither owner nor admin was seen",
        "community",
        {
            **COMMUNITY,
            **_ELAPSED,
            "observable": Field(False, "roles are known here"),
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
