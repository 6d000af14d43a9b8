"""What happens to members and what owner and admins do with them."""

from rules.kinds.kind import COMMUNITY, OF_MEMBERS, OF_MESSAGES, FactKind, Field, Kinds

_GRAVE = Field(-1, "whole hours since the newest high or critical violation that is still open, -1 when none is")
_CHANGE = Field(1, "1, or -1 when a moderator has overturned it: sum it to count what stands")
_ANNOUNCED = Field(False, "announced at least 24 h before (X8)")

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
    "removal": FactKind(
        "a member was removed or banned; `members` are those who remain",
        "community",
        {
            **COMMUNITY,
            "night": Field(False, "at 23:00-06:00 local time"),
            "announced": _ANNOUNCED,
            "stage": Field(0, "stage of the group's scheme at that moment, 0 none .. 6 aftermath"),
        },
    ),
    "owner_change": FactKind(
        "somebody else than the owner so far became the owner",
        "community",
        {
            **COMMUNITY,
            "announced": _ANNOUNCED,
            "hours_since_grave": _GRAVE,
            "stage": Field(0, "stage of the group's scheme at that moment, 0 none .. 6 aftermath"),
        },
    ),
    "rename": FactKind(
        "the group got another name",
        "community",
        {**COMMUNITY, "announced": _ANNOUNCED, "hours_since_grave": _GRAVE},
    ),
    "content": FactKind(
        "what a message is: read in it, or confirmed by a moderator's label",
        "member",
        {
            **COMMUNITY,
            "category": Field("", "a category of labels, such as obscenity, gambling, fraud, vulgarity"),
            "illegal": Field(False, "illegal content (生态治理规定§6)"),
            "harmful": Field(False, "harmful content (生态治理规定§7)"),
            "minutes_since_posted": Field(-1, "whole minutes from the message to its label, -1 when not known"),
            "change": _CHANGE,
        },
        ends=OF_MESSAGES,
    ),
    "violation": FactKind(
        "a message of a member was confirmed to break the rules: by a label, or by a finding of medium or above",
        "member",
        {
            **COMMUNITY,
            "observable": Field(False, "deletes and mutes can be seen here, or staff attest them"),
            "ordinal": Field(0, "the member's n-th in 30 days, of those that stand"),
            "change": _CHANGE,
        },
        ends=OF_MEMBERS,
    ),
    "abuse": FactKind(
        "a member was insulted, complained after it, or somebody who had insulted him was dealt with",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "deletes and mutes can be seen here, or staff attest them"),
            "act": Field("insulted", "insulted, complained, answered"),
        },
    ),
    "look_alike": FactKind(
        "somebody who is not staff joined or wrote under a name nearly that of owner or admin",
        "member",
        {
            **COMMUNITY,
            "edits": Field(0, "characters by which the names differ once look-alikes are folded, 0 or 1"),
            "width": Field(0, "width of the name, two columns for an East Asian character"),
            "sells": Field(False, "sends a link, a contact or words about money; else has just joined"),
        },
        ends=OF_MEMBERS,
    ),
}
