"""Files of events to measure with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

from msgspec.structs import replace

from api.demo import scale_history
from monitor.clock import iso, micros
from monitor.decode import encode_event, event_time
from monitor.event import Event

COMMUNITIES = 100
END = micros(datetime(2028, 1, 1, tzinfo=UTC))  # after every stream


def quiet_history(events: int, base: int) -> Iterator[Event]:
    """Yield a steady history in which nobody says anything of note after the first *base* events."""
    history = steady_history(events, base)
    yield from islice(history, base)
    for event in history:
        message = event.data.message
        yield replace(event, data=replace(event.data, message=message and replace(message, text="好的")))


def steady_history(events: int, base: int) -> Iterator[Event]:
    """Yield *events* events whose communities and members are those of the first *base*; the talk goes on in them."""
    first = list(scale_history(base, COMMUNITIES))
    yield from islice(first, events)
    talk = [event for event in first if event.type == "message.created"]
    length = event_time(first[-1]) - event_time(first[0])
    again = (_later(event, turn, turn * length) for turn in count(1) for event in talk)
    yield from islice(again, max(0, events - base))


def _later(event: Event, turn: int, microseconds: int) -> Event:
    return replace(event, id=f"{event.id}-{turn}", time=iso(event_time(event) + microseconds))


def write(path: Path, events: Iterator[Event]) -> Path:
    """Write *events* as NDJSON to *path* and return it."""
    with path.open("wb") as file:
        file.writelines(map(encode_event, events))
    return path
