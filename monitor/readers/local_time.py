"""Times as exports write them, and the instants they mean."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from monitor.decode import YEARS

_WRITTEN = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T\s]\s*(?P<half>上午|下午)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<ampm>[AP]M))?)?",
    re.ASCII | re.IGNORECASE,
)
_EPOCH_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?", re.ASCII)
_EPOCH_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Instant:
    """One instant, how exactly it was written, and where its zone comes from.

    Raises:
        ValueError: it is in no year that an event may have.
    """

    at: datetime
    precision: Literal["ms", "s", "min", "day"] = "s"
    zone_from: Literal["platform", "offset", "configured"] = "platform"

    def __post_init__(self) -> None:
        if self.at.year not in YEARS:
            raise ValueError(f"{self.at} is outside the years {YEARS[0]} to {YEARS[-1]}")

    @property
    def unix(self) -> int:
        """Return whole seconds since 1970 UTC."""
        return int(self.at.timestamp())

    @property
    def rfc3339(self) -> str:
        """Return the instant in UTC, as events carry it."""
        exact = "milliseconds" if self.at.microsecond else "seconds"
        return self.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=exact) + "Z"


def from_unix(seconds: float) -> Instant:
    """Return the instant *seconds* after 1970 UTC.

    Raises:
        ValueError: no calendar has such a date.
    """
    try:
        return Instant(datetime.fromtimestamp(seconds, UTC), "s" if seconds == int(seconds) else "ms")
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"{seconds} is no time in seconds since 1970") from None


def read_time(text: str, zone: tzinfo) -> Instant:
    """Return the instant that *text* names: epoch seconds or milliseconds, ISO 8601, or a local date and time.

    Raises:
        ValueError: it is none of these; the message says what is expected.
    """
    text = text.strip()
    if _EPOCH_SECONDS.fullmatch(text):
        return from_unix(float(text))
    if _EPOCH_MILLISECONDS.fullmatch(text):
        return Instant(from_unix(int(text) / 1000).at, "ms")
    try:
        if (written := _WRITTEN.fullmatch(text)) is not None:
            return _local(written, zone)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return Instant(moment.astimezone(UTC), "ms" if moment.microsecond else "s", "offset")
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{text[:40]!r} is no time, expected one like 2024-03-01 10:00:00") from None


def _local(written: re.Match[str], zone: tzinfo) -> Instant:
    year, month, day, hour, minute, second = (
        int(written[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    half = written["half"] or (written["ampm"] or "").upper()
    if half in {"下午", "PM"} and hour < 12:
        hour += 12
    elif half in {"上午", "AM"} and hour == 12:
        hour = 0
    local = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    precision: Literal["s", "min", "day"] = "s" if written["second"] else "min" if written["minute"] else "day"
    return Instant(local.astimezone(UTC), precision, "configured")
