"""The tests of a rule: short stories that must, or must narrowly not, lead to a finding.

They are data here; the monitor turns the steps into events and runs them.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StrictInt, model_validator

from rules.pack.duration import Moment, Span
from rules.pack.record import Record, SeverityName

Observable = Literal["messages", "joins", "notices", "roles", "moderation", "settings", "reports", "records"]
Role = Literal["owner", "admin", "member", "bot"]


def _instant(text: object) -> object:
    return datetime.fromisoformat(text) if isinstance(text, str) else text


def _day(text: object) -> object:
    return date.fromisoformat(text) if isinstance(text, str) else text


class Profile(Record):
    """What is known of the group beforehand; everything left out is the monitor's default."""

    ads: Literal["allowed", "forbidden", "silent"] | None = None
    kind: str | None = None
    time_zone: str | None = None
    observes: tuple[Observable, ...] | None = None
    members: Annotated[StrictInt, Field(ge=1)] | None = None
    ends: Annotated[date, BeforeValidator(_day)] | None = None
    log_retention_days: Annotated[StrictInt, Field(ge=1)] | None = None


class Step(Record):
    """Something that happens `at` a time after the start: a message, another event, or a series of invites.

    In a step that repeats, {n} in a person, a text, a message's id or `data` is the number of the repetition, from 1.
    `group` is another group than the one of the profile. `data` is whatever else the canonical event carries, such as
    `{settings: {join_approval: false}}`. An `invites` entry [a, b, n] reads: a brings b1 to bn, one
    each `every`.
    """

    at: Moment
    every: Span | None = None
    repeat: Annotated[StrictInt, Field(ge=1, le=500)] = 1
    type: str | None = None
    group: str | None = None
    by: str | None = None
    role: Role | None = None
    text: str | None = None
    id: str | None = None
    reply_to: str | None = None
    message: str | None = None
    who: str | None = None
    inviter: str | None = None
    data: dict[str, object] = Field(default_factory=dict)
    invites: tuple[tuple[str, str, Annotated[StrictInt, Field(ge=1, le=500)]], ...] = ()

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Step":
        if self.invites and (self.type or self.text):
            raise ValueError("a step is a message, an event with a type, or invites - one of them")
        if not self.invites and not self.type and (self.by is None or self.text is None):
            raise ValueError("a step is a message (by, text), an event with a type, or invites")
        if (self.repeat > 1 or self.invites) and self.every is None:
            raise ValueError("a step that repeats says how often: `every`")
        return self


class Trial(Record):
    """One test of a rule. `severity` is that of the gravest finding; `findings` is how many there are of the rule."""

    name: str
    expect: Literal["hit", "near_miss"]
    severity: SeverityName | None = None
    exemption: str | None = None
    lang: Literal["zh", "en"] | None = None
    profile: Profile = Profile()
    start: Annotated[AwareDatetime, BeforeValidator(_instant)] = datetime.fromisoformat("2024-03-01T10:00:00+08:00")
    until: Span | None = None
    findings: Annotated[StrictInt, Field(ge=1)] | None = None
    events: Annotated[tuple[Step, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _says_what_is_expected(self) -> "Trial":
        if (self.expect == "hit") != (self.severity is not None):
            raise ValueError("a hit names its severity, a near miss has none")
        if self.exemption and self.expect == "hit":
            raise ValueError("an exemption explains a near miss, not a hit")
        return self
