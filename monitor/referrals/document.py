"""What a referral report says, as JSON carries it."""

import msgspec

from graph.money.attribution import Trail
from graph.money.features import MoneyFeatures
from graph.tiers import Tier
from monitor.document import FindingEntry, Skipped


class Figure(msgspec.Struct, frozen=True):
    """A feature of a tree, its threshold, and how many of 1,000 natural trees of this size it goes beyond.

    `natural_pm` is None where too few natural trees of the size are known.
    """

    value: int
    threshold: int
    is_beyond: bool
    natural_pm: int | None


class PositionEntry(msgspec.Struct, frozen=True):
    """One member's standing: people and tiers of his own downline as the law counts them, himself included."""

    label: str
    people: int
    tiers: int
    recruits: int
    depth: int


class TreeEntry(msgspec.Struct, frozen=True):
    """One tree. `passes_gate`: 30 people and 3 tiers, which says nothing by itself (公通字〔2013〕37号 §1)."""

    group: str
    people: int
    tiers: int
    passes_gate: bool
    shape_features: int
    figures: dict[str, Figure]
    positions: tuple[PositionEntry, ...]
    by_tier: tuple[Tier, ...]
    picture: str = ""


class Days(msgspec.Struct, frozen=True):
    """From `least` to `most` days, both included."""

    least: int
    most: int


class MoneyEntry(msgspec.Struct, frozen=True):
    """The money of one group as far as it was seen or reported, amounts in minor units.

    `dries_up` is in how many days from the last payment nearly all deposits will have come in, None where too little
    was seen to say.
    """

    features: MoneyFeatures
    trail: Trail[str]
    dries_up: Days | None


class GroupEntry(msgspec.Struct, frozen=True):
    """One group: people in its forest, how many trees they make, edges outside the trees, and what was found."""

    id: str
    name: str
    members: int
    trees: int
    extra_edges: int
    money: MoneyEntry | None
    findings: tuple[FindingEntry, ...]


class ReferralDocument(msgspec.Struct, frozen=True):
    """The whole report: every group, and the largest trees of all."""

    groups: tuple[GroupEntry, ...]
    trees: tuple[TreeEntry, ...]
    skipped: tuple[Skipped, ...]
