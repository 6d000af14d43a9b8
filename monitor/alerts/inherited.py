"""Alerts from before it was kept what ends them: they end as others do, from the next start on."""

from collections.abc import Iterable

from monitor.alerts.alert import INHERITED, body_of
from monitor.community.conditions import Condition
from monitor.store import AlertRow
from rules import Catalogue
from rules.facts import FACT_KINDS


def conditions_behind(alerts: Iterable[AlertRow], catalogue: Catalogue) -> list[Condition]:
    """Return what holds in a community by its inherited open *alerts* of rules in force, as if it were found anew.

    What the boards of several communities show they end themselves.
    """
    return [
        Condition(rule.id, alert.subject, rule.fact, rule.after or 0, alert.last_at)
        for alert in alerts
        if (rule := catalogue.rules.get(alert.rule))
        if FACT_KINDS[rule.fact].ends and INHERITED in body_of(alert).parts
    ]
