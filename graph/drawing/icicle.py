"""Icicle drawing: a tier is a row, a subtree as wide as it has people, and what is too narrow is collapsed.

The tree keeps its outline at any size: a long chain is a wedge, a star one broad row, a pyramid a staircase. Of a
deep tree several tiers share a row, torn off from the next by a jagged line.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from graph.drawing import legend, svg
from graph.drawing.blocks import COLLAPSED, Block, Blocks
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
_TOOTH = 6.0  # half a tooth of the jagged line
_PEOPLE_BELOW = "#1e3a8a"  # every second row
_LIGHT_STEPS = 2  # of a loss, on which dark words are read
_TORN = f'<path d="M-10 -8h20v13l-5 4l-5 -4l-5 4l-5 -4z" fill="{PEOPLE}"/>'


def icicle(tree: Tree) -> svg.Drawing:
    """Draw *tree* as an icicle; blocks carry their number of people, dashed ones are collapsed subtrees."""
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
    stroke: str
    ink: str
    is_dashed: bool = False
    lines: int = 0

    @property
    def attributes(self) -> str:
        """Return the fill and stroke of the block."""
        dashes = ' stroke-dasharray="3 2"' if self.is_dashed else ""
        return f'fill="{self.fill}" stroke="{self.stroke}"{dashes}'

    def lined(self, left: float, width: float, bottom: float) -> str:
        """Return the lines above the lower edge of a block."""
        heights = [svg.number(bottom - _LINE * line) for line in range(1, self.lines + 1)]
        path = "".join(f"M{svg.number(left)} {y}h{svg.number(width)}" for y in heights)
        return f'<path d="{path}" stroke="{self.ink}"/>' if path else ""

    def swatch(self) -> str:
        """Return a small block for the legend."""
        block = f'<rect x="-10" y="-8" width="20" height="16" {self.attributes}/>'
        return block + self.lined(-10, 20, 8)


def _of_loss(step: int) -> _Look:
    return _Look(LOSSES[step], svg.INK, svg.INK if step <= _LIGHT_STEPS else svg.GROUND, lines=step)


class _Icicle:
    """One drawing of blocks that stand in rows."""

    def __init__(self, tree: Tree, blocks: Sequence[Block], rows: Rows) -> None:
        self._blocks, self._rows, self._captions = blocks, rows, Captions(tree, rows)
        self._height = min(_HIGHEST_ROW, _HEIGHT / len(rows))
        greatest = max(block.lost_a_head for block in blocks)
        self._scale = LossScale.up_to(greatest) if greatest else None

    def drawn(self) -> svg.Drawing:
        """Return the blocks, what is written on them, and the tiers' numbers on the left."""
        shapes, written = defaultdict[_Look, list[str]](list), defaultdict[str, list[str]](list)
        for block in self._blocks:
            look = self._look(block)
            shapes[look].append(self._rectangle(block))
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
        kinds = {0: words.organiser, 1: words.subtree, COLLAPSED: words.legs}
        present = {min(block.member, 1) for block in self._blocks}
        entries = [legend.Entry(self._bare(kind).swatch(), said) for kind, said in kinds.items() if kind in present]
        if any(self._rows.tiers(row) > 1 for row in range(len(self._rows))):
            entries.append(legend.Entry(_TORN, words.torn))
        if self._scale is None:
            return entries
        steps = sorted({self._scale.step(block.lost_a_head) for block in self._blocks} - {0})
        entries.append(legend.Entry("", words.lost_a_head))
        return entries + [legend.Entry(_of_loss(s).swatch(), self._scale.range(s, words.amount)) for s in steps]

    def _look(self, block: Block) -> _Look:
        bare = self._bare(block.member, block.row)
        step = self._scale.step(block.lost_a_head) if self._scale else 0
        return replace(_of_loss(step), stroke=bare.stroke, is_dashed=bare.is_dashed) if step else bare

    def _bare(self, member: int, row: int = 0) -> _Look:
        """Return the look of a block without a loss; where losses are known, their colours are kept for them."""
        if self._scale:
            stroke = ORGANISER if member == 0 else svg.INK
            return _Look(svg.GROUND, stroke, svg.INK, is_dashed=member == COLLAPSED)
        if member == COLLAPSED:
            return _Look(svg.GROUND, PEOPLE, svg.INK, is_dashed=True)
        return _Look(ORGANISER if member == 0 else _PEOPLE_BELOW if row % 2 else PEOPLE, "none", svg.GROUND)

    def _rectangle(self, block: Block) -> str:
        left, width, top, height = self._box(block)
        place, size = f'x="{svg.number(left)}" y="{svg.number(top)}"', f'width="{svg.number(width)}"'
        return f'<rect {place} {size} height="{svg.number(height)}">{svg.hover(self._captions.told(block))}</rect>'

    def _written(self, block: Block, look: _Look) -> str:
        left, width, top, height = self._box(block)
        caption = self._captions.fitting(block, width - 6)
        lines = look.lined(left, width, top + height)
        middle = top + height / 2 - look.lines * _LINE / 2
        return lines + (svg.text(caption, left + width / 2, middle) if caption else "")

    def _box(self, block: Block) -> tuple[float, float, float, float]:
        """Return left, width, top and height of a block, less the white between blocks."""
        width = max(block.right - block.left - 1, 0.5)
        rows = block.last_row - block.row + 1
        return block.left, width, block.row * self._height, rows * self._height - 1

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
