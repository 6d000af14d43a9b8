"""The blocks of an icicle: who stands in which, how wide each is, and what it stands for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.drawing.rows import rows_for
from graph.drawing.tree import Tree

LEGS = -1
LEAVES = -2


@dataclass(slots=True)
class Block:
    """A block whose upper edge is that of row `row`, from `left` to `right`.

    `member` heads the block; it is `LEGS` for several subtrees drawn as one, and `LEAVES` for several people who
    brought nobody. `people` and `lost` (minor units) are all that it stands for: of a headed block the whole subtree,
    of a collapsed one all the subtrees in it. `depth_people` are the people of a collapsed one, row by row.
    """

    member: int
    row: int
    people: int = 0
    lost: int = 0
    depth_people: list[int] = field(default_factory=list[int])
    left: float = 0.0
    right: float = 0.0

    @property
    def is_collapsed(self) -> bool:
        """Return whether nobody heads the block."""
        return self.member < 0

    @property
    def lost_a_head(self) -> int:
        """Return the money lost per person, in minor units, rounded down."""
        return self.lost // self.people


class Blocks:
    """The blocks of one tree, what is above before what is below, and the `rows` that they stand in.

    Only collapsed blocks are narrower than asked for. Blocks stand biggest first, then legs, then leaves. Several
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
        self._collapsed_below: dict[tuple[int, int], int] = {}
        self.blocks = [Block(0, 0, self._people[0], self._lost[0], right=width)]
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
            if tier in starts and not block.is_collapsed:
                is_wide = people[member] >= least
                above = self._headed(member, above) if is_wide else self._collapsed(member, above)
                block = self.blocks[above]
            if block.is_collapsed:
                block.depth_people += [0] * (row_of_tier[tier] - block.row + 1 - len(block.depth_people))
                block.depth_people[row_of_tier[tier] - block.row] += 1
            home[member] = above

    def _headed(self, member: int, above: int) -> int:
        return self._append(Block(member, self.blocks[above].row + 1, self._people[member], self._lost[member]), above)

    def _collapsed(self, member: int, above: int) -> int:
        """Add *member*'s subtree to the legs or leaves below *above*."""
        kind = LEGS if self._tree.recruits[member] else LEAVES
        number = self._collapsed_below.get((above, kind))
        if number is None:
            number = self._append(Block(kind, self.blocks[above].row + 1), above)
            self._collapsed_below[above, kind] = number
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
            for other in sorted(below, key=_order):
                other.left, left = left, left + other.people * self._scale
                other.right = left


def _order(block: Block) -> tuple[int, int]:
    return max(-block.member, 0), -block.people


def _sums(tree: Tree) -> tuple[Sequence[int], Sequence[int]]:
    """Return the people in, and the money lost by, the subtree of each member."""
    people = [1] * len(tree.parents)
    lost = [max(person.lost or 0, 0) for person in tree.people] or [0] * len(people)
    for member in range(len(people) - 1, 0, -1):
        parent = tree.parents[member]
        people[parent] += people[member]
        lost[parent] += lost[member]
    return people, lost
