"""Icicle drawing: a tier is a row, a subtree as wide as it has people, and what is too narrow is collapsed.

The tree keeps its outline at any size: a long chain is a wedge, a star one broad row, a pyramid a staircase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from graph.drawing import svg
from graph.drawing.tidy import children_of
from graph.xml import escaped

COLLAPSED = -1
_WIDTH = 1200.0
_HEIGHT = 900.0
_NARROWEST = 4.0
_ROW = 36.0
_READABLE_ROW = 15.0
_SCALE = 32.0  # room for the tier numbers on the left


@dataclass(frozen=True, slots=True)
class Cell:
    """A block from `left` to `right`, over `tiers` rows from `tier` on, that stands for `people`.

    `member` heads the block; it is `COLLAPSED` for several subtrees drawn as one.
    """

    left: float
    right: float
    tier: int
    tiers: int
    people: int
    member: int


def cells(parents: Sequence[int], width: float, narrowest: float) -> list[Cell]:
    """Return the blocks of a tree drawn *width* wide; only collapsed ones are narrower than *narrowest*.

    Recruits stand biggest subtree first, so that the narrow ones are neighbours and collapse into one block.

    Args:
        parents: parents[i] < i is who brought i, -1 for the organiser at 0.

    Complexity: O(n log n).
    """
    people, heights = _sizes(parents)
    children, scale = children_of(parents), width / len(parents)
    blocks = [Cell(0.0, width, 0, 1, people[0], 0)]
    for block in blocks:  # grows while it is walked
        if block.member == COLLAPSED:
            continue
        left, tier = block.left, block.tier + 1
        recruits = sorted(children[block.member], key=people.__getitem__, reverse=True)
        wide = [recruit for recruit in recruits if people[recruit] * scale >= narrowest]
        for recruit in wide:
            blocks.append(Cell(left, left + people[recruit] * scale, tier, 1, people[recruit], recruit))
            left = blocks[-1].right
        if narrow := recruits[len(wide) :]:
            count, tiers = sum(people[other] for other in narrow), 1 + max(heights[other] for other in narrow)
            blocks.append(Cell(left, left + count * scale, tier, tiers, count, COLLAPSED))
    return blocks


def icicle(parents: Sequence[int], labels: Sequence[str]) -> svg.Drawing:
    """Draw a tree as an icicle; blocks carry their number of people, dashed ones are collapsed subtrees.

    Args:
        parents: parents[i] < i is who brought i, -1 for the organiser at 0.
        labels: one a person, or none at all.
    """
    blocks = cells(parents, _WIDTH, _NARROWEST)
    tiers = max(block.tier + block.tiers for block in blocks)
    row = min(_ROW, _HEIGHT / tiers)
    body = [_rectangle(block, row) for block in blocks]
    if row >= _READABLE_ROW:
        body += [_caption(block, row, labels) for block in blocks]
    return svg.Drawing([*body, *_tier_numbers(tiers, row)], -_SCALE, 0, _WIDTH + _SCALE, tiers * row)


def _rectangle(block: Cell, row: float) -> str:
    gap = 1.0 if row >= 8 else 0.0  # the white between blocks; in thin rows it would wash the colour out
    if block.member == COLLAPSED:
        look = f'fill="{svg.GROUND}" stroke="{svg.PEOPLE}" stroke-dasharray="3 2"'
    elif block.member == 0:
        look = f'fill="{svg.ORGANISER}"'
    else:
        look = f'fill="{svg.PEOPLE_BELOW if block.tier % 2 else svg.PEOPLE}"'
    width, height = max(block.right - block.left - gap, 1.0), block.tiers * row - gap
    corner = f'x="{svg.number(block.left)}" y="{svg.number(block.tier * row)}"'
    return f'<rect {corner} width="{svg.number(width)}" height="{svg.number(height)}" {look}/>'


def _caption(block: Cell, row: float, labels: Sequence[str]) -> str:
    """Return the widest text that fits the block: mark, name and people, or people alone, or nothing."""
    mark = {0: "◆ ", COLLAPSED: "+"}.get(block.member, "")
    short = f"{mark}{block.people}"
    name = labels[block.member] if labels and block.member != COLLAPSED else ""
    long = f"{mark}{name} · {block.people}" if name else short
    fitting = [text for text in (long, short) if svg.width_of(text) + 4 <= block.right - block.left]
    if not fitting:
        return ""
    x, y = svg.number((block.left + block.right) / 2), svg.number((block.tier + block.tiers / 2) * row + 4)
    colour = svg.INK if block.member == COLLAPSED else svg.GROUND
    return f'<text x="{x}" y="{y}" text-anchor="middle" fill="{colour}">{escaped(fitting[0])}</text>'


def _tier_numbers(tiers: int, row: float) -> list[str]:
    """Number the tiers on the left as the law counts them, the organiser's own first."""
    step = ceil(_READABLE_ROW / row)
    return [
        f'<text x="-6" y="{svg.number((tier + 0.5) * row + 4)}" text-anchor="end" fill="{svg.INK}">{tier + 1}</text>'
        for tier in range(0, tiers, step)
    ]


def _sizes(parents: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return people in, and levels below, the subtree of each member."""
    people, heights = [1] * len(parents), [0] * len(parents)
    for member in range(len(parents) - 1, 0, -1):
        parent = parents[member]
        people[parent] += people[member]
        heights[parent] = max(heights[parent], heights[member] + 1)
    return people, heights
