"""The only place that asks what time it is: for events from the future, for notices, and for what runs on a timer."""

import threading
import time
from collections.abc import Callable
from traceback import format_tb

import structlog

from monitor.clock import SECOND
from monitor.errors import MonitorError, logged


class WallClock:
    """Microseconds since 1970 UTC, and work that is done again and again while the clock runs.

    It never goes back: when the machine's clock is set back, it goes on by elapsed time, until the machine's clock has
    caught up with it or the process starts anew.
    """

    def __init__(self) -> None:
        """Make a clock with no work yet."""
        self._offset = 0  # from elapsed time to the time of day, in nanoseconds
        self._work: list[tuple[float, Callable[[], None]]] = []
        self._threads: list[threading.Thread] = []
        self._stopped = threading.Event()

    def now(self) -> int:
        """Return the time."""
        elapsed = time.monotonic_ns()
        self._offset = max(self._offset, time.time_ns() - elapsed)
        return (elapsed + self._offset) // 1_000

    def every(self, interval: int, work: Callable[[], None]) -> None:
        """Do *work* every *interval* microseconds once the clock is started."""
        self._work.append((interval / SECOND, work))

    def start(self) -> None:
        """Begin the work, each in a thread of its own."""
        self._stopped.clear()
        for seconds, work in self._work:
            thread = threading.Thread(target=self._repeat, args=(seconds, work), daemon=True)
            thread.start()
            self._threads.append(thread)

    def _repeat(self, seconds: float, work: Callable[[], None]) -> None:
        while not self._stopped.wait(seconds):
            try:
                work()
            except MonitorError as error:
                structlog.get_logger().error("timed work failed", why=logged(error))
            except Exception as error:  # whatever broke this round must not end the rounds to come
                where = "".join(format_tb(error.__traceback__))  # which lines, never what variables held
                structlog.get_logger().error("timed work failed", why=logged(error), where=where)

    def stop(self) -> None:
        """End the work and wait for what is under way."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
