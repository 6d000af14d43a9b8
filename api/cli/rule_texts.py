"""What the rules in force say of themselves, as reports ask for it."""

from api.report import ActionText, Describe, RuleText
from rules import Action, Catalogue, Rule
from rules.pack.action import filled
from rules.pack.record import Text


def said(text: Text, code: str) -> str:
    """Return *text* in the language named *code*."""
    return text.zh if code == "zh" else text.en


def describing(catalogue: Catalogue) -> Describe:
    """Return what reports ask for the words of a rule of *catalogue*."""

    def describe(rule_id: str, code: str) -> RuleText:
        rule = catalogue.rules.get(rule_id)
        if rule is None:
            return RuleText(rule_id, "", (), "")
        return RuleText(
            name=said(rule.name, code),
            basis=("；" if code == "zh" else "; ").join(rule.basis),
            actions=tuple(_action(catalogue.actions[name], rule, code) for name in rule.owner_actions),
            false_positives=said(rule.false_positives, code),
        )

    return describe


def _action(action: Action, rule: Rule, code: str) -> ActionText:
    name = said(rule.name, code)
    return ActionText(said(action.text, code), lambda values: filled(action.post, code, values).replace("{rule}", name))
