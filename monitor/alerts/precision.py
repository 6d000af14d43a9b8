"""How often a rule was right, by what moderators said of its alerts, and when to go back to the version before."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import sqrt
from typing import Annotated, Literal

from pydantic import Field, StrictInt, TypeAdapter

from rules import PackError, Rule
from rules.pack.document import Document
from rules.pack.loader import validate
from rules.pack.record import Record

Maturity = Literal["sandbox", "incubating", "stable", "deprecated"]
Permille = Annotated[StrictInt, Field(ge=0, le=1_000)]
Verdicts = Mapping[tuple[str, int], Mapping[str, int]]
"""how many alerts were said to be what, by rule and version"""


class Measure(Record):
    """What labels have to show; read from precision.yaml."""

    least: Annotated[StrictInt, Field(ge=1)]
    confidence: Annotated[StrictInt, Field(ge=1)]
    promises: Mapping[Maturity, Permille]


@dataclass(frozen=True, slots=True)
class Precision:
    """How often one version of a rule was right, of the alerts that were labelled confirmed or false.

    `low` and `high` bound the share that is credible after so few (Wilson's score interval).
    """

    version: int
    confirmed: int
    false: int
    unsure: int
    low: float
    high: float

    @property
    def labelled(self) -> int:
        """How many alerts count."""
        return self.confirmed + self.false

    @property
    def share(self) -> float:
        """How many of them were right."""
        return self.confirmed / self.labelled


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why to think of going back: the bound of what is credible that the version in force stays below.

    `before` is the version whose own bound that is, None when it is what the rule's maturity promises.
    """

    bound: float
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Precisions:
    """Judges *rules* by their labels."""

    measure: Measure
    verdicts: Verdicts

    def of(self, rule: str, version: int) -> Precision | None:
        """Return how often this version was right, None before enough was said of it."""
        said = self.verdicts.get((rule, version), {})
        confirmed, false = said.get("confirmed", 0), said.get("false", 0)
        if confirmed + false < self.measure.least:
            return None
        low, high = wilson(confirmed, confirmed + false, self.measure.confidence / 100)
        return Precision(version, confirmed, false, said.get("unsure", 0), low, high)

    def doubt(self, rule: Rule) -> Doubt | None:
        """Return why to think of going back from the version in force, None when nothing speaks for it.

        Even the most that is credible of it must lie below: the least that is credible of the version before, or what
        its maturity promises.
        """
        now = self.of(rule.id, rule.version)
        if now is None:
            return None
        before = self._before(rule)
        if before and now.high < before.low:
            return Doubt(before.low, before.version)
        promise = self.measure.promises[rule.maturity] / 1_000
        return Doubt(promise) if now.high < promise else None

    def _before(self, rule: Rule) -> Precision | None:
        """Return the newest version before the one in force of which enough was said."""
        versions = sorted(version for id_, version in self.verdicts if id_ == rule.id and version < rule.version)
        return next(filter(None, (self.of(rule.id, version) for version in reversed(versions))), None)


def wilson(hits: int, trials: int, z: float) -> tuple[float, float]:
    """Return Wilson's score interval of the share behind *hits* of *trials*, *z* standard deviations wide each way.

    Source: E. B. Wilson, Probable Inference, JASA 22 (1927). It holds for few trials and for shares near 0 and 1.
    """
    share, square = hits / trials, z * z / trials
    middle = share + square / 2
    margin = z * sqrt(share * (1 - share) / trials + square / (4 * trials))
    return (middle - margin) / (1 + square), (middle + margin) / (1 + square)


def load_measure() -> Measure:
    """Read the built-in numbers."""
    name = "precision.yaml"
    return read_measure(name, resources.files("monitor.alerts").joinpath(name).read_text(encoding="utf-8"))


def read_measure(name: str, text: str) -> Measure:
    """Read the numbers in *text* of the file *name*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    document = Document.parse(name, text)
    measure = validate(document, TypeAdapter(Measure), (Measure,))
    if measure is None:
        raise PackError(document.issues)
    return measure
