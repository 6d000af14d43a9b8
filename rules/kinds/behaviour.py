"""What happens to members and what owner and admins do with them."""

from rules.kinds.kind import Kinds

BEHAVIOUR_KINDS: Kinds = {}
