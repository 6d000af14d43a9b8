"""The same rules evaluated in plain Python: what the engine is compared with."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from rules.facts import Fact
from rules.pack.alternative import Alternative
from rules.pack.catalogue import Catalogue
from rules.pack.condition import all_hold
from rules.severity import Severity

Outcome = tuple[str, Severity, tuple[tuple[str, int], ...]]  # rule, severity, position of the fact under each alias


def judge(catalogue: Catalogue, fact: Fact) -> list[tuple[str, Severity]]:
    """Return the gravest level that *fact* meets of every rule, in order of rule ids."""
    gravest: dict[str, Severity] = {}
    for alternative in _alternatives(catalogue):
        if not alternative.rule.is_correlation and all_hold(alternative.parts[0].conditions, fact):
            gravest.setdefault(alternative.rule.id, alternative.severity)
    return list(gravest.items())


def correlate(catalogue: Catalogue, facts: Sequence[Fact]) -> list[Outcome]:
    """Return every match at the gravest level of every rule, sorted."""
    gravest: dict[str, Severity] = {}
    found: set[Outcome] = set()
    for alternative in _alternatives(catalogue):
        for positions in _joins(alternative, facts):
            if gravest.setdefault(alternative.rule.id, alternative.severity) == alternative.severity:
                found.add((alternative.rule.id, alternative.severity, positions))
    return sorted(found)


def _alternatives(catalogue: Catalogue) -> Iterator[Alternative]:
    for rule in catalogue.rules.values():
        yield from catalogue.alternatives(rule)


def _joins(alternative: Alternative, facts: Sequence[Fact]) -> Iterator[tuple[tuple[str, int], ...]]:
    for positions in permutations(range(len(facts)), len(alternative.parts)):
        at = {part.alias: position for part, position in zip(alternative.parts, positions, strict=True)}
        if all(
            all_hold(part.conditions, facts[at[part.alias]])
            and all(
                abs(int(facts[at[part.alias]]["at"]) - int(facts[at[alias]]["at"])) <= seconds
                for alias, seconds in part.near.items()
            )
            for part in alternative.parts
        ):
            yield tuple(sorted(at.items()))
