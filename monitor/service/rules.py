"""Which rules judge, how often they were right, and what those on trial have found."""

from typing import Literal

import msgspec

from monitor.document import SeverityName


class RulePrecision(msgspec.Struct, frozen=True):
    """What moderators say of a version's alerts, once that is enough: how many were what, and the share that was right.

    The share is that of the alerts that were decided; between `low` and `high` it is credible (95 %, Wilson).
    `suggestion` says why to think of rolling the version back, empty when nothing speaks for it. Nobody does it but
    you.
    """

    confirmed: int
    false: int
    unsure: int
    share: float
    low: float
    high: float
    suggestion: str = ""


class RuleEntry(msgspec.Struct, frozen=True):
    """A rule in force, or on trial: then it judges what comes in, and alerts nobody."""

    id: str
    version: int
    name: str
    family: str
    maturity: str
    on_trial: bool
    precision: RulePrecision | None = None


class RuleList(msgspec.Struct, frozen=True):
    """The rules there are; `digest` names the set in force, which `author` put there at the time `since`."""

    digest: str
    since: str
    author: str
    rules: tuple[RuleEntry, ...]


class Reload(msgspec.Struct, frozen=True):
    """The rules were read anew: whether they are others now, how many are in force, and which are on trial."""

    outcome: Literal["taken", "unchanged"]
    digest: str
    rules: int
    on_trial: tuple[str, ...]


class ShadowSample(msgspec.Struct, frozen=True):
    """Something that a rule on trial has found."""

    id: str
    severity: SeverityName
    time: str
    community: str
    subject: str
    summary: str


class ShadowReport(msgspec.Struct, frozen=True):
    """What a rule on trial has found: how many of each severity, and the newest.

    `in_force` is the version of the rule that alerts meanwhile, None when there is none.
    """

    rule: str
    version: int
    in_force: int | None
    findings: dict[SeverityName, int]
    samples: tuple[ShadowSample, ...]
