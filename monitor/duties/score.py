"""How duties add up: points earned of those that are known, a cap for the gravest troubles, and the grade."""

from collections.abc import Mapping

from monitor.document import Grade
from monitor.duties.table import DutyTable
from rules.scoring import STAGES

Percents = Mapping[str, int]
"""how much of each duty that is known is done"""


def points(weight: int, percent: int) -> int:
    """Return the points that *percent* of a duty of this weight earn."""
    return round(weight * percent / 100)


def weight_known(percents: Percents, table: DutyTable) -> int:
    """Return the weight of the duties in *percents*, of a hundred."""
    return sum(row.weight for row in table.duties if row.id in percents)


def cap(table: DutyTable, stage: int, *, overdue: bool) -> int:
    """Return the most points there can be with a scheme at *stage*, and perhaps a critical item *overdue*."""
    if stage >= STAGES.index(table.caps.scheme_stage):
        return table.caps.scheme
    return table.caps.overdue_critical if overdue else 100


def rated(percents: Percents, table: DutyTable, most: int) -> int:
    """Return the share of the points that *percents* earn, however little is known, at most *most*."""
    known = weight_known(percents, table)
    earned = sum(points(row.weight, percents[row.id]) for row in table.duties if row.id in percents)
    return min(round(100 * earned / known) if known else 0, most)


def score(percents: Percents, table: DutyTable, most: int) -> int | None:
    """Return what *percents* are rated; None when too little is known and nothing caps it."""
    is_known = weight_known(percents, table) >= table.least_known or most < 100
    return rated(percents, table, most) if is_known else None


def grade(score: int | None, table: DutyTable) -> Grade:
    """Return the grade of *score*."""
    if score is None:
        return "unknown"
    if score >= table.grades.compliant:
        return "compliant"
    return "needs-work" if score >= table.grades.needs_work else "high-risk"
