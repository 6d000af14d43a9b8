"""One community, folded event by event: what it is, what was found, what a scheme there looks like."""
