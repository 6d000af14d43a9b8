"""What every part of a pack file has in common: unknown fields are refused and nothing changes after loading."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints, WithJsonSchema

from rules.severity import Severity


class Record(BaseModel):
    """A frozen part of a pack file that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Record):
    """One text in the two languages of the product."""

    zh: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]

    def said(self, code: str) -> str:
        """Return the text in the language named *code*."""
        return self.zh if code == "zh" else self.en


def _severity(name: object) -> Severity:
    if not isinstance(name, str) or name not in Severity.__members__:
        raise ValueError(f"a severity is one of {', '.join(Severity.__members__)}, not {name!r}")
    return Severity[name]


def _name(severity: Severity) -> str:
    return severity.name


SeverityName = Annotated[
    Severity, BeforeValidator(_severity), PlainSerializer(_name), WithJsonSchema({"enum": [*Severity.__members__]})
]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=48)]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=48)]
