"""What happens: every bundled case, and small talk in forty groups; all of it ends at about the same time."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from api.demo import demo_history, scale_history
from monitor.clock import DAY, exact
from monitor.decode import event_time
from monitor.event import Event
from tests.e2e.sending import heartbeats
from tests.scenarios import forsage, plustoken, tokenstore

_GROUPS = 40
BATCH = 250


def history(events: int) -> list[Event]:
    """Return *events* events, one group after the other; few of them are the first cases."""
    cases = [tokenstore(), plustoken(), forsage(), list(demo_history())]
    rest = events - sum(map(len, cases))
    if rest > 0:
        cases.append(list(scale_history(rest, _GROUPS)))
    end = max(event_time(event) for case in cases for event in case)
    told = (sorted(_ending(case, end), key=lambda event: (event.source, event_time(event))) for case in cases)
    return [event for case in told for event in case][:events]


def batches(events: Iterable[Event], size: int = BATCH) -> Iterator[list[Event]]:
    """Yield the events of each group in batches of *size*, at last with the sign of life that makes all certain."""
    for _source, own in groupby(events, key=lambda event: event.source):
        whole = list(own)
        whole += heartbeats(whole)
        yield from (whole[start : start + size] for start in range(0, len(whole), size))


def _ending(case: list[Event], end: int) -> list[Event]:
    """Return *case*, whole days later, so that it ends on the day of *end* or the day before."""
    days = (end - max(map(event_time, case))) // DAY
    return [replace(event, time=exact(event_time(event) + days * DAY)) for event in case]
