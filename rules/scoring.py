"""How the signals of a scheme add up and which stages it passes: data, read from packs/scoring.yaml."""

from collections.abc import Mapping
from functools import cached_property
from importlib import resources
from typing import Literal

from pydantic import TypeAdapter

from rules.facts import FACT_KINDS
from rules.pack.alternative import Path
from rules.pack.catalogue import Catalogue
from rules.pack.condition import Clause, Comparison, Conjunction, alternatives
from rules.pack.document import Document
from rules.pack.duration import Span
from rules.pack.issue import PackError, did_you_mean
from rules.pack.lint import defaults, lint_clause
from rules.pack.loader import validate
from rules.pack.record import Record, RuleId

SignalFamily = Literal["attraction", "recruitment", "strain", "exit"]
STAGES = ("none", "watch", "recruitment", "growth", "strain", "exit", "aftermath")


class Weight(Record):
    """A weight and the clause that a fact has to satisfy for it."""

    weight: int
    when: Clause

    @cached_property
    def alternatives(self) -> list[Conjunction]:
        """Return the clause as alternatives, any one of which suffices."""
        return alternatives(self.when)


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


_RECORDS = (
    Scoring, ScoredSignal, Weight, Comparison, Stages, WatchStage, RecruitmentStage, GrowthStage, StrainStage,
    ExitStage, AftermathStage, Calm,
)  # fmt: skip


def load_scoring(catalogue: Catalogue) -> Scoring:
    """Read the built-in table; its clauses may compare the windows of the rules in *catalogue*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    name = "packs/scoring.yaml"
    return read_scoring(name, resources.files("rules").joinpath(name).read_text(encoding="utf-8"), catalogue)


def read_scoring(name: str, text: str, catalogue: Catalogue) -> Scoring:
    """Read the table *text* of the file *name*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    document = Document.parse(name, text)
    scoring = validate(document, TypeAdapter(Scoring), _RECORDS)
    for number, signal in enumerate(scoring.signals if scoring else ()):
        _lint(signal, ("signals", number), document, catalogue)
    if scoring is None or document.issues:
        raise PackError(document.issues)
    return scoring


def _lint(signal: ScoredSignal, path: Path, document: Document, catalogue: Catalogue) -> None:
    if signal.rule not in catalogue.rules:
        document.report((*path, "rule"), f"no rule {signal.rule!r}", did_you_mean(signal.rule, catalogue.rules))
    if signal.fact not in FACT_KINDS:
        hint = did_you_mean(signal.fact, FACT_KINDS)
        document.report((*path, "fact"), f"unknown kind of fact {signal.fact!r}", hint)
        return
    fields = defaults(signal.fact, (window.name for window in catalogue.windows.get(signal.fact, ())))
    for number, weight in enumerate(signal.weights):
        lint_clause(document, (*path, "weights", number, "when"), weight.when, fields)
