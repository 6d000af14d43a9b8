"""What the rules in force say of themselves, as reports ask for it."""

from api.report import Describe, RuleText
from rules import Catalogue
from rules.pack.record import Text


def said(text: Text, code: str) -> str:
    """Return *text* in the language named *code*."""
    return text.zh if code == "zh" else text.en


def describing(catalogue: Catalogue) -> Describe:
    """Return what reports ask for the words of a rule of *catalogue*."""

    def describe(rule_id: str, code: str) -> RuleText:
        rule = catalogue.rules.get(rule_id)
        if rule is None:  # the scoring table names kinds of evidence that have no rule of their own
            return RuleText(rule_id, "", (), "")
        return RuleText(
            name=said(rule.name, code),
            basis=("；" if code == "zh" else "; ").join(rule.basis),
            actions=tuple(said(catalogue.actions[name].text, code) for name in rule.owner_actions),
            false_positives=said(rule.false_positives, code),
        )

    return describe
