"""What spares somebody a finding, kept as data."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rules.pack.condition import Constant
from rules.pack.record import FieldName, Record, SeverityName, Text
from rules.pack.rule import Family


class Cap(Record):
    """The highest severity a finding may have while the named fields have the named values."""

    severity: SeverityName
    when: Annotated[dict[FieldName, Constant], Field(min_length=1)]


class Exemption(Record):
    """A reason not to count something, and how it takes effect.

    by stance: the signal reader has already dropped such statements. by clock: the monitor stops the owner's
    clock. unless: no finding while a field has the value. cap: the finding is held down. `families` limits the
    rules that may name it; empty means all.
    """

    name: Text
    by: Literal["stance", "clock"] | None = None
    unless: Annotated[dict[FieldName, Constant] | None, Field(min_length=1)] = None
    cap: Cap | None = None
    families: tuple[Family, ...] = ()

    @model_validator(mode="after")
    def _takes_effect_in_one_way(self) -> "Exemption":
        if len(self.model_fields_set & {"by", "unless", "cap"}) != 1:
            raise ValueError("an exemption takes effect in one way: by, unless or cap")
        return self

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields of a fact that the exemption reads."""
        return frozenset(self.unless or (self.cap.when if self.cap else {}))
