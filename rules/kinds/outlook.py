"""How long a promise can be kept."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

OUTLOOK_KINDS: Kinds = {
    "outlook": FactKind(
        "a yield was promoted in a community, for the first time on that day or more than before; how long the money "
        "lasts is an estimate for 8 of 10 cases within stated ranges of the unknown, -1 where too little was seen",
        "community",
        {
            **COMMUNITY,
            "yield_monthly_bp": Field(0, "promised yield, basis points a month (simple), promote stance only"),
            "commission_levels": Field(0, "levels of recruits that pay, told here within 30 days; 3 = three or more"),
            "needed_growth_bp_pd": Field(0, "least growth of deposits a day that the promise needs, basis points"),
            "needed_joins_pd": Field(0, "recruits a day that this is of the members now, rounded up"),
            "joins_tenths_pd": Field(0, "joins seen in tenths: 25 is two and a half a day"),
            "joins_days": Field(0, "whole days they were seen in, at most 28"),
            "joins_seen": Field(0, "joins in these days"),
            "runs_out_days_min": Field(-1, "so many days the money lasts at least if people go on joining as seen"),
            "runs_out_days_max": Field(-1, "and at most; 3000 for that or longer"),
            "capped_days_min": Field(-1, "the same if joins end where the people within reach end (500 to 5,000)"),
            "capped_days_max": Field(-1, "and at most; 3000 for that or longer"),
        },
    ),
}
