"""Where the picture of a scheme's stages puts its line, its dots and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.report.words import STAGES
from monitor.document import SchemeEntry, StageName, TimelineEntry

WIDTH: Final = 400
LEFT: Final = 96  # room for the stages' names
RIGHT: Final = 16
TOP: Final = 14
ROW: Final = 24
LEVELS: Final[Sequence[StageName]] = tuple(STAGES)


@dataclass(frozen=True, slots=True)
class Dot:
    """One step of the scheme, in the picture's own units."""

    x: float
    y: int
    entry: TimelineEntry


@dataclass(frozen=True, slots=True)
class Timeline:
    """A step line over time; later is further right, graver is higher."""

    dots: tuple[Dot, ...]
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT
    row: int = ROW

    @property
    def height(self) -> int:
        """Return the picture's height: one row a stage and one for the dates."""
        return TOP + ROW * len(LEVELS) + ROW

    @property
    def rows(self) -> list[tuple[StageName, int]]:
        """Return every stage and its height in the picture, gravest first."""
        return [(stage, _y(stage)) for stage in reversed(LEVELS)]

    @property
    def path(self) -> str:
        """Return the line as SVG path commands: along until the next step, then up or down to it."""
        first, *later = self.dots
        steps = "".join(f" H{dot.x:.1f} V{dot.y}" for dot in later)
        return f"M{first.x:.1f} {first.y}{steps} H{self.right}"


def timeline(scheme: SchemeEntry) -> Timeline:
    """Return the picture of a scheme that has at least one step."""
    times = [datetime.fromisoformat(entry.time) for entry in scheme.timeline]
    length = (times[-1] - times[0]).total_seconds() or 1.0
    room = WIDTH - RIGHT * 2 - LEFT - ROW  # the last stage keeps a stretch of line after its dot
    return Timeline(
        tuple(
            Dot(LEFT + RIGHT + room * (time - times[0]).total_seconds() / length, _y(entry.stage), entry)
            for time, entry in zip(times, scheme.timeline, strict=True)
        )
    )


def _y(stage: StageName) -> int:
    return TOP + ROW * (len(LEVELS) - 1 - LEVELS.index(stage)) + ROW // 2
