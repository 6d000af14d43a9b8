"""Silences: alerts that nobody wants to hear of for a time, who said so, and why."""

from dataclasses import dataclass

import msgspec

from monitor.alerts.glob import fits
from monitor.assessment import SEVERITY_NAMES
from monitor.clock import DAY, iso
from monitor.service.silences import Matcher
from monitor.store import AlertRow, SilenceRow
from rules import Severity

LONGEST = 90 * DAY  # design: what should be quiet for longer is a threshold that is wrong
MOST_MATCHERS, MOST_VALUES, LONGEST_VALUE = 10, 50, 256
_decoder = msgspec.msgpack.Decoder(tuple[Matcher, ...])


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence, ready to be asked about alerts."""

    row: SilenceRow
    matchers: tuple[Matcher, ...]

    @classmethod
    def of(cls, row: SilenceRow) -> "Silence":
        """Return what the store keeps as *row*."""
        return cls(row, _decoder.decode(row.matchers))

    def is_active(self, now: int) -> bool:
        """Return whether the time of this silence has come and is not over."""
        return self.row.starts_at <= now < self.row.expires_at

    def covers(self, alert: AlertRow, family: str) -> bool:
        """Return whether *alert*, of a rule of *family*, is meant: a critical one only by a silence that says so."""
        if alert.severity == Severity.critical and not _names_critical(self.matchers):
            return False
        return all(_is_met(matcher, alert, family) for matcher in self.matchers)


def encoded(matchers: tuple[Matcher, ...]) -> bytes:
    """Return *matchers* as the store keeps them."""
    return msgspec.msgpack.encode(matchers)


def objections(matchers: tuple[Matcher, ...], reason: str, starts_at: int, expires_at: int, now: int) -> list[str]:
    """Return everything that is wrong with a silence that somebody wants to make at *now*."""
    found = [why for number, matcher in enumerate(matchers) for why in _against(matcher, f"matchers[{number}]")]
    if len(matchers) > MOST_MATCHERS:
        found.append(f"matchers: at most {MOST_MATCHERS}, not {len(matchers)}")
    if not any(matcher.field != "severity" and set("".join(matcher.values)) - {"*"} for matcher in matchers):
        found.append("matchers: at least one has to say which alerts are meant, not only how grave")
    if not reason.strip():
        found.append("reason: expected a sentence that says why")
    if expires_at <= max(starts_at, now):
        found.append("expires_time: expected a time after the beginning, and not past")
    if expires_at > max(starts_at, now) + LONGEST:
        found.append(f"expires_time: at most {LONGEST // DAY} days, until {iso(max(starts_at, now) + LONGEST)}")
    return found


def _against(matcher: Matcher, where: str) -> list[str]:
    found: list[str] = []
    if not 1 <= len(matcher.values) <= MOST_VALUES or any(len(value) > LONGEST_VALUE for value in matcher.values):
        found.append(f"{where}: expected 1 to {MOST_VALUES} values of at most {LONGEST_VALUE} characters")
    if matcher.field == "severity":
        if matcher.negated:
            found.append(f"{where}: a severity is the gravest that is meant; it cannot be negated")
        found += [
            f"{where}: expected one of {', '.join(SEVERITY_NAMES)}, not {value!r}"
            for value in matcher.values
            if value not in SEVERITY_NAMES
        ]
    return found


def _is_met(matcher: Matcher, alert: AlertRow, family: str) -> bool:
    if matcher.field == "severity":
        return alert.severity <= _gravest(matcher)
    value = _value(matcher, alert, family)
    return any(fits(pattern, value) for pattern in matcher.values) != matcher.negated


def _value(matcher: Matcher, alert: AlertRow, family: str) -> str:
    match matcher.field:
        case "rule":
            return alert.rule
        case "family":
            return family
        case "community":
            return alert.community
        case "scheme":
            return alert.scheme or ""
        case _:
            return alert.subject


def _gravest(matcher: Matcher) -> Severity:
    return max(Severity[value] for value in matcher.values)


def _names_critical(matchers: tuple[Matcher, ...]) -> bool:
    return any(matcher.field == "severity" and Severity.critical.name in matcher.values for matcher in matchers)
