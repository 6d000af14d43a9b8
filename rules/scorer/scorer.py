"""Scores a reading at scan speed: a linear model over pieces of text is a weighted search for many patterns."""

import math
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from rules.scorer.features import LONGEST, hints, view
from rules.scorer.model import Label, Model, Weights
from rules.signals import Reading

_AT_ONCE = 50_000  # characters searched in one go: every match is an object, and a flood holds millions
# Probability from which on a text is not called ham: in communities never seen, less than 2% of ham is (measured).
DECIDED = 0.55


class Score(NamedTuple):
    """`probability` is 0..1 that the text is not ham; `label` is ham below `DECIDED`, else what it leans to."""

    label: Label
    probability: float


class Push(NamedTuple):
    """What moved a score: a piece of the text or a hint, and by how much, in log odds; positive is away from ham."""

    what: str
    weight: float


class Scorer:
    """Judges readings by a model. Time is linear in the text; the same text always gets the same score."""

    def __init__(self, model: Model) -> None:
        """Score by *model*."""
        self._pieces = model.pieces
        self._automaton = BytesAhoCorasick([piece.encode() for piece in model.pieces])
        self._spam = _Decision(model.spam)
        self._topics: dict[Label, _Decision] = {label: _Decision(weights) for label, weights in model.topics.items()}

    @classmethod
    def shipped(cls) -> "Scorer":
        """Return the scorer that comes with the package."""
        return cls(Model.load())

    def score(self, reading: Reading) -> Score:
        """Return how *reading* is to be labelled, and how probably it is not ham."""
        met, seen = self._met(reading.normal), list(hints(reading))
        probability = logistic(self._spam.odds(met, seen))
        if probability < DECIDED:
            return Score("ham", probability)
        leaning = max(self._topics, key=lambda label: self._topics[label].odds(met, seen))
        return Score(leaning, probability)

    def odds(self, reading: Reading) -> float:
        """Return the log odds that *reading* is not ham."""
        return self._spam.odds(self._met(reading.normal), list(hints(reading)))

    def explain(self, reading: Reading, most: int = 12) -> list[Push]:
        """Return the *most* pieces and hints that moved the score of *reading* furthest, furthest first."""
        pushes = [Push(self._pieces[number], self._spam.of_piece(number)) for number in self._met(reading.normal)]
        pushes += [Push(hint, self._spam.hints[hint]) for hint in hints(reading) if hint in self._spam.hints]
        return sorted(pushes, key=lambda push: (-abs(push.weight), push.what))[:most]

    def _met(self, normal: str) -> set[int]:
        text, find = view(normal), self._automaton.find_matches_as_indexes
        parts = (text[start : start + _AT_ONCE + LONGEST - 1] for start in range(0, len(text), _AT_ONCE))
        return {number for part in parts for number, _, _ in find(part.encode(), overlapping=True)}


class _Decision:
    """One decision's weights, ready to be summed: whole steps, whose sum is exact in any order."""

    def __init__(self, weights: Weights) -> None:
        self.bias = weights.bias
        self.hints = weights.hints
        self._step = weights.step
        self._steps = memoryview(weights.pieces).cast("b").tolist()

    def of_piece(self, number: int) -> float:
        """Return the weight of one piece."""
        return self._step * self._steps[number]

    def odds(self, met: set[int], seen: list[str]) -> float:
        """Return the log odds for the numbers of the pieces met and the hints seen."""
        in_pieces = self._step * sum(map(self._steps.__getitem__, met))
        return self.bias + in_pieces + math.fsum(self.hints.get(hint, 0.0) for hint in seen)


def logistic(odds: float) -> float:
    """Return the probability that log odds stand for."""
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))
