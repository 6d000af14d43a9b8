"""A few rules in one native ruleset, with one state that is empty between evaluations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from rules.engine.native import native
from rules.engine.projection import Projection
from rules.engine.ruleset import BOOT, compile_ruleset
from rules.errors import RulesError
from rules.facts import Fact
from rules.pack.alternative import Alternative

MAX_RULES = 50  # beyond 64 siblings that match at once, matches are lost (measured)
_BOOT_EVENT = json.dumps({BOOT: 1, "id": "b"})


class EngineError(RulesError):
    """durable-rules did not do what it was asked."""


class Shard:
    """At most 50 alternatives over facts of one kind; a lock keeps one evaluation apart from the next.

    Raises:
        EngineError: too many alternatives.
    """

    def __init__(self, name: str, alternatives: Sequence[Alternative], projection: Projection) -> None:
        if len(alternatives) > MAX_RULES:
            raise EngineError(f"a shard holds at most {MAX_RULES} alternatives, not {len(alternatives)}")
        self._alternatives = alternatives
        self._message = projection.message
        self._lock = Lock()
        self._handle = native.create_ruleset(name, json.dumps(compile_ruleset(alternatives)))
        _, self._slot = native.assert_event(self._handle, _BOOT_EVENT)
        list(self._drain(self._slot))

    def close(self) -> None:
        """Free the ruleset; the shard cannot be used afterwards."""
        with self._lock:
            native.delete_ruleset(self._handle)

    def _drain(self, slot: int) -> Iterator[str]:
        """Yield every pending match of the state in *slot*, taking each out of the engine."""
        started = native.start_action_for_state(self._handle, slot)
        match = started[1] if started else None
        while match:
            yield match
            match = native.complete_and_start_action(self._handle, slot)


class SingleShard(Shard):
    """Alternatives of one part each, judged over one fact at a time."""

    def close(self) -> None:
        """Forget the state and free the ruleset."""
        with self._lock:
            native.delete_state(self._handle, None)
        super().close()

    def judge(self, fact: Fact) -> list[Alternative]:
        """Return the alternatives that *fact* satisfies, in the order they were given.

        Raises:
            FactError: the fact is not complete.
        """
        message = self._message(fact)
        with self._lock:
            is_unknown, _ = native.assert_fact(self._handle, message)
            if is_unknown:  # nothing matched and nothing was kept
                return []
            numbers = {int(match[2 : match.index('"', 2)]) for match in self._drain(self._slot)}
            native.retract_fact(self._handle, message)
        return [self._alternatives[number] for number in sorted(numbers)]


class JoinShard(Shard):
    """Alternatives of several parts, matched over a set of facts that is handed over whole."""

    def __init__(self, name: str, alternatives: Sequence[Alternative], projection: Projection) -> None:
        super().__init__(name, alternatives, projection)
        native.delete_state(self._handle, None)

    def correlate(self, facts: Sequence[Fact]) -> list[tuple[Alternative, Mapping[str, int]]]:
        """Return every match with the indexes of its facts by alias, in order of alternative and indexes.

        Raises:
            FactError: a fact is not complete.
        """
        if not facts:  # an empty batch crashes the engine
            return []
        messages = [self._message({**fact, "id": str(index)}) for index, fact in enumerate(facts)]
        with self._lock:
            found = self._run(messages)
        found.sort(key=lambda match: (match[0], sorted(match[1].items())))
        return [(self._alternatives[number], indexes) for number, indexes in found]

    def _run(self, messages: Sequence[str]) -> list[tuple[int, dict[str, int]]]:
        slot = self._slot
        try:
            for message in messages:
                _, slot = native.assert_fact(self._handle, message)
            return [_indexes(match) for match in self._drain(slot)]
        finally:
            native.delete_state(self._handle, None)  # retracting joined facts after they fired overflows the heap


def _indexes(match: str) -> tuple[int, dict[str, int]]:
    ((number, facts),) = json.loads(match).items()
    return int(number), {alias: int(fact["id"]) for alias, fact in facts.items()}
