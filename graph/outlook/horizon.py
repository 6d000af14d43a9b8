"""How far ahead is looked."""

HORIZON = 3000
"""Days; what lasts longer is reported as so many."""
