"""What the rules in force say of themselves, as reports ask for it."""

from api.report import ActionText, Describe, RuleText
from rules import Action, Catalogue, Rule
from rules.pack.action import filled
from rules.pack.record import Text
from rules.scoring import load_scoring


def said(text: Text, code: str) -> str:
    """Return *text* in the language named *code*."""
    return text.zh if code == "zh" else text.en


def describing(catalogue: Catalogue) -> Describe:
    """Return what reports ask for the words of a rule of *catalogue*, or of a signal whose rule is no pack yet."""
    names = {signal.rule: signal.name for signal in load_scoring().signals if signal.name}

    def describe(rule_id: str, code: str) -> RuleText:
        rule = catalogue.rules.get(rule_id)
        if rule is None:
            return RuleText(said(names[rule_id], code) if rule_id in names else rule_id, "", (), "")
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
