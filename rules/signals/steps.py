"""The order in which parsers read a passage, and which of them a passage wakes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rules.signals.passage import Found, Passage


class Step(NamedTuple):
    """A parser, and the concepts without which it can find nothing; with none it is always run."""

    anchors: frozenset[str]
    parse: Callable[[Passage], Iterable[Found]]


class Steps:
    """Parsers in their order; each runs once, if at all, and sees what those before it found as concepts `=kind`.

    A number holds the set of steps to run, one bit each: a passage wakes few of them, and most wake none.
    """

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._parsers = [step.parse for step in steps]
        self._always = sum(1 << place for place, step in enumerate(steps) if not step.anchors)
        self._woken: dict[str, int] = {}
        for place, step in enumerate(steps):
            for concept in step.anchors:
                self._woken[concept] = self._woken.get(concept, 0) | 1 << place

    @property
    def anchors(self) -> frozenset[str]:
        """The concepts that wake at least one parser."""
        return frozenset(self._woken)

    def __call__(self, passage: Passage) -> list[Found]:
        """Return what the parsers find in *passage*, in their order."""
        found: list[Found] = []
        waiting = self._always | self._waiting(passage.concepts)
        while waiting:
            lowest = waiting & -waiting
            waiting ^= lowest
            if items := list(self._parsers[lowest.bit_length() - 1](passage)):
                passage.add(items)
                found += items
                later = -(lowest << 1)  # every bit above
                waiting |= later & self._waiting(f"={item.kind}" for item in items)
        return found

    def _waiting(self, concepts: Iterable[str]) -> int:
        waiting = 0
        for concept in concepts:
            waiting |= self._woken.get(concept, 0)
        return waiting
