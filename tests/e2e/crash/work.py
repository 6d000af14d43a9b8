"""What a monitor goes through: events come in, moderators take their steps, time passes and notices leave."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitor.clock import HOUR, MINUTE, exact
from monitor.decode import event_time
from monitor.event import Event
from monitor.live import Monitor
from monitor.service import AlertQuery, LabelRequest, Matcher, SilenceRequest
from tests.e2e.crash.history import batches
from tests.e2e.crash.mortal import SteppedClock

_PAUSE = 97 * MINUTE  # between two looks at the clock: notices wait, repeat, fail and are tried again
_STEPS = ("acknowledge", "assign", "snooze", "label", "resolve", "silence")
_AFTERWARDS = 24  # looks at the clock until the last notice has left


@dataclass(frozen=True, slots=True)
class Work:
    """A step of the work, and the time once it is done; cut off, it is taken again."""

    now: int
    do: Callable[[Monitor, SteppedClock, Path], object]


def works(events: list[Event]) -> list[Work]:
    """Return all steps in order; all *events* are past when the first come in."""
    now = max(map(event_time, events)) + HOUR
    steps: list[Work] = []
    for number, batch in enumerate(batches(events)):
        steps.append(_taking_in(now, batch))
        if number % 3 == 2:
            steps.append(_moderating(now, _STEPS[number // 3 % len(_STEPS)], number))
        now += _PAUSE
        steps.append(_passing(now))
    return [*steps, *(_passing(now + more * _PAUSE) for more in range(1, _AFTERWARDS))]


def _taking_in(now: int, batch: list[Event]) -> Work:
    return Work(now, lambda monitor, _clock, _folder: monitor.ingest(batch, "http"))


def _passing(now: int) -> Work:
    return Work(now, lambda _monitor, clock, _folder: clock.go_on(now))


def _moderating(now: int, step: str, number: int) -> Work:
    def moderate(monitor: Monitor, clock: SteppedClock, folder: Path) -> None:
        alert, rule = _chosen(monitor, number, folder / f"alert-{number}")
        match step:
            case "acknowledge":
                monitor.cases.acknowledge(alert, "ann", "I look after it")
            case "assign":
                monitor.cases.assign(alert, "bob", "ann")
            case "snooze":
                monitor.cases.snooze(alert, "ann")
            case "label":
                monitor.cases.label(alert, LabelRequest("confirmed" if number % 2 else "false", "seen", "ad"), "bob")
            case "resolve":
                monitor.cases.resolve(alert, "ann", "done")
            case _:
                expires = exact(clock.now() + 5 * HOUR)
                monitor.silences.add(SilenceRequest((Matcher("rule", (rule,)),), "known", expires), "ann")

    return Work(now, moderate)


def _chosen(monitor: Monitor, number: int, note: Path) -> tuple[str, str]:
    """Return an open alert and its rule; whoever takes the step again finds in *note* which it was."""
    if not note.exists():
        alerts = sorted((alert.id, alert.rule) for alert in monitor.alerts(AlertQuery(state="open", limit=500)))
        note.with_suffix(".new").write_text(" ".join(alerts[number % len(alerts)]))
        note.with_suffix(".new").replace(note)
    alert, rule = note.read_text().split()
    return alert, rule
