"""What waits for a time: deadlines and ends of windows; nothing else is judged without an event."""

from collections.abc import Iterator
from typing import Protocol


class Alarm(Protocol):
    """Something in a community that has to be looked at when a time is reached."""

    def dues(self) -> Iterator[int]:
        """Yield the times ahead."""
        ...

    def ring(self, due: int) -> None:
        """Judge what falls due at *due*, which is the earliest time ahead of all alarms."""
        ...
