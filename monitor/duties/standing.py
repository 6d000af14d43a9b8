"""How an owner stands: the duties with their points, the grade, what the last days were like, and the figures behind.

A self-check, not legal advice: weights, grades and caps are those of duties.yaml, and design.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.community.state import PastDay
from monitor.document import Complaints, Duty, Grade, OpenItems, Response, TrendDay
from monitor.duties import figures
from monitor.duties.inspection import Inspection
from monitor.duties.score import Percents, cap, grade, points, score, weight_known
from monitor.duties.suspicion import suspicion_at
from monitor.duties.trend import UNKNOWN
from monitor.duties.view import Assessed, View
from monitor.language import Language
from monitor.schemes.board import Scheme


@dataclass(frozen=True, slots=True)
class Standing:
    """All duties of a community with the grade. `score` is None when too little is known.

    `percents` are of the duties that are known, `stage` is that of the gravest scheme, `change` the score's since the
    first known day of `trend`.
    """

    duties: tuple[Duty, ...]
    percents: Percents
    stage: int
    grade: Grade
    score: int | None
    coverage: float
    trend: tuple[TrendDay, ...]
    change: int | None
    response: Response | None
    open_items: tuple[OpenItems, ...]
    complaints: Complaints | None


def standing(
    inspection: Inspection, language: Language, schemes: Sequence[Scheme] = (), shown: Collection[str] = ()
) -> Standing:
    """Return how the owner stands at the community's clock, with *schemes* seen in it.

    Of the rules behind these, only those in *shown* are named.
    """
    bench, table = inspection.bench, inspection.table
    suspicion = suspicion_at(schemes, bench.state.clock, shown)
    view = inspection.view(bench.state.clock, suspicion)
    assessed, stage = inspection.assess(view), suspicion.stage if suspicion else 0
    percents = {name: each.percent for name, each in assessed.items() if each.state != "unknown"}
    found = score(percents, table, cap(table, stage, overdue=figures.is_critical_overdue(bench, view.at)))
    trend = _trend(inspection, schemes)
    return Standing(
        duties=_duties(inspection, assessed, language),
        percents=percents,
        stage=stage,
        grade=grade(found, table),
        score=found,
        coverage=weight_known(percents, table) / 100,
        trend=trend,
        change=_change(found, trend),
        response=figures.response(view) if bench.observes("moderation") else None,
        open_items=figures.open_items(view) if bench.observes("moderation") else (),
        complaints=figures.complaints(view) if _knows_complaints(view, percents) else None,
    )


def _knows_complaints(view: View, percents: Percents) -> bool:
    return "complaints" in percents and view.bench.observes("reports")


def _duties(inspection: Inspection, assessed: Mapping[str, Assessed], language: Language) -> tuple[Duty, ...]:
    return tuple(
        Duty(row.id, each.state, each.evidence(language), points(row.weight, each.percent), row.weight)
        for row in inspection.table.duties
        for each in [assessed[row.id]]
    )


def _trend(inspection: Inspection, schemes: Sequence[Scheme]) -> tuple[TrendDay, ...]:
    """Return the score of each of the last whole days since the community was first seen."""
    state, clock = inspection.bench.state, inspection.bench.clock
    if not state.first_at:
        return ()
    known = {day.number: day for day in state.past_days}
    today = clock.day(state.clock)
    first = max(clock.day(state.first_at), today - inspection.days)
    return tuple(
        TrendDay(date.fromordinal(number).isoformat(), _score(inspection, known.get(number), schemes))
        for number in range(first, today)
    )


def _score(inspection: Inspection, day: PastDay | None, schemes: Sequence[Scheme]) -> int | None:
    """Return the score of a past day, with the schemes as they stood at its end."""
    if day is None:
        return None
    table, suspicion = inspection.table, suspicion_at(schemes, day.at)
    percents = {row.id: percent for row, percent in zip(table.duties, day.percents, strict=True) if percent != UNKNOWN}
    if suspicion and "scheme" in percents:
        percents["scheme"] = inspection.scheme_percent(suspicion)
    return score(percents, table, cap(table, suspicion.stage if suspicion else 0, overdue=day.overdue))


def _change(now: int | None, trend: Sequence[TrendDay]) -> int | None:
    before = next((day.score for day in trend if day.score is not None), None)
    return None if now is None or before is None else now - before
