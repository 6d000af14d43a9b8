"""Rules that rest on complaints: whoever complained must not be found, neither by the owner nor as a culprit."""

COMPLAINT_RULES = frozenset(
    {
        "withdrawal-failure-cluster",
        "member-report-unanswered",
        "persistent-abuse-of-member",
        "ponzi-triad",  # any strain signal raises it, a member's complaint included
        "scheme-stage-advance",
    }
)
