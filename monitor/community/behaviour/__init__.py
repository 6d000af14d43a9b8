"""What members do to each other, and owner and admins about it: what rules.kinds.behaviour describes."""
