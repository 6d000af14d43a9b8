"""Parts of a monitor at which its process may die: around every commit, and before every acknowledgement."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from monitor.clock import HOUR
from monitor.notices.notice import Notice
from monitor.notices.sink import Kind, Undelivered
from monitor.store import Store, Transaction
from monitor.wall_clock import WallClock
from tests.e2e.crash.fate import Fate


class MortalStore(Store):
    """A store whose process may die with all of a transaction written and nothing committed, and after the commit."""

    fate: Fate

    @contextmanager
    def begin(self) -> Generator[Transaction]:
        with super().begin() as transaction:
            yield transaction
            self.fate.meet("before a commit")
        self.fate.meet("after a commit")


class MortalSink:
    """A receiver that writes down what it was told, and is down in every fifth hour."""

    kind: ClassVar[Kind] = "webhook"

    def __init__(self, file: Path, fate: Fate) -> None:
        self._file = file
        self._fate = fate

    def send(self, notice: Notice, at: int) -> None:
        """Take *notice*; its sender may die before he knows."""
        if at // HOUR % 5 == 0:
            raise Undelivered("down")
        with self._file.open("a") as taken:
            taken.write(notice.key + "\n")
        self._fate.meet("before an acknowledgement")

    def close(self) -> None:
        """There is nothing to close."""


class SteppedClock(WallClock):
    """A clock that goes forward when it is told to, and does on the way what is to be done again and again."""

    def __init__(self, now: int) -> None:
        super().__init__()
        self._now = now
        self._timed: list[tuple[int, Callable[[], None]]] = []

    def now(self) -> int:
        return self._now

    def every(self, interval: int, work: Callable[[], None]) -> None:
        self._timed.append((interval, work))

    def start(self) -> None:
        """Nothing is done but in `go_on`."""

    def go_on(self, until: int) -> None:
        """Let it be *until*, and do what falls due, counted from 1970, so that it does not matter who began when."""
        before, self._now = self._now, until
        for interval, work in self._timed:
            if until // interval > before // interval:
                work()
