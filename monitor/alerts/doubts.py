"""Why to think of going back to the version of a rule before, in words; nobody does it but the operator."""

from monitor.alerts.precision import Doubt, Precision
from monitor.language import Language
from rules import Rule


def suggestion(rule: Rule, precision: Precision, doubt: Doubt | None, language: Language) -> str:
    """Return what speaks against the version of *rule* in force, and how sure that is; nothing without a *doubt*."""
    if doubt is None:
        return ""
    said = language.text(
        "Of %(count)s labelled alerts %(share)s were right, at most %(high)s are credible (95%% Wilson)",
        count=precision.labelled, share=language.percent(precision.share), high=language.percent(precision.high),
    )  # fmt: skip
    bound = language.percent(doubt.bound)
    if doubt.before is None:
        why = language.text("a %(maturity)s rule promises %(bound)s", maturity=rule.maturity, bound=bound)
    else:
        why = language.text("of version %(before)s at least %(bound)s were right", before=doubt.before, bound=bound)
    advice = language.text("Consider `groupwarden rules rollback`, or labelling more.")
    return language.text("%(said)s; %(why)s. %(advice)s", said=said, why=why, advice=advice)
