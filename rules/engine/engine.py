"""Rules in force, compiled and ready to judge facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rules.engine.gate import Gate
from rules.engine.match import Match, capped
from rules.engine.projection import Projection
from rules.engine.shard import MAX_RULES, EngineError, JoinShard, SingleShard
from rules.facts import FACT_KINDS, Fact, Value
from rules.pack.alternative import Alternative
from rules.pack.catalogue import Catalogue
from rules.pack.rule import Rule

_Found = tuple[Alternative, Mapping[str, int]]


class Engine:
    """Judges facts by a catalogue of rules; keeps nothing between two calls.

    Rules of a kind are spread over shards of at most 50 compiled alternatives. To change rules, build a new engine,
    swap it in, and close the old one.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._single: dict[tuple[str, int], list[SingleShard]] = {}
        self._joins: dict[str, list[JoinShard]] = {}
        self._gates: dict[tuple[str, int], Gate] = {}
        self._is_closed = False
        for kind in FACT_KINDS:
            self._compile(kind)

    def can_match(self, kind: str, values: Mapping[str, Value], after: int = 0) -> bool:
        """Return False when a fact of *kind* with *values*, all else at default, is sure not to match in `judge`."""
        gate = self._gates.get((kind, after))  # none: no rule waits that long
        return gate is not None and gate.admits(values)

    def judge(self, fact: Fact, after: int = 0) -> list[Match]:
        """Return a match for every rule that the single *fact* meets, at its gravest level, in order of rule ids.

        Asked are the rules that wait *after* seconds before they judge.

        Raises:
            FactError: the fact is not complete (see `rules.facts.complete`).
            EngineError: the engine is closed.
        """
        self._check_open()
        kind = str(fact["kind"])
        met = (alternative for shard in self._single.get((kind, after), ()) for alternative in shard.judge(fact))
        return [
            self._match(next(same), {kind: fact}) for _, same in groupby(met, lambda alternative: alternative.rule.id)
        ]

    def correlate(self, kind: str, facts: Sequence[Fact]) -> list[Match]:
        """Return every match of several *facts* of *kind*, for each rule at the gravest level it reaches.

        In order of rule ids, then of alternatives as the rule lists them, then of the positions of the facts. The
        facts of a match are different facts, even if they satisfy each other's patterns.

        Raises:
            FactError: a fact is not complete.
            EngineError: the engine is closed.
        """
        self._check_open()
        found = (match for shard in self._joins[kind] for match in shard.correlate(facts))
        return [
            self._match(alternative, {alias: facts[index] for alias, index in indexes.items()})
            for _, same in groupby(found, lambda match: match[0].rule.id)
            for alternative, indexes in _gravest(same)
        ]

    def close(self) -> None:
        """Free the native rulesets; the engine cannot be used afterwards."""
        self._is_closed = True
        for shards in (self._single.values(), self._joins.values()):
            for shard in (shard for of_kind in shards for shard in of_kind):
                shard.close()
        self._single.clear()
        self._joins.clear()

    def _check_open(self) -> None:
        """Raise rather than find nothing: without shards no fact meets any rule."""
        if self._is_closed:
            raise EngineError("the engine is closed; whoever swapped another in must ask that one")

    def _compile(self, kind: str) -> None:
        rules = [rule for rule in self._catalogue.rules.values() if rule.fact == kind]
        for after in {0, *self._catalogue.delays.get(kind, ())}:
            single = self._unfold(rule for rule in rules if not rule.is_correlation and (rule.after or 0) == after)
            self._gates[kind, after] = Gate(kind, single)
            self._single[kind, after] = [SingleShard(kind, part, _projection(kind, part)) for part in _pieces(single)]
        joined = self._unfold(rule for rule in rules if rule.is_correlation)
        self._joins[kind] = [JoinShard(kind, part, _projection(kind, part)) for part in _pieces(joined)]

    def _unfold(self, rules: Iterable[Rule]) -> list[Alternative]:
        return [alternative for rule in rules for alternative in self._catalogue.alternatives(rule)]

    def _match(self, alternative: Alternative, facts: Mapping[str, Fact]) -> Match:
        severity = capped(alternative, self._catalogue.exemptions, facts.values())
        return Match(alternative, severity, facts)


def _gravest(matches: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the leading matches that share the first one's severity; alternatives come gravest first."""
    first, *rest = matches
    yield first
    yield from (match for match in rest if match[0].severity == first[0].severity)


def _pieces(alternatives: Sequence[Alternative]) -> Iterator[Sequence[Alternative]]:
    for start in range(0, len(alternatives), MAX_RULES):
        yield alternatives[start : start + MAX_RULES]


def _projection(kind: str, alternatives: Sequence[Alternative]) -> Projection:
    """Return a projection on the fields that *alternatives* read; what the schema does not know is a window."""
    parts = [part for alternative in alternatives for part in alternative.parts]
    names = {condition.field for part in parts for condition in part.conditions}
    if any(part.near for part in parts):
        names.add("at")
    fields = FACT_KINDS[kind].fields
    return Projection(kind, [(name, type(fields[name].default) if name in fields else int) for name in sorted(names)])
