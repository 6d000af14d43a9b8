"""The reference for the life of alerts: how each stands, what mutes it, and what a recipient has been told of it."""

from dataclasses import dataclass, field

from monitor.alerts.alert import OPEN, RESOLVED
from monitor.store import AlertRow
from rules import Severity
from tests.monitor.alerts.office import an_alert

TRIAD, YIELD = "ponzi-triad", "yield-promise"
KINDS = (  # what can be told of: the triad is over the promise, beside which the scheme of another group goes on
    an_alert(TRIAD, "community:wechat:g"),
    an_alert(YIELD, "member:ann"),
    an_alert("scheme-stage-advance", "scheme:s", "", scheme="s"),
)


@dataclass
class Known:
    """The reference: what one recipient has been told of one alert, in seconds."""

    life: int = 0
    severity: int = 0
    told_at: int | None = None
    could_since: int | None = None


@dataclass
class Paced:
    """The reference: when one group last repeated, how often since something graver joined, and who was heard of."""

    repeated_at: int | None = None
    repeats: int = 0
    heard: list[Known] = field(default_factory=list[Known])


@dataclass
class Model:
    """The reference: how each alert stands, what was done about it, and until when its rule is silenced."""

    alerts: dict[int, AlertRow] = field(default_factory=dict[int, AlertRow])
    cases: dict[int, tuple[str, int, int]] = field(default_factory=dict[int, tuple[str, int, int]])
    silenced: dict[str, int] = field(default_factory=dict[str, int])

    def going_on(self) -> list[int]:
        """Return the alerts that the stream does not call resolved."""
        return [number for number, row in self.alerts.items() if row.state == OPEN]

    def open(self) -> list[int]:
        return [number for number in self.going_on() if self.case(number) != RESOLVED]

    def case(self, number: int) -> str:
        state, first_at, last_at = self.cases.get(number, ("", 0, 0))
        alert = self.alerts[number]
        if first_at != alert.first_at or (state == RESOLVED and alert.last_at > last_at):
            return ""
        return state

    def is_over(self, number: int) -> bool:
        """Return whether an alert is over for those who are told from medium on."""
        return number not in self.open() or self.alerts[number].severity < Severity.medium

    def is_muted(self, number: int, now: int) -> bool:
        alert = self.alerts[number]
        is_under = (
            alert.rule == YIELD
            and 0 in self.open()
            and self.alerts[0].severity >= max(alert.severity, Severity.high)
        )  # fmt: skip
        is_silenced = now < self.silenced.get(alert.rule, 0) and alert.severity < Severity.critical
        return is_under or is_silenced or self.case(number) == "snoozed"
