"""Icicle drawing: a tier is a row, a subtree as wide as it has people, and what is too narrow is collapsed.

The tree keeps its outline at any size: a long chain is a wedge, a star one broad row, a pyramid a staircase. Of a
deep tree several tiers share a row, torn off from the next by a jagged line.
"""

from collections import defaultdict
from itertools import accumulate, pairwise
from math import ceil

from graph.drawing import svg
from graph.drawing.blocks import LEAVES, LEGS, Block, Blocks
from graph.drawing.captions import Captions
from graph.drawing.legend import Entry, with_legend
from graph.drawing.looks import BLOCK, STEPS, TORN, Look, of_loss, without_loss
from graph.drawing.loss import LossScale
from graph.drawing.tree import Tree
from graph.drawing.words import Words

_WIDTH = 840.0
_NARROWEST = 3.0
_MOST_BLOCKS = 4000  # of about 150 bytes each
_MOST_ROWS = 36
_HIGHEST_ROW = 36.0
_HEIGHT = 900.0
_WHITE = 1.0  # between blocks
_TALLIED = 20.0  # narrower blocks have no strokes
_TOOTH = 6.0  # half a tooth of the jagged line


def icicle(tree: Tree) -> svg.Drawing:
    """Draw *tree* as an icicle; blocks carry their number of people, pale ones are collapsed subtrees."""
    narrowest = _NARROWEST
    content = Blocks(tree, width=_WIDTH, narrowest=narrowest, rows=_MOST_ROWS)
    while len(content.blocks) > _MOST_BLOCKS:
        narrowest *= 1.5
        content = Blocks(tree, width=_WIDTH, narrowest=narrowest, rows=_MOST_ROWS)
    drawing = _Icicle(tree, content)
    return with_legend(drawing.drawn(), drawing.legend(tree.words) if tree.words else ())


class _Icicle:
    """One drawing of blocks that stand in rows."""

    def __init__(self, tree: Tree, content: Blocks) -> None:
        self._blocks, self._rows, self._captions = content.blocks, content.rows, Captions(tree, content.rows)
        self._unit = _WIDTH / len(tree.parents)
        self._height = min(_HIGHEST_ROW, _HEIGHT / len(self._rows))
        greatest = max(block.lost_a_head for block in self._blocks if block.right - block.left >= _NARROWEST)
        self._scale = LossScale.up_to(greatest) if greatest else None

    def drawn(self) -> svg.Drawing:
        """Return the blocks, what is written on them, and the tiers' numbers on the left."""
        shapes, written = defaultdict[Look, list[str]](list), defaultdict[str, list[str]](list)
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
        body += [*svg.group(f'fill="{svg.INK}" text-anchor="end"', texts), *self._tears()]
        return svg.Drawing(body, -margin, 0, _WIDTH + margin, self._height * len(self._rows))

    def legend(self, words: Words) -> list[Entry]:
        """Return every look that occurs, with its words."""
        entries = [Entry(look.swatch(outline), said) for look, outline, said in self._kinds(words)]
        if any(self._rows.tiers(row) > 1 for row in range(len(self._rows))):
            entries.append(Entry(self._bare(1).swatch(TORN), words.torn))
        if self._scale is None:
            return entries
        steps = sorted({self._scale.step(block.lost_a_head) for block in self._blocks} - {0})
        losses = [Entry(of_loss(step).swatch(), self._scale.range(step, words.amount)) for step in steps]
        return [*entries, Entry("", words.lost_a_head), *losses]

    def _kinds(self, words: Words) -> list[tuple[Look, str, str]]:
        """Return look, outline and name of each kind of block; where money was lost, of those told by outline."""
        kinds = [
            (0, BLOCK, f"◆ {words.organiser}"),
            (1, BLOCK, words.subtree),
            (LEGS, STEPS, words.legs),
            (LEAVES, BLOCK, words.member),
        ]
        present = {min(block.member, 1) for block in self._blocks}
        if self._scale:
            present &= {0, LEGS}
        return [(self._bare(kind), outline, said) for kind, outline, said in kinds if kind in present]

    def _look(self, block: Block) -> Look:
        step = self._scale.step(block.lost_a_head) if self._scale else 0
        return of_loss(step) if step else self._bare(block.member, block.row)

    def _bare(self, member: int, row: int = 0) -> Look:
        return without_loss(member, row, is_lossy=self._scale is not None)

    def _shape(self, block: Block) -> str:
        """Return the outline of a block: of legs as broad in each row as they have people there and below."""
        people = [*accumulate(reversed(block.depth_people))][::-1] or [block.people]
        widths = [max(count * self._unit - _WHITE, 0.5) for count in people]
        down, last = svg.number(self._height), svg.number(self._height - _WHITE)
        steps = "".join(f"v{down}h{svg.number(below - width)}" for width, below in pairwise(widths))
        left, top = svg.number(block.left), svg.number(block.row * self._height)
        outline = f"M{left} {top}h{svg.number(widths[0])}{steps}v{last}H{left}z"
        return svg.element("path", f'd="{outline}"', self._captions.told(block))

    def _written(self, block: Block, look: Look) -> str:
        """Return the strokes that repeat the loss and beside them the longest caption that fits."""
        left, right, top = block.left, block.right - _WHITE, block.row * self._height
        tally = ""
        if right - left >= _TALLIED:
            tally, left = look.tally(left, top, self._height), left + look.tally_width
        caption = self._captions.fitting(block, right - left - 6)
        return tally + (svg.text(caption, (left + right) / 2, top + self._height / 2) if caption else "")

    def _tears(self) -> list[str]:
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
