"""How the duties stood at the end of each of the last local days, kept as the days end."""

from monitor.community.bench import Bench
from monitor.community.health.days import DayReview, Horizon
from monitor.community.state import PastDay
from monitor.duties.figures import is_critical_overdue
from monitor.duties.inspection import Inspection

UNKNOWN = -1


class Trend:
    """Notes the percents of the duties when a day ends; nothing new is noted of a group that has long been silent."""

    def __init__(self, bench: Bench, inspection: Inspection) -> None:
        """Note what *inspection* says of the community of *bench*, after all other alarms of the same time."""
        self._state = bench.state
        self._clock = bench.clock
        self._inspection = inspection
        horizon = Horizon(inspection.days)
        self._days = DayReview(bench.state.next_past_day, bench.clock, horizon, self._note, wake=bench.wake)
        bench.alarms.append(self._days)

    def happened(self, at: int) -> None:
        """Enter that anything happened."""
        self._days.happened(at)

    def _note(self, at: int) -> None:
        found = self._inspection.assess(self._inspection.view(at))
        percents = tuple(each.percent if each.state != "unknown" else UNKNOWN for each in found.values())
        day = PastDay(self._clock.day(at - 1), at, percents, is_critical_overdue(self._inspection.bench, at))
        self._state.past_days = [*self._state.past_days, day][-self._inspection.days :]
