"""Figures over a stretch of time, declared by rules and kept by the monitor."""

from dataclasses import dataclass
from typing import Literal

from pydantic import model_validator

from rules.facts import Fact
from rules.pack.condition import Clause, Conjunction, all_hold, alternatives
from rules.pack.duration import Span
from rules.pack.record import Record

Measure = Literal["count", "share", "distinct", "member_share"]
Keeper = Literal["member", "community", "scheme"]


@dataclass(frozen=True, slots=True)
class Window:
    """A whole number that the monitor keeps and adds to the facts of a kind.

    count: facts that match. share: those per mille of all facts of the kind. distinct: different members among
    them. member_share: these per mille of the known members, 0 when members is unknown.
    """

    name: str
    measure: Measure
    of: str
    where: tuple[Conjunction, ...]
    per: Keeper
    over_seconds: int
    distinct: Literal["member"] | None

    def matches(self, fact: Fact) -> bool:
        """Return whether *fact*, complete and of kind `of`, is counted."""
        return any(all_hold(conditions, fact) for conditions in self.where)


class WindowDeclaration(Record):
    """A window as a rule declares it: what is measured, of which facts, per whom and over how long."""

    count: str | None = None
    share: str | None = None
    distinct: Literal["member"] | None = None
    member_share: Literal["member"] | None = None
    of: str | None = None
    where: Clause | None = None
    per: Keeper
    over: Span

    @model_validator(mode="after")
    def _measures_one_thing(self) -> "WindowDeclaration":
        if len(self.model_fields_set & {"count", "share", "distinct", "member_share"}) != 1:
            raise ValueError("a window measures one of count, share, distinct, member_share")
        if (self.of is None) == (self.distinct is not None or self.member_share is not None):
            raise ValueError("`of` names the kind of fact for distinct and member_share, and only for them")
        return self

    @property
    def measure(self) -> Measure:
        """Return what is measured."""
        if self.count is not None:
            return "count"
        if self.share is not None:
            return "share"
        return "distinct" if self.distinct is not None else "member_share"

    @property
    def kind(self) -> str:
        """Return the kind of fact that is measured."""
        return self.count or self.share or self.of or ""

    def named(self, name: str) -> Window:
        """Return the window under its name, ready to be kept."""
        return Window(
            name=name,
            measure=self.measure,
            of=self.kind,
            where=tuple(alternatives(self.where or {})),
            per=self.per,
            over_seconds=self.over,
            distinct=self.distinct or self.member_share,
        )
