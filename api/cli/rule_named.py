"""One rule in force, by its id."""

from monitor.errors import MonitorError
from rules import Catalogue, Rule
from rules.pack.issue import did_you_mean


class UnknownRule(MonitorError):  # noqa: N818 - the name says what it is
    """No rule in force has this id."""


def rule_named(rule_id: str, catalogue: Catalogue) -> Rule:
    """Return the rule whose id is *rule_id*.

    Raises:
        UnknownRule: there is no such rule.
    """
    rule = catalogue.rules.get(rule_id)
    if rule is None:
        hint = did_you_mean(rule_id, catalogue.rules) or "`groupwarden rules list` shows them all"
        raise UnknownRule(f"no rule {rule_id!r}; {hint}")
    return rule
