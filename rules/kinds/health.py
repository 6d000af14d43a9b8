"""How a community fares from day to day."""

from rules.kinds.kind import COMMUNITY, FactKind, Field, Kinds

HEALTH_KINDS: Kinds = {
    "group_day": FactKind(
        "the group as it stands when a local day has ended; its windows are whole days",
        "community",
        {
            **COMMUNITY,
            "observable": Field(False, "messages can be seen here"),
        },
        daily=True,
    ),
}
