"""Icicle drawing: a tier is a row, a subtree as wide as it has people, and what is too narrow is collapsed.

The tree keeps its outline at any size: a long chain is a wedge, a star one broad row, a pyramid a staircase. Of a
deep tree several tiers share a row, torn off from the next by a jagged line.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from graph.drawing import legend, svg
from graph.drawing.blocks import LEAVES, LEGS, Block, Blocks
from graph.drawing.captions import Captions
from graph.drawing.loss import LossScale
from graph.drawing.marks import LOSSES, ORGANISER, PEOPLE
from graph.drawing.rows import Rows
from graph.drawing.tree import Tree
from graph.drawing.words import Words

_WIDTH = 840.0
_NARROWEST = 3.0
_MOST_BLOCKS = 2500  # of about 150 bytes each
_MOST_ROWS = 36
_HIGHEST_ROW = 36.0
_HEIGHT = 900.0
_LINE = 3.0  # between the lines that repeat the step of a loss
_LINED = 8.0  # narrower blocks have no lines
_TOOTH = 6.0  # half a tooth of the jagged line
_PEOPLE_BELOW = "#1e3a8a"  # every second row
_LEGS = "#c7d7fe"
_PALE_EDGE = "#a16207"  # of blocks too pale to be seen on white
_LIGHT_STEPS = 2  # of a loss, on which dark words are read
_BLOCK = "M-10 -8h20v16h-20z"
_STEPS = "M-10 -8h20v6h-8v5h-6v5h-6z"
_TORN = "M-10 -8h20v13l-5 4l-5 -4l-5 4l-5 -4z"


def icicle(tree: Tree) -> svg.Drawing:
    """Draw *tree* as an icicle; blocks carry their number of people, pale ones are collapsed subtrees."""
    narrowest = _NARROWEST
    content = Blocks(tree, width=_WIDTH, narrowest=narrowest, rows=_MOST_ROWS)
    while len(content.blocks) > _MOST_BLOCKS:
        narrowest *= 2
        content = Blocks(tree, width=_WIDTH, narrowest=narrowest, rows=_MOST_ROWS)
    drawing = _Icicle(tree, content.blocks, content.rows)
    return legend.with_legend(drawing.drawn(), drawing.legend(tree.words) if tree.words else ())


@dataclass(frozen=True, slots=True)
class _Look:
    """How a block is drawn; blocks of one look share their attributes. Each step of a loss has one line more."""

    fill: str
    ink: str
    stroke: str = "none"
    lines: int = 0

    @property
    def attributes(self) -> str:
        """Return the fill and stroke of the block."""
        return f'fill="{self.fill}" stroke="{self.stroke}" stroke-width="0.6"'

    def lined(self, left: float, top: float, width: float) -> str:
        """Return the lines below the upper edge of a block."""
        heights = [svg.number(top + _LINE * line) for line in range(1, self.lines + 1)]
        path = "".join(f"M{svg.number(left)} {y}h{svg.number(width)}" for y in heights)
        return f'<path d="{path}" stroke="{self.ink}"/>' if path else ""

    def swatch(self, shape: str) -> str:
        """Return a small block for the legend."""
        return f'<path d="{shape}" {self.attributes}/>' + self.lined(-10, -8, 20)


def _of_loss(step: int) -> _Look:
    ink = svg.INK if step <= _LIGHT_STEPS else svg.GROUND
    return _Look(LOSSES[step], ink, _PALE_EDGE if step <= 1 else "none", lines=step)


class _Icicle:
    """One drawing of blocks that stand in rows."""

    def __init__(self, tree: Tree, blocks: Sequence[Block], rows: Rows) -> None:
        self._blocks, self._rows, self._captions = blocks, rows, Captions(tree, rows)
        self._unit = _WIDTH / len(tree.parents)
        self._height = min(_HIGHEST_ROW, _HEIGHT / len(rows))
        greatest = max(block.lost_a_head for block in blocks if block.right - block.left >= _NARROWEST)
        self._scale = LossScale.up_to(greatest) if greatest else None

    def drawn(self) -> svg.Drawing:
        """Return the blocks, what is written on them, and the tiers' numbers on the left."""
        shapes, written = defaultdict[_Look, list[str]](list), defaultdict[str, list[str]](list)
        for block in self._blocks:
            look = self._look(block)
            shapes[look].append(self._shape(block))
            written[look.ink].append(self._written(block, look))
        body = [line for look, drawn in shapes.items() for line in svg.group(look.attributes, drawn)]
        for ink, drawn in written.items():
            body += svg.group(f'fill="{ink}" text-anchor="middle"', filter(None, drawn))
        numbers = [self._rows.numbered(row) for row in range(len(self._rows))]
        margin = 8 + max(map(svg.width_of, numbers))
        texts = [svg.text(number, -6, (row + 0.5) * self._height) for row, number in enumerate(numbers)]
        body += [*svg.group(f'fill="{svg.INK}" text-anchor="end"', texts), *self._torn()]
        return svg.Drawing(body, -margin, 0, _WIDTH + margin, self._height * len(self._rows))

    def legend(self, words: Words) -> list[legend.Entry]:
        """Return every look that occurs, with its words."""
        said = {0: f"◆ {words.organiser}", 1: words.subtree, LEGS: words.legs, LEAVES: words.member}
        present = {min(block.member, 1) for block in self._blocks} - ({1, LEAVES} if self._scale else set())
        entries = [
            legend.Entry(self._bare(kind).swatch(_STEPS if kind == LEGS else _BLOCK), name)
            for kind, name in said.items()
            if kind in present
        ]
        if any(self._rows.tiers(row) > 1 for row in range(len(self._rows))):
            entries.append(legend.Entry(self._bare(1).swatch(_TORN), words.torn))
        if self._scale is None:
            return entries
        steps = sorted({self._scale.step(block.lost_a_head) for block in self._blocks} - {0})
        entries.append(legend.Entry("", words.lost_a_head))
        return entries + [legend.Entry(_of_loss(s).swatch(_BLOCK), self._scale.range(s, words.amount)) for s in steps]

    def _look(self, block: Block) -> _Look:
        step = self._scale.step(block.lost_a_head) if self._scale else 0
        return _of_loss(step) if step else self._bare(block.member, block.row)

    def _bare(self, member: int, row: int = 0) -> _Look:
        """Return the look of a block without a loss; where losses are known, fills are kept for them."""
        if self._scale:
            return _Look(svg.GROUND, svg.INK, _PALE_EDGE)
        if member < 0:
            return _Look(_LEGS if member == LEGS else svg.GROUND, svg.INK, PEOPLE)
        return _Look(ORGANISER if member == 0 else _PEOPLE_BELOW if row % 2 else PEOPLE, svg.GROUND)

    def _shape(self, block: Block) -> str:
        """Return the outline of a block: of legs as broad in each row as they have people there and below."""
        left, top, gap = svg.number(block.left), svg.number(block.row * self._height), 1
        widths = [people * self._unit for people in accumulate(reversed(block.depth_people))][::-1]
        widths = [max(width - gap, 0.5) for width in widths or [block.right - block.left]]
        down = svg.number(self._height)
        steps = "".join(f"v{down}h{svg.number(next_width - width)}" for width, next_width in pairwise(widths))
        last = svg.number(self._height - gap)
        outline = f"M{left} {top}h{svg.number(widths[0])}{steps}v{last}H{left}z"
        told = svg.hover(self._captions.told(block))
        return f'<path d="{outline}">{told}</path>' if told else f'<path d="{outline}"/>'

    def _written(self, block: Block, look: _Look) -> str:
        width, top = block.right - block.left - 1, block.row * self._height
        caption = self._captions.fitting(block, width - 6)
        middle = top + (self._height + look.lines * _LINE) / 2
        text = svg.text(caption, block.left + width / 2, middle) if caption else ""
        return (look.lined(block.left, top, width) if width >= _LINED else "") + text

    def _torn(self) -> list[str]:
        """Tear off each row that holds several tiers with a jagged line at its lower edge."""
        reach = defaultdict[int, float](float)
        for block in self._blocks:
            reach[block.row] = max(reach[block.row], block.right)
        tooth = f"l{_TOOTH:g} -4l{_TOOTH:g} 4"
        paths = [
            f"M0 {svg.number((row + 1) * self._height)}{tooth * ceil(reach[row] / (2 * _TOOTH))}"
            for row in range(len(self._rows))
            if self._rows.tiers(row) > 1
        ]
        look = f'fill="none" stroke="{svg.GROUND}" stroke-width="2"'
        return [f'<path d="{"".join(paths)}" {look}/>'] if paths else []
