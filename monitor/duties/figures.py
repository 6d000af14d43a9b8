"""Figures that can be worked out again by hand from the events.

Median and P90 are nearest ranks, so each is a case that really happened: of n cases in order of their length, the
⌈n/2⌉-th and the ⌈9n/10⌉-th. Their minutes are by the calendar, nights included. Deadlines are not: they stand still in
the quiet hours, except those of critical items (catalogue X9).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from monitor.clock import DAY, MINUTE
from monitor.community.bench import Bench
from monitor.community.duties.items import FORGOTTEN_AFTER
from monitor.community.state import Handled
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open violation, or, without an id, some of one member's that are too old to be kept one by one."""

    id: str
    severity: Severity
    is_late: bool
    days: int
    count: int = 1


def waiting(bench: Bench, at: int) -> list[Waiting]:
    """Return the violations that are open at *at*; those forgotten are still open, past every deadline."""
    state = bench.state
    kept = [
        Waiting(item.id, Severity(item.severity), item.steps > 0, (at - item.at) // DAY)
        for item in state.items.values()
    ]
    old = state.forgotten.values()
    return kept + [Waiting("", Severity(each.severity), True, FORGOTTEN_AFTER // DAY, each.count) for each in old]


def late(items: Iterable[Waiting]) -> int:
    """Return how many of *items* are past their deadline."""
    return sum(item.count for item in items if item.is_late)


def percent_in_time(items: Collection[Waiting]) -> int:
    """Return the percent of *items* that are within their deadline; all of none."""
    return round(100 * (1 - late(items) / sum(item.count for item in items))) if items else 100


def has_critical(items: Iterable[Waiting]) -> bool:
    """Return whether a critical one of *items* is past its deadline."""
    return any(item.is_late and item.severity == Severity.critical for item in items)


def is_critical_overdue(bench: Bench, at: int) -> bool:
    """Return whether a critical violation is open past its deadline, where handling it could have been seen."""
    return bench.observes("moderation") and has_critical(waiting(bench, at))


def response(view: View) -> Response:
    """Return how fast violations were dealt with; those open past their deadline count as not in time."""
    handled, missed = handled_lately(view), late(waiting(view.bench, view.at))
    minutes = sorted(entry.minutes for entry in handled)
    asked = len(handled) + missed
    return Response(
        days=view.within // DAY,
        handled=len(handled),
        missed=missed,
        in_time=sum(1 for entry in handled if entry.in_time) / asked if asked else None,
        median_hours=_hours(minutes, 50),
        p90_hours=_hours(minutes, 90),
    )


def open_items(view: View) -> tuple[OpenItems, ...]:
    """Return the open violations by severity, gravest first."""
    items = waiting(view.bench, view.at)
    return tuple(
        _of_one_severity(severity, [item for item in items if item.severity == severity])
        for severity in sorted({item.severity for item in items}, reverse=True)
    )


def _of_one_severity(severity: Severity, items: Sequence[Waiting]) -> OpenItems:
    count = sum(item.count for item in items)
    return OpenItems(SEVERITY_NAMES[severity], count, late(items), max(item.days for item in items))


def complaints(view: View) -> Complaints:
    """Return how complaints were answered in the time looked back on, and which wait; nobody who complained."""
    closed = [answer for answer in view.state.answers if answer.closed > view.since]
    reports = view.state.reports.values()
    overdue = sum(1 for report in reports if is_late(view, report.since, report.taken_up, view.at))
    in_time = sum(1 for a in closed if not is_late(view, a.received, a.taken_up, a.closed))
    asked = len(closed) + overdue
    return Complaints(
        days=view.within // DAY,
        open=len(reports),
        overdue=overdue,
        acknowledged=sum(1 for report in reports if report.acknowledged),
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
