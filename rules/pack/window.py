"""Figures over a stretch of time, declared by rules and kept by the monitor."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rules.facts import FACT_KINDS, Fact
from rules.pack.condition import Clause, Conjunction, all_hold, alternatives
from rules.pack.duration import Span
from rules.pack.record import FieldName, Record

Measure = Literal["count", "share", "distinct", "member_share", "since", "sum", "median", "ratio"]
Keeper = Literal["member", "community"]
MEASURES: tuple[Measure, ...] = ("count", "share", "distinct", "member_share", "since", "sum", "median", "ratio")


@dataclass(frozen=True, slots=True)
class Window:
    """A whole number that the monitor keeps and adds to the facts of the kind `to`.

    count: facts that match. share: those per mille of all facts of the kind. distinct: different members among
    them. member_share: these per mille of the known members, 0 when members is unknown. since: whole hours since the
    last one, -1 when there was none; a fact in its own window is its last one. sum: the sum of `field` over them.
    median: the lower middle of the members' sums of `field`, of those who are among them on three local days or more,
    0 when nobody is. ratio: the first of `terms` per mille of the second, counts and sums each per unit of its time;
    0 when the second is 0.

    At a time t the window reaches from t - before - over, exclusive, to t - before, inclusive; `before_seconds` is how
    long before now it ends. Windows of daily kinds reach over whole local days, of which the last is the one before
    the day of t. In a sum or a median, what lies `half_life_seconds` (0: no matter) before the window's end counts
    half, in daily windows a whole day at a time; the result is rounded.
    """

    name: str
    to: str
    measure: Measure
    of: str
    where: tuple[Conjunction, ...]
    per: Keeper
    over_seconds: int
    before_seconds: int = 0
    field: str = ""
    half_life_seconds: int = 0
    terms: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return a name that is its own among the windows of all kinds."""
        return f"{self.to}.{self.name}"

    @property
    def daily(self) -> bool:
        """Return whether whole local days are measured."""
        return FACT_KINDS[self.to].daily

    def matches(self, fact: Fact) -> bool:
        """Return whether *fact*, complete and of kind `of`, is counted."""
        return any(all_hold(conditions, fact) for conditions in self.where)


class WindowDeclaration(Record):
    """A window as a rule declares it: what is measured, of which facts, per whom and over how long."""

    count: str | None = None
    share: str | None = None
    since: str | None = None
    distinct: Literal["member"] | None = None
    member_share: Literal["member"] | None = None
    sum: FieldName | None = None
    median: FieldName | None = None
    ratio: Annotated[tuple[FieldName, ...], Field(min_length=2, max_length=2)] | None = None
    of: str | None = None
    where: Clause | None = None
    per: Keeper | None = None
    over: Span | None = None
    before: Span | None = None
    half_life: Span | None = None

    @model_validator(mode="after")
    def _measures_one_thing(self) -> "WindowDeclaration":
        given = self.model_fields_set
        if len(given & set(MEASURES)) != 1:
            raise ValueError(f"a window measures one of {', '.join(MEASURES)}")
        if self.ratio is not None:
            if given != {"ratio"}:
                raise ValueError("a ratio names two other windows and nothing else")
            return self
        if self.per is None or self.over is None:
            raise ValueError("a window says `per` whom and `over` how long it is kept")
        if (self.of is None) == (self.measure in {"distinct", "member_share", "sum", "median"}):
            raise ValueError("`of` names the kind of fact for distinct, member_share, sum and median, and only there")
        if self.half_life is not None and self.measure not in {"sum", "median"}:
            raise ValueError("`half_life` is for sum and median")
        if self.before is not None and self.measure == "since":
            raise ValueError("`since` counts from now; it has no `before`")
        if self.measure == "median" and self.per == "member":
            raise ValueError("a median is of the community's members, not `per: member`")
        return self

    @property
    def measure(self) -> Measure:
        """Return what is measured."""
        return next(measure for measure in MEASURES if getattr(self, measure) is not None)

    @property
    def kind(self) -> str:
        """Return the kind of fact that is measured, nothing for a ratio."""
        return self.count or self.share or self.since or self.of or ""

    @property
    def field(self) -> str:
        """Return the field that is summed, nothing for other measures."""
        return self.sum or self.median or ""

    def named(self, name: str, to: str) -> Window:
        """Return the window under its name, ready to be kept for facts of the kind *to*."""
        return Window(
            name=name,
            to=to,
            measure=self.measure,
            of=self.kind,
            where=tuple(alternatives(self.where or {})),
            per=self.per or "community",
            over_seconds=self.over or 0,
            before_seconds=self.before or 0,
            field=self.field,
            half_life_seconds=self.half_life or 0,
            terms=self.ratio or (),
        )
