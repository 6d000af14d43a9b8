"""Where the line of the last days puts its points, and what it says in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from api.report.reader import Reader
from monitor.document import CommunityReport, TrendDay

WIDTH: Final = 400
HEIGHT: Final = 84
LEFT: Final = 30  # room for the figures at the side
EDGE: Final = 8
LEVELS: Final = (100, 50, 0)


@dataclass(frozen=True, slots=True)
class Dot:
    """A day whose score is known, in the picture's own units."""

    place: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line over days, later further right, better higher; it is broken where a score is not known."""

    days: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - EDGE

    @property
    def levels(self) -> list[tuple[int, float]]:
        """Return the scores that the picture rules a line for, and their heights."""
        return [(level, _y(level)) for level in LEVELS]

    @property
    def stretches(self) -> list[str]:
        """Return the points of each unbroken stretch."""
        runs = groupby(enumerate(self.days), key=lambda each: each[1].place - each[0])
        return [" ".join(f"{dot.x:.1f},{dot.y:.1f}" for _, dot in run) for _, run in runs]


def sparkline(trend: Sequence[TrendDay]) -> Sparkline:
    """Return the picture of *trend*, oldest day first."""
    step = (WIDTH - 2 * EDGE - LEFT) / max(1, len(trend) - 1)
    return Sparkline(
        tuple(
            Dot(place, LEFT + EDGE + step * place, _y(day.score))
            for place, day in enumerate(trend)
            if day.score is not None
        )
    )


def _y(score: int) -> float:
    return EDGE + (HEIGHT - 2 * EDGE) * (100 - score) / 100


def trend_words(community: CommunityReport, reader: Reader) -> str:
    """Return what the line shows."""
    text, known = reader.language.text, [day for day in community.trend if day.score is not None]
    if not known:
        return text("Too little was known on these days for a score.")
    scores = [day.score for day in known if day.score is not None]
    said = text(
        "%(first)s on %(date)s; lowest %(lowest)s, highest %(highest)s.",
        first=scores[0], date=reader.day(f"{known[0].date}T12:00:00+00:00"), lowest=min(scores), highest=max(scores),
    )  # fmt: skip
    if community.change is None:
        return said
    return text("%(trend)s %(change)s", trend=said, change=_change(community.change, reader))


def _change(change: int, reader: Reader) -> str:
    plural = reader.language.plural
    if change > 0:
        return plural("Up by %(count)s point since then.", "Up by %(count)s points since then.", change)
    if change < 0:
        return plural("Down by %(count)s point since then.", "Down by %(count)s points since then.", -change)
    return reader.language.text("The same today.")
