"""Whom alerts are routed to, and when they want to hear of them."""

from dataclasses import dataclass, field
from datetime import time
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.clock import HOUR, MINUTE, SECOND
from rules import Severity

Audience = Literal["moderator", "owner"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets which alerts, in which language and at which pace. Lengths of time are microseconds.

    No `communities` means all. The first notice of a group waits `group_wait` for others to join it, a critical one
    does not; later news wait `group_interval` after the last notice; what still holds is told again after
    `repeat_interval`, then after twice as long each time, up to seven intervals. In the quiet hours only critical
    alerts leave. A `digest` collects everything below critical for that long. A notice lists `most_listed` alerts and
    counts the others.
    """

    name: str
    audience: Audience = "moderator"
    communities: frozenset[str] = frozenset()
    from_severity: Severity = Severity.high
    language: Literal["zh", "en"] = "zh"
    group_wait: int = 30 * SECOND
    group_interval: int = 5 * MINUTE
    repeat_interval: int = 24 * HOUR
    digest: int = 0
    quiet_hours: tuple[time, time] = (time(0), time(0))
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    tells_resolved: bool = True
    most_listed: int = 10
