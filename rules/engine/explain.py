"""Why a fact does or does not meet a rule: every level, every alternative, every condition."""

from dataclasses import dataclass

from rules.engine.match import Checked, check_parts
from rules.facts import Fact
from rules.pack.alternative import Path
from rules.pack.catalogue import Catalogue
from rules.pack.rule import Rule
from rules.severity import Severity


@dataclass(frozen=True, slots=True)
class Explained:
    """One alternative of a rule held against a fact; `path` is its place in the pack file."""

    severity: Severity
    path: Path
    conditions: tuple[Checked, ...]

    @property
    def holds(self) -> bool:
        """Return whether the fact meets every condition."""
        return all(condition.holds for condition in self.conditions)


def explain(catalogue: Catalogue, rule: Rule, fact: Fact) -> list[Explained]:
    """Return every alternative of *rule*, gravest first, held against one complete *fact*.

    The parts of a correlation rule are each held against that fact: it shows which of them the fact could be.
    """
    return [
        Explained(
            alternative.severity,
            alternative.path,
            check_parts(alternative, {part.alias: fact for part in alternative.parts}),
        )
        for alternative in catalogue.alternatives(rule)
    ]
