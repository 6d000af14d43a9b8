"""How the signals of a scheme add up and which stages it passes: data, read from packs/scoring.yaml."""

from collections.abc import Mapping
from importlib import resources
from typing import Literal

import yaml

from rules.errors import RulesError
from rules.pack.condition import Clause
from rules.pack.duration import Span
from rules.pack.record import Record, RuleId

SignalFamily = Literal["attraction", "recruitment", "strain", "exit"]
STAGES = ("none", "watch", "recruitment", "growth", "strain", "exit", "aftermath")


class Weight(Record):
    """A weight and the clause that a fact has to satisfy for it."""

    weight: int
    when: Clause


class ScoredSignal(Record):
    """A signal that counts for a scheme; the first weight whose clause holds is taken."""

    id: str
    family: SignalFamily
    rule: RuleId
    fact: str
    weights: tuple[Weight, ...]


class WatchStage(Record):
    """Entered at a score, or with one finding of high severity."""

    score: int


class RecruitmentStage(Record):
    """Entered with both families at their sub-scores within a time."""

    attraction: int
    recruitment: int
    within: Span


class GrowthStage(Record):
    """Entered from recruitment by any one of these."""

    promoters: int
    communities: int
    tree_people: int
    tree_tiers: int
    join_surge: int


class StrainStage(Record):
    """Entered from recruitment or later by the strain sub-score, otherwise by a higher one of several types."""

    recent_stage_within: Span
    strain: int
    within: Span
    alone: int
    alone_types: int


class ExitStage(Record):
    """Entered from strain by the exit sub-score, or by a night dissolution with a failed payout."""

    strain_within: Span
    exit: int


class AftermathStage(Record):
    """Entered a time after the exit; over after another."""

    after: Span
    lasts: Span


class Calm(Record):
    """What leads from strain back to growth: payouts by different members, and no strain signal for a time."""

    payouts: int
    clean: Span


class Stages(Record):
    """What it takes to enter each stage, and the quiet time after which a scheme falls back one."""

    watch: WatchStage
    recruitment: RecruitmentStage
    growth: GrowthStage
    strain: StrainStage
    exit: ExitStage
    aftermath: AftermathStage
    quiet: Span
    calm: Calm


class Scoring(Record):
    """The whole table. Durations are seconds."""

    half_life: Span
    strain_half_life: Span
    once_per: Span
    one_family_cap: int
    no_pair_cap: int
    sla_hours: Mapping[str, int]
    signals: tuple[ScoredSignal, ...]
    stages: Stages


def load_scoring() -> Scoring:
    """Read the built-in table.

    Raises:
        RulesError: the file is broken.
    """
    text = resources.files("rules").joinpath("packs", "scoring.yaml").read_text(encoding="utf-8")
    try:
        return Scoring.model_validate(yaml.safe_load(text))
    except ValueError as error:
        raise RulesError(f"packs/scoring.yaml: {error}") from error
