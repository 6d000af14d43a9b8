"""Figures that can be worked out again by hand from the events.

Median and P90 are nearest ranks, so each is a case that really happened: of n cases in order of their length, the
⌈n/2⌉-th and the ⌈9n/10⌉-th. Their minutes are by the calendar, nights included. Deadlines are not: they stand still in
the quiet hours, except those of critical items (catalogue X9).
"""

from collections.abc import Iterable, Sequence

from monitor.clock import DAY, MINUTE
from monitor.community.bench import Bench
from monitor.community.state import Handled, Item
from monitor.document import SEVERITY_NAMES, Complaints, OpenItems, Response
from monitor.duties.view import View
from rules import Severity

WATCHED = "member-report-unanswered"
HOUR_MINUTES = 60


def nearest_rank(ordered: Sequence[int], percent: int) -> int:
    """Return the least of *ordered*, ascending and not empty, that *percent* of them do not exceed.

    >>> nearest_rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 90)
    9
    """
    return ordered[max(1, -(-len(ordered) * percent // 100)) - 1]


def handled_lately(view: View) -> list[Handled]:
    """Return the violations that owner and admins dealt with in the time looked back on."""
    return [entry for entry in view.state.handled if entry.at > view.since]


def missed(view: View) -> list[Item]:
    """Return the open violations whose deadline has passed."""
    return [item for item in view.state.items.values() if item.steps]


def is_critical_overdue(bench: Bench) -> bool:
    """Return whether a critical violation is open past its deadline, where handling it could have been seen."""
    items = bench.state.items.values()
    return bench.observes("moderation") and any(i.severity == Severity.critical and i.steps for i in items)


def response(view: View) -> Response:
    """Return how fast violations were dealt with; those open past their deadline count as not in time."""
    handled, late = handled_lately(view), len(missed(view))
    minutes = sorted(entry.minutes for entry in handled)
    asked = len(handled) + late
    return Response(
        days=view.within // DAY,
        handled=len(handled),
        missed=late,
        in_time=sum(1 for entry in handled if entry.in_time) / asked if asked else None,
        median_hours=_hours(minutes, 50),
        p90_hours=_hours(minutes, 90),
    )


def open_items(view: View) -> tuple[OpenItems, ...]:
    """Return the open violations by severity, gravest first."""
    items = view.state.items.values()
    return tuple(
        _of_one_severity(view, Severity(severity), [item for item in items if item.severity == severity])
        for severity in sorted({item.severity for item in items}, reverse=True)
    )


def _of_one_severity(view: View, severity: Severity, items: Sequence[Item]) -> OpenItems:
    oldest = min(item.at for item in items)
    overdue = sum(1 for item in items if item.steps)
    return OpenItems(SEVERITY_NAMES[severity], len(items), overdue, (view.at - oldest) // DAY)


def complaints(view: View) -> Complaints:
    """Return how complaints were answered in the time looked back on, and which wait; nobody who complained."""
    state = view.state
    closed = [answer for answer in state.answers if answer.closed > view.since]
    waiting = state.reports.values()
    late = sum(1 for report in waiting if is_late(view, report.since, report.taken_up, view.at))
    in_time = sum(1 for a in closed if not is_late(view, a.received, a.taken_up, a.closed))
    asked = len(closed) + late
    return Complaints(
        days=view.within // DAY,
        open=len(waiting),
        overdue=late,
        acknowledged=sum(1 for report in waiting if report.acknowledged),
        closed=len(closed),
        rejected=sum(1 for answer in closed if answer.rejected),
        reasoned=sum(1 for answer in closed if answer.reasoned),
        in_time=in_time / asked if asked else None,
        median_hours=_hours(sorted((answer.closed - answer.received) // MINUTE for answer in closed), 50),
    )


def is_late(view: View, received: int, taken_up: int, until: int) -> bool:
    """Return whether a complaint was late: taken up (0 for never), or closed *until*, past the rule's hours."""
    spans = [(taken_up or until, False), (until, bool(taken_up))]
    return any(_is_unanswered(view, received, at, acknowledged) for at, acknowledged in spans)


def _is_unanswered(view: View, received: int, at: int, acknowledged: bool) -> bool:
    hours = view.bench.clock.awake_between(received, at) // (HOUR_MINUTES * MINUTE)
    return view.is_met(WATCHED, {"observable": True, "acknowledged": acknowledged, "awake_hours": hours})


def _hours(minutes: Iterable[int], percent: int) -> float | None:
    ordered = list(minutes)
    return round(nearest_rank(ordered, percent) / HOUR_MINUTES, 1) if ordered else None
