"""What every reader of a file format keeps to, and what its user may tell it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Protocol
from zoneinfo import ZoneInfo

from monitor.document import Skipped
from monitor.errors import MonitorError
from monitor.event import Event, Platform
from monitor.profile import CHINESE_PLATFORMS


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a file does not say of itself.

    Args:
        platform: where the chat took place, for formats that serve several platforms.
        community_id: the group's id, for files that do not name it (else the file's name stands for it).
        community_name: the group's name, likewise.
        time_zone: zone of times without an offset; default Asia/Shanghai for Chinese platforms, else UTC.
        self_id: account that made the export, whom WeChat's notices call 你.
        on_bytes: told after each read how many bytes of the raw file have been consumed.
    """

    platform: Platform | None = None
    community_id: str | None = None
    community_name: str | None = None
    time_zone: ZoneInfo | None = None
    self_id: str | None = None
    on_bytes: Callable[[int], None] | None = None

    def zone(self, platform: Platform) -> ZoneInfo:
        """Return the zone of *platform*'s times that carry no offset."""
        return self.time_zone or ZoneInfo("Asia/Shanghai" if platform in CHINESE_PLATFORMS else "UTC")


class Reader(Protocol):
    """One file format."""

    @property
    def name(self) -> str:
        """What `--source` takes."""
        ...

    @property
    def title(self) -> str:
        """What a user knows the format by."""
        ...

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Return whether a file that begins with *head* and is called *name* is of this format."""
        ...

    def read(self, stream: BufferedReader, name: str, options: ReadOptions, /) -> Iterator[Event | Skipped]:
        """Yield the events of *stream* in the file's order, and what could not be read in between."""
        ...


class UnreadableExport(MonitorError):  # noqa: N818 - the name says what the file is
    """A file cannot be used at all; the message names it, what is wrong and what is read."""
