"""How connectors send a history: in batches, out of order within the lateness, with a heartbeat at the end."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import TypeVar

from monitor.clock import MINUTE, exact
from monitor.decode import encode_event, event_time
from monitor.event import Community, Data, Event

LATENESS = 10 * MINUTE
Sent = TypeVar("Sent")
NDJSON = {"content-type": "application/x-ndjson"}


def shuffled(events: Iterable[Event], random: Random) -> list[Event]:
    """Return *events* as they may arrive: none after one of its group that is `LATENESS` younger."""
    return sorted(events, key=lambda event: event_time(event) + random.randrange(LATENESS))


def batched(events: Sequence[Sent], random: Random, most: int = 400) -> Iterator[list[Sent]]:
    """Yield *events* in batches of 1 to *most*."""
    start = 0
    while start < len(events):
        size = random.randint(1, most)
        yield list(events[start : start + size])
        start += size


def heartbeats(events: Iterable[Event]) -> list[Event]:
    """Return for each group the sign of life by which all of its *events* are certain."""
    newest: dict[str, Event] = {}
    for event in events:
        newest[event.source] = max(event, newest.get(event.source, event), key=event_time)
    return [_heartbeat(event) for event in newest.values()]


def _heartbeat(last: Event) -> Event:
    data = Data(last.data.platform, Community(last.data.community.id))
    return Event("heartbeat", last.source, "connector.heartbeat", exact(event_time(last) + LATENESS), data)


def ndjson(events: Iterable[Event]) -> bytes:
    """Return *events* as the body of a request, or a file."""
    return b"".join(map(encode_event, events))
