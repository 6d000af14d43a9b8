"""How a community fares from day to day."""

from rules.kinds.kind import Kinds

HEALTH_KINDS: Kinds = {}
