"""A rule as its pack file declares it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from rules.pack.condition import Clause
from rules.pack.duration import Span
from rules.pack.record import FieldName, Record, RuleId, SeverityName, Text
from rules.pack.trial import Trial
from rules.pack.window import WindowDeclaration

Family = Literal["owner-liability", "ad-spam", "ponzi", "fraud", "community-health", "operations"]
Basis = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Pattern(Record):
    """One of several facts that together make a match; `near` bounds the distance in event time to earlier ones."""

    as_: FieldName = Field(alias="as")
    match: Clause
    near: dict[FieldName, Span] = Field(default_factory=dict)


class Level(Record):
    """A severity and what it takes: one clause (`all`), one of several (`any`), or several facts (`patterns`)."""

    severity: SeverityName
    all_: Clause | None = Field(default=None, alias="all")
    any_: Annotated[tuple[Clause, ...] | None, Field(min_length=1, max_length=24)] = Field(default=None, alias="any")
    patterns: Annotated[tuple[Pattern, ...] | None, Field(min_length=2, max_length=6)] = None

    @model_validator(mode="after")
    def _has_one_form(self) -> "Level":
        if len(self.model_fields_set & {"all_", "any_", "patterns"}) != 1:
            raise ValueError("a level has one of `all`, `any` and `patterns`")
        return self

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return the alternatives over a single fact; empty when the level has patterns."""
        return self.any_ or ((self.all_,) if self.all_ is not None else ())

    def places(self) -> Iterator[tuple[tuple[str | int, ...], Clause]]:
        """Yield every clause with the path that leads to it in the pack file."""
        if self.all_ is not None:
            yield ("all",), self.all_
        for number, clause in enumerate(self.any_ or ()):
            yield ("any", number), clause
        for number, pattern in enumerate(self.patterns or ()):
            yield ("patterns", number, "match"), pattern.match


class Rule(Record):
    """What counts as a violation, how grave, on what basis, and who is told.

    With `after`, a fact is judged only when that time has passed, with its windows as they are then: "this, and
    nothing done about it". The time stands still in the quiet hours where the rule names X9.
    `posted_as` is what texts for members call it where its name is about the owner, not about what was posted.
    A finding keeps the fields its summary shows, those its level compares, and those in `keep`.
    `law` names the article behind each threshold that is law; such thresholds cannot be overridden.
    """

    id: RuleId
    version: Annotated[StrictInt, Field(ge=1)]
    maturity: Literal["sandbox", "incubating", "stable", "deprecated"]
    name: Text
    family: Family
    audience: Annotated[tuple[Literal["owner", "admin", "moderator"], ...], Field(min_length=1)]
    basis: Annotated[tuple[Basis | Text, ...], Field(min_length=1)]
    threshold_basis: Literal["law", "source", "design", "mixed"]
    law: dict[FieldName, Basis] = Field(default_factory=dict)
    exemptions: tuple[str, ...] = ()
    owner_actions: tuple[str, ...] = ()
    posted_as: Text | None = None
    keep: tuple[FieldName, ...] = ()
    false_positives: Text
    summary: Text
    fact: str
    dedupe: Span
    urgent: StrictBool = False
    after: Span | None = None
    windows: dict[FieldName, WindowDeclaration] = Field(default_factory=dict)
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=5)]
    tests: tuple[Trial, ...] = ()

    def basis_in(self, code: str) -> tuple[str, ...]:
        """Return what the rule rests on: laws as they are cited, the rest in the language named *code*."""
        return tuple(each if isinstance(each, str) else each.said(code) for each in self.basis)

    @property
    def is_correlation(self) -> bool:
        """Return whether the rule joins several facts instead of judging one."""
        return self.levels[0].patterns is not None
