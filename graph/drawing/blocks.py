"""The blocks of an icicle: who stands in which, how wide each is, and what it stands for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing.rows import rows_for
from graph.drawing.tree import Tree

COLLAPSED = -1


@dataclass(slots=True)
class Block:
    """A block of row `row`, from `left` to `right`; a collapsed one reaches down to `last_row`.

    `member` heads the block; it is `COLLAPSED` for several subtrees drawn as one. `people` and `lost` (minor units)
    are all that it stands for: of a headed block his whole subtree, of a collapsed one all the subtrees in it.
    """

    member: int
    row: int
    last_row: int
    people: int = 0
    lost: int = 0
    brought_nobody: bool = False  # collapsed, and one tier deep
    left: float = 0.0
    right: float = 0.0

    @property
    def lost_a_head(self) -> int:
        """Return the money lost per person, in minor units, rounded down."""
        return self.lost // self.people


class Blocks:
    """The blocks of one tree, what is above before what is below, and the `rows` that they stand in.

    Only collapsed blocks are narrower than asked for. Blocks stand biggest first, the collapsed ones last. Several
    tiers of a deep tree share a row: its blocks are those of its first tier, the others stand in them.

    Complexity: O(n), with at most *rows* times *width* / *narrowest* blocks that somebody heads.
    """

    def __init__(self, tree: Tree, *, width: float, narrowest: float, rows: int) -> None:
        """Fill the blocks of *tree*, drawn *width* wide."""
        self._tree, self._scale = tree, width / len(tree.parents)
        self._least = narrowest / self._scale
        self._people, self._lost = _sums(tree)
        self.rows = rows_for(self._changes(), rows)
        self._below: defaultdict[int, list[int]] = defaultdict(list)
        self.blocks = [Block(0, 0, 0, self._people[0], self._lost[0], right=width)]
        self._fill()
        self._place()

    def _changes(self) -> list[int]:
        """Count for each tier the wide blocks that begin or end there and do not just continue one above."""
        tree, people, least = self._tree, self._people, self._least
        continued = [0] * len(people)
        for member, parent in enumerate(tree.parents):
            if member and people[member] >= least:
                continued[parent] += 1
        changes = [0] * (tree.tiers + 1)
        for member, depth in enumerate(tree.depths):
            if people[member] >= least and continued[member] != 1:
                changes[depth + 1] += continued[member] or 1
        return changes[:-1]

    def _fill(self) -> None:
        """Put everybody into a block; parents come before those whom they brought."""
        tree, people, least = self._tree, self._people, self._least
        row_of_tier, starts = self.rows.of_each_tier(), set(self.rows.starts)
        home = [0] * len(people)
        for member in range(1, len(people)):
            above, tier = home[tree.parents[member]], tree.depths[member]
            block = self.blocks[above]
            if block.member == COLLAPSED:
                block.brought_nobody = False
                block.last_row = max(block.last_row, row_of_tier[tier])
            elif tier in starts:
                is_wide = people[member] >= least
                above = self._headed(member, above) if is_wide else self._collapsed(member, above)
            home[member] = above

    def _headed(self, member: int, above: int) -> int:
        row = self.blocks[above].row + 1
        return self._append(Block(member, row, row, self._people[member], self._lost[member]), above)

    def _collapsed(self, member: int, above: int) -> int:
        """Add *member*'s subtree to the collapsed block below *above*."""
        row, below = self.blocks[above].row + 1, self._below[above]
        last = next((number for number in reversed(below) if self.blocks[number].member == COLLAPSED), None)
        number = self._append(Block(COLLAPSED, row, row, brought_nobody=True), above) if last is None else last
        block = self.blocks[number]
        block.people += self._people[member]
        block.lost += self._lost[member]
        return number

    def _append(self, block: Block, above: int) -> int:
        self.blocks.append(block)
        self._below[above].append(len(self.blocks) - 1)
        return len(self.blocks) - 1

    def _place(self) -> None:
        for number, block in enumerate(self.blocks):
            left = block.left
            below = [self.blocks[other] for other in self._below.get(number, ())]
            for other in sorted(below, key=lambda block: (block.member == COLLAPSED, -block.people)):
                other.left, left = left, left + other.people * self._scale
                other.right = left


def _sums(tree: Tree) -> tuple[Sequence[int], Sequence[int]]:
    """Return the people in, and the money lost by, the subtree of each member."""
    people = [1] * len(tree.parents)
    lost = [max(person.lost or 0, 0) for person in tree.people] or [0] * len(people)
    for member in range(len(people) - 1, 0, -1):
        parent = tree.parents[member]
        people[parent] += people[member]
        lost[parent] += lost[member]
    return people, lost
