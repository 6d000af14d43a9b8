"""The one root of every error that `rules` raises."""


class RulesError(Exception):
    """Something about a rule, a pack or a fact is wrong; the message says what and how to mend it."""
