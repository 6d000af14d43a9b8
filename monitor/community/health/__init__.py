"""How a community fares: what rules.kinds.health describes."""
