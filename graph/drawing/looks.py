"""How the blocks of an icicle look: what they stand for in shade, the money lost in colour and in strokes."""

from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.blocks import LEGS
from graph.drawing.marks import LOSSES, ORGANISER, PEOPLE

BLOCK = "M-10 -8h20v16h-20z"  # outlines for the legend
STEPS = "M-10 -8h20v6h-8v5h-6v5h-6z"
TORN = "M-10 -8h20v13l-5 4l-5 -4l-5 4l-5 -4z"
_PEOPLE_BELOW = "#1e3a8a"  # every second row
_LEGS = "#c7d7fe"
_PALE_EDGE = "#a16207"  # of blocks too pale to be seen on white
_PALE_STEP, _LIGHT_STEP = 1, 2  # up to which a block needs an edge, and dark words
_APART = 3.0  # strokes of a tally


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is drawn; blocks of one look share their attributes. Each step of a loss is one stroke more."""

    fill: str
    ink: str
    stroke: str = "none"
    strokes: int = 0

    @property
    def attributes(self) -> str:
        """Return the fill and stroke of the block."""
        return f'fill="{self.fill}" stroke="{self.stroke}" stroke-width="0.6"'

    @property
    def tally_width(self) -> float:
        """Return the room that the strokes take on the left of a block."""
        return _APART * (self.strokes + 1) if self.strokes else 0.0

    def tally(self, left: float, top: float, height: float) -> str:
        """Return the strokes within a block."""
        places = [svg.number(left + _APART * stroke) for stroke in range(1, self.strokes + 1)]
        path = "".join(f"M{x} {svg.number(top + height * 0.3)}v{svg.number(height * 0.4)}" for x in places)
        return f'<path d="{path}" stroke="{self.ink}"/>' if path else ""

    def swatch(self, outline: str = BLOCK) -> str:
        """Return a small block for the legend."""
        return f'<path d="{outline}" {self.attributes}/>' + self.tally(-10, -8, 16)


def of_loss(step: int) -> Look:
    """Return the look of a block that lost so much, step 1 to 4."""
    ink = svg.INK if step <= _LIGHT_STEP else svg.GROUND
    return Look(LOSSES[step], ink, _PALE_EDGE if step <= _PALE_STEP else "none", strokes=step)


def without_loss(member: int, row: int, *, is_lossy: bool) -> Look:
    """Return the look of a block headed by *member* that lost nothing; where others did, shades are kept for them."""
    if is_lossy:
        return Look(svg.GROUND, svg.INK, _PALE_EDGE)
    if member < 0:
        return Look(_LEGS if member == LEGS else svg.GROUND, svg.INK, PEOPLE)
    return Look(ORGANISER if member == 0 else _PEOPLE_BELOW if row % 2 else PEOPLE, svg.GROUND)
