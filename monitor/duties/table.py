"""The duties as data: what each weighs, the numbers it is judged by and how they add up, read from duties.yaml."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, TypeAdapter, model_validator

from rules import Catalogue
from rules.pack.document import Document
from rules.pack.duration import Span
from rules.pack.issue import PackError
from rules.pack.loader import validate
from rules.pack.record import FieldName, Record, RuleId
from rules.scoring import STAGES

Text = Annotated[str, Field(min_length=1)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]


class Number(Record):
    """A number of this table's own; `basis` is the article it comes from, or design."""

    value: StrictInt
    unit: Text
    basis: Text


class RulesNumber(Record):
    """A number that a rule compares a field with: the least from which, or below which, it may be met."""

    rule: RuleId
    field: FieldName
    unit: Text

    def read(self, catalogue: Catalogue) -> int | None:
        """Return the number as *catalogue* has it, None when no rule in force compares it."""
        return catalogue.bound(self.rule, self.field)


class DutyRow(Record):
    """One duty: its share of a hundred points, the law behind it, its numbers, and the rules it is judged by whole.

    `advised`: it is advice only where owner duties are (X10), and cannot fail there. `answers` are further rules: who
    sees to the duty has seen to what they find.
    """

    id: FieldName
    weight: Percent
    basis: Text
    advised: StrictBool = False
    numbers: Mapping[FieldName, Number | RulesNumber] = Field(default_factory=dict)
    watches: tuple[RuleId, ...] = ()
    answers: tuple[RuleId, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """Return the rules whose findings are seen to with this duty."""
        numbers = (number.rule for number in self.numbers.values() if isinstance(number, RulesNumber))
        return frozenset({*numbers, *self.watches, *self.answers})

    def read(self, catalogue: Catalogue) -> Mapping[str, int] | None:
        """Return the numbers as *catalogue* has them, None when a rule that they rest on is not in force."""
        numbers = {
            name: number.value if isinstance(number, Number) else number.read(catalogue)
            for name, number in self.numbers.items()
        }
        known = {name: number for name, number in numbers.items() if number is not None}
        return known if len(known) == len(numbers) and catalogue.rules.keys() >= set(self.watches) else None


class Grades(Record):
    """The least score of each grade; below both it is high-risk."""

    compliant: Percent
    needs_work: Percent


class Caps(Record):
    """The most points there can be with a critical item overdue, and with a scheme at a stage or beyond it."""

    overdue_critical: Percent
    scheme_stage: str
    scheme: Percent

    @model_validator(mode="after")
    def _names_a_stage(self) -> "Caps":
        if self.scheme_stage not in STAGES:
            raise ValueError(f"a stage is one of {', '.join(STAGES)}, not {self.scheme_stage!r}")
        return self


class DutyTable(Record):
    """The whole table. `within` is in seconds."""

    grades: Grades
    least_known: Percent
    caps: Caps
    within: Span
    duties: tuple[DutyRow, ...]

    @model_validator(mode="after")
    def _weighs_a_hundred(self) -> "DutyTable":
        if (weight := sum(duty.weight for duty in self.duties)) != 100:
            raise ValueError(f"the weights add up to 100, not to {weight}")
        return self


_RECORDS = (DutyTable, DutyRow, Number, RulesNumber, Grades, Caps)


@cache
def duty_table() -> DutyTable:
    """Return the table that comes with the package."""
    name = "duties.yaml"
    return read_duties(name, resources.files("monitor.duties").joinpath(name).read_text(encoding="utf-8"))


def read_duties(name: str, text: str) -> DutyTable:
    """Read the table *text* of the file *name*.

    Raises:
        PackError: with everything that is wrong in it, located.
    """
    document = Document.parse(name, text)
    table = validate(document, TypeAdapter(DutyTable), _RECORDS)
    if table is None or document.issues:
        raise PackError(document.issues)
    return table
