"""What the rules in force say of themselves, as reports ask for it."""

from api.report.reader import ActionText, Describe, RuleText
from rules import Action, Catalogue, Rule
from rules.pack.action import filled


def describing(catalogue: Catalogue) -> Describe:
    """Return what reports ask for the words of a rule of *catalogue*."""

    def describe(rule_id: str, code: str) -> RuleText:
        rule = catalogue.rules.get(rule_id)
        if rule is None:
            return RuleText(rule_id, "", (), "")
        return RuleText(
            name=rule.name.said(code),
            basis=("；" if code == "zh" else "; ").join(rule.basis_in(code)),
            actions=tuple(_action(catalogue.actions[name], rule, code) for name in rule.owner_actions),
            false_positives=rule.false_positives.said(code),
        )

    return describe


def _action(action: Action, rule: Rule, code: str) -> ActionText:
    name = (rule.posted_as or rule.name).said(code)
    return ActionText(action.text.said(code), lambda values: filled(action.post, code, values).replace("{rule}", name))
