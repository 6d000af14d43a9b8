"""What a duty is checked by, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from monitor.clock import moment
from monitor.community.bench import Bench
from monitor.community.state import CommunityState
from monitor.document import DutyState
from monitor.language import Language, mark
from rules.facts import Value
from rules.pack.condition import all_hold

Said = Callable[[Language], str]
"""a sentence, said only when somebody reads it"""

NOT_OBSERVED = mark("not checked: this source does not show it")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The gravest scheme of a community: its stage (0 none .. 6), since when, when first seen, and rules behind it."""

    stage: int
    since: int
    first_at: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A community as it stands at the time `at`; figures look back `within` microseconds.

    `numbers` are those of the duty that is checked.
    """

    bench: Bench
    at: int
    within: int
    suspicion: Suspicion | None
    numbers: Mapping[str, int]

    def with_numbers(self, numbers: Mapping[str, int]) -> "View":
        """Return the same view, for the duty that *numbers* are of."""
        return replace(self, numbers=numbers)

    @property
    def state(self) -> CommunityState:
        """Return the memory of the community."""
        return self.bench.state

    @property
    def since(self) -> int:
        """Return the time that figures look back to."""
        return self.at - self.within

    def is_met(self, rule: str, values: Mapping[str, Value]) -> bool:
        """Return whether *rule* is met by a fact with *values*, and with nothing in its windows."""
        catalogue = self.bench.panel.catalogue
        kind = catalogue.rules[rule].fact
        fact = {**self.bench.complete(kind, values), **dict.fromkeys(self.bench.windows.names(kind), 0)}
        ways = catalogue.alternatives(catalogue.rules[rule])
        return any(all_hold(part.conditions, fact) for way in ways for part in way.parts)

    def day(self, at: int, language: Language) -> str:
        """Return the date that the community's clocks showed at *at*."""
        return language.day(moment(at), self.bench.profile.zone(self.bench.key.partition(":")[0]))


@dataclass(frozen=True, slots=True)
class Assessed:
    """How a duty stands: `percent` of its points are earned; what is unknown earns none and is not counted."""

    state: DutyState
    percent: int
    evidence: Said


Check = Callable[[View], Assessed]


def fulfilled(evidence: Said, percent: int = 100) -> Assessed:
    """Return that the duty is fulfilled."""
    return Assessed("pass", percent, evidence)


def lacking(evidence: Said, percent: int = 0) -> Assessed:
    """Return that the duty is open, *percent* of it done."""
    return Assessed("fail", percent, evidence)


def unknown(evidence: Said) -> Assessed:
    """Return that nobody can tell."""
    return Assessed("unknown", 0, evidence)


def unseen() -> Assessed:
    """Return that the platform does not show it."""
    return unknown(lambda say: say.text(NOT_OBSERVED))
