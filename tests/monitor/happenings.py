"""Records of one small group, told in hours since a Friday ten o'clock in China."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from monitor.clock import HOUR, MINUTE, micros
from monitor.community.fold import CommunityFold
from monitor.event import EventType
from monitor.findings import Finding
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from rules import Severity
from rules.signals import Signal, Stance
from rules.signals.signal import Kind

START = micros(datetime.fromisoformat("2024-03-01T10:00:00+08:00"))
GROUP = "wechat:g"
OWEN, ANN, BOB = Who("owen", role="owner"), Who("ann"), Who("bob")
SEES_ALL = Profile(observes=frozenset({"messages", "joins", "notices", "roles", "moderation"}), members=50)

_numbers = count(1)


def at(hours: float) -> int:
    """Return the time *hours* after the start."""
    return START + round(hours * 60) * MINUTE


def signal(kind: Kind, value: float | str | None = None, stance: Stance = Stance.promote) -> Signal:
    """Return a signal at the beginning of a text."""
    return Signal(kind, (0, 1), stance, value)


def happened(kind: EventType, hours: float, actor: Who | None = None, target: Who | None = None) -> Record:
    """Return a record of *kind* that carries nothing else."""
    return Record(f"e{next(_numbers)}", kind, at(hours), actor, target)


def said(hours: float, who: Who, *signals: Signal, message: str = "", reply_to: str = "") -> Record:
    """Return a message."""
    number = f"e{next(_numbers)}"
    return Record(
        number, "message.created", at(hours), who, message=message or number, reply_to=reply_to, signals=signals
    )


def joined(hours: float, who: Who, inviter: Who | None = None) -> Record:
    """Return a join."""
    return Record(f"e{next(_numbers)}", "member.joined", at(hours), target=who, inviter=inviter)


class Told:
    """A community that was told some records."""

    def __init__(self, panel: Panel, records: Iterable[Record], profile: Profile = SEES_ALL) -> None:
        self.fold = CommunityFold(GROUP, profile, panel)
        for record in records:
            self.fold.apply(record)

    def until(self, hours: float) -> "Told":
        """Let time pass."""
        self.fold.advance(at(hours))
        return self

    def findings(self, rule: str) -> list[Finding]:
        """Return what was found by *rule*, oldest first."""
        found = (finding for finding in self.fold.findings.changed.values() if finding.rule == rule)
        return sorted(found, key=lambda finding: finding.at)

    def severities(self, rule: str) -> list[Severity]:
        """Return how grave the findings of *rule* are."""
        return [Severity(finding.severity) for finding in self.findings(rule)]


def hours_of(time: int) -> float:
    """Return the hours from the start to *time*."""
    return (time - START) / HOUR
