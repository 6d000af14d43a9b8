"""How far the schemes of a community had come at a time, read off their steps."""

from collections.abc import Collection, Iterable

from monitor.duties.view import Suspicion
from monitor.schemes.board import Scheme
from monitor.schemes.stages import REASONS, Step


def suspicion_at(schemes: Iterable[Scheme], at: int, shown: Collection[str] = ()) -> Suspicion | None:
    """Return the gravest of *schemes* as it stood at *at*; of the rules behind it, those that may be *shown*."""
    walks = [[step for step in scheme.steps if step.at <= at] for scheme in schemes]
    gravest = max((walk for walk in walks if walk), key=lambda walk: walk[-1].stage, default=None)
    return _suspicion(gravest, shown) if gravest else None


def _suspicion(walk: list[Step], shown: Collection[str]) -> Suspicion:
    last = walk[-1]
    because = tuple(rule for rule in last.because if rule in shown)[:REASONS]
    return Suspicion(last.stage, last.at, walk[0].at, because)
