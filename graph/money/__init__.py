"""What went into a scheme, what came out of it, and whose money that was."""
