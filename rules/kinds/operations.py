"""How the monitor itself works."""

from rules.kinds.kind import FactKind, Field, Kinds

OPERATION_KINDS: Kinds = {
    "rule_hour": FactKind(
        "an hour (UTC) in which a rule found something at least ten times, in whatever communities, measured by the 28 "
        "days before",
        "rule",
        {
            "rule": Field("", "the rule"),
            "findings": Field(0, "findings that began in this hour"),
            "usual_tenths": Field(0, "findings an hour in the 28 days before, in tenths: 25 is two and a half"),
            "times_usual": Field(0, "how many times as many as usual; as many as there are where that is below one"),
            "known_days": Field(0, "whole days since the rule found something first, at most 28"),
        },
    ),
}
