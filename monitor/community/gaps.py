"""Times without rules and times without staff, judged when the thresholds that rules name are reached."""

from collections.abc import Iterator

from monitor.clock import HOUR, LocalClock
from monitor.community.state import CommunityState, Gap
from rules import Catalogue
from rules.facts import Value


class Gaps:
    """Two clocks that rules read in whole hours: `rules_gap` and `staff_gap`.

    A deadline that falls into the quiet hours waits for their end (X9). Once a threshold has passed, what else the
    rule asks (members, messages) may still come true: the gap waits until a rule was met at that threshold.
    """

    def __init__(self, state: CommunityState, clock: LocalClock, catalogue: Catalogue) -> None:
        """Work on *state*; the thresholds are those that *catalogue* compares `hours` with."""
        self._clock = clock
        self._gaps: dict[str, Gap] = {"rules_gap": state.rules_gap, "staff_gap": state.staff_gap}
        self._hours = {kind: _thresholds(catalogue, kind) for kind in self._gaps}

    def staff_seen(self, at: int) -> int:
        """Enter that owner or admin was there at *at*; return a time that no deadline from then on comes before."""
        gap = self._gaps["staff_gap"]
        gap.since, gap.judged_hours, gap.met_hours, gap.member_messages = at, 0, 0, 0
        return at + min(self._hours["staff_gap"], default=0) * HOUR

    def rules_lost(self, at: int) -> None:
        """Enter that the group has had no rules since *at*; 0 when it has them."""
        gap = self._gaps["rules_gap"]
        gap.since, gap.judged_hours, gap.met_hours = at, 0, 0

    def dues(self) -> Iterator[int]:
        """Yield the deadlines ahead."""
        for kind, gap in self._gaps.items():
            if gap.since:
                for hours in self._hours[kind]:
                    if hours > gap.judged_hours:
                        yield self._due(gap, hours)
                        break

    def reached(self, at: int) -> Iterator[tuple[str, dict[str, Value]]]:
        """Yield the facts of the gaps that reach a further threshold at *at*."""
        for kind, gap in self._gaps.items():
            hours = self._reached(kind, at)
            if hours > gap.judged_hours:
                gap.judged_hours = hours
                yield kind, _fact(kind, gap, at)

    def waiting(self, kind: str, at: int) -> dict[str, Value] | None:
        """Return the fact of a gap that is past a threshold no rule was met at yet, None for no such gap."""
        gap = self._gaps[kind]
        return _fact(kind, gap, at) if gap.judged_hours > gap.met_hours else None

    def met(self, kind: str) -> None:
        """Enter that a rule was met at the threshold last judged."""
        gap = self._gaps[kind]
        gap.met_hours = gap.judged_hours

    def _reached(self, kind: str, at: int) -> int:
        gap = self._gaps[kind]
        return max((hours for hours in self._hours[kind] if gap.since and self._due(gap, hours) <= at), default=0)

    def _due(self, gap: Gap, hours: int) -> int:
        return self._clock.awake(gap.since + hours * HOUR)


def _fact(kind: str, gap: Gap, at: int) -> dict[str, Value]:
    fact: dict[str, Value] = {"hours": (at - gap.since) // HOUR}
    if kind == "staff_gap":
        fact["member_messages"] = gap.member_messages
    return fact


def _thresholds(catalogue: Catalogue, kind: str) -> list[int]:
    """Return the whole hours from which on a rule about *kind* may hold, ascending."""
    conditions = (
        condition
        for rule in catalogue.rules.values()
        if rule.fact == kind
        for alternative in catalogue.alternatives(rule)
        for part in alternative.parts
        for condition in part.conditions
        if condition.field == "hours" and condition.operator in {"gte", "gt"}
    )
    return sorted({int(condition.threshold) + (condition.operator == "gt") for condition in conditions})
