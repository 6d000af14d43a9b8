"""Who reads a report: a language, a time zone, and what the rules are called there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from monitor.language import Language


@dataclass(frozen=True, slots=True)
class ActionText:
    """Something to do, and the words to do it with for a finding with certain values (may be empty)."""

    text: str
    post: Callable[[Mapping[str, bool | int | str]], str] = lambda _values: ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says of itself in one language."""

    name: str
    basis: str
    actions: tuple[ActionText, ...]
    false_positives: str


Describe = Callable[[str, str], RuleText]
"""Takes a rule id and a language code; answers for every rule id a document may carry."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything a rendering needs to know of the person it is made for.

    `sla_hours` are the hours that an owner has by the name of the severity.
    """

    language: Language
    zone: tzinfo
    describe: Describe
    sla_hours: Mapping[str, int]

    def rule(self, rule_id: str) -> RuleText:
        """Return the rule's own words."""
        return self.describe(rule_id, self.language.code)

    def moment(self, time: str) -> str:
        """Return an RFC 3339 time as the reader's clock showed it."""
        return self.language.moment(datetime.fromisoformat(time), self.zone)

    def day(self, time: str) -> str:
        """Return the reader's date of an RFC 3339 time."""
        return self.language.day(datetime.fromisoformat(time), self.zone)
