"""Event time as an owner lives it: local hours, quiet hours, and the owner's clock that stops in them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def moment(at: int) -> datetime:
    """Return the UTC datetime of *at* microseconds since 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)


def micros(when: datetime) -> int:
    """Return the microseconds since 1970 of an aware datetime."""
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def iso(at: int) -> str:
    """Return *at* in RFC 3339 with Z, to the second."""
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def exact(at: int) -> str:
    """Return *at* in RFC 3339 with Z, to the microsecond where there is one."""
    return moment(at).isoformat().replace("+00:00", "Z")


class LocalClock:
    """Local time of a community with its quiet hours."""

    def __init__(self, zone: ZoneInfo, quiet: tuple[time, time] = (time(23), time(8))) -> None:
        """Keep *zone* and the quiet span; it may pass midnight, and is empty when both ends are equal."""
        self._zone = zone
        self._begin, self._end = quiet
        self._today = (0, 0, 0)  # the day asked for last: from, until, number
        self._shown: dict[time, tuple[int, int]] = {}  # for a time of day: the moment asked about last, and the answer

    def day(self, at: int) -> int:
        """Return the number of the local day of *at*; each calendar day is one more than the day before."""
        begin, end, number = self._today
        if not begin <= at < end:
            number = moment(at).astimezone(self._zone).toordinal()
            self._today = at, self.day_end(at), number  # from *at* on is enough: time goes forward
        return number

    def day_end(self, at: int) -> int:
        """Return when the next local day begins after *at*."""
        return self._next(at, time(0))

    def begin(self, day: date) -> int:
        """Return when the local *day* begins."""
        return micros(datetime.combine(day, time(0), self._zone))

    def is_between(self, at: int, begin: time, end: time) -> bool:
        """Return whether the local time of day at *at* lies in [begin, end), which may pass midnight."""
        now = moment(at).astimezone(self._zone).time()
        return begin <= now < end if begin <= end else now >= begin or now < end

    def is_quiet(self, at: int) -> bool:
        """Return whether *at* lies in the quiet hours."""
        return self._begin != self._end and self.is_between(at, self._begin, self._end)

    def awake(self, at: int) -> int:
        """Return *at*, or the end of the quiet hours it lies in."""
        return self._next(at, self._end) if self.is_quiet(at) else at

    def due(self, start: int, hours: int) -> int:
        """Return when *hours* have passed on a clock that stands still in the quiet hours."""
        at, left = self.awake(start), hours * HOUR
        if self._begin == self._end:
            return at + left
        while at + left > (pause := self._next(at, self._begin)):
            left -= pause - at
            at = self.awake(pause)
        return at + left

    def awake_between(self, start: int, end: int) -> int:
        """Return how long the clock that `due` is read off ran between *start* and *end*."""
        at, ran = self.awake(start), 0
        while at < end:
            pause = self._next(at, self._begin) if self._begin != self._end else end
            ran += min(pause, end) - at
            at = self.awake(pause)
        return ran

    def _next(self, at: int, shown: time) -> int:
        """Return when local clocks show *shown* next after *at*; where they are set back, it may be twice a day."""
        asked, answer = self._shown.get(shown, (0, 0))
        if not asked <= at < answer:
            today = moment(at).astimezone(self._zone).date()
            days = (datetime.combine(today + timedelta(ahead), shown, self._zone) for ahead in range(2))
            answer = next(when for day in days for fold in range(2) if (when := micros(day.replace(fold=fold))) > at)
            self._shown[shown] = at, answer
        return answer
