"""Whether a scheme is suspected in the group, how far it has come and why."""

from collections.abc import Mapping

from monitor.document import STAGE_NAMES
from monitor.duties.view import Assessed, Suspicion, View, fulfilled, lacking, unseen
from monitor.language import Language
from monitor.words import STAGES


def scheme_risk(view: View) -> Assessed:
    """Check how far the gravest scheme has come; each stage costs its share of the points."""
    if not view.bench.observes("messages") or not view.state.first_at:
        return unseen()
    suspicion = view.suspicion
    if suspicion is None or not suspicion.stage:
        return fulfilled(lambda say: say.text("no scheme is suspected"))
    return lacking(lambda say: _said(view, suspicion, say), percent_at(suspicion.stage, view.numbers))


def percent_at(stage: int, numbers: Mapping[str, int]) -> int:
    """Return what is left of the points with a scheme at *stage*."""
    return max(0, 100 - numbers["stage_costs"] * stage)


def _said(view: View, suspicion: Suspicion, say: Language) -> str:
    rules = view.bench.panel.catalogue.rules
    names = [rules[rule].name.said(say.code) for rule in suspicion.because if rule in rules]
    text = say.text(
        "a scheme is suspected: stage %(stage)s, first seen on %(date)s",
        stage=say.text(STAGES[STAGE_NAMES[suspicion.stage]]), date=view.day(suspicion.first_at, say),
    )  # fmt: skip
    return text + say.text("; because of %(rules)s", rules=say.text(", ").join(names)) if names else text
