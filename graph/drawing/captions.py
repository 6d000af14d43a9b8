"""What is written on the blocks of an icicle, and what they say when pointed at."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.blocks import COLLAPSED, Block
from graph.drawing.rows import Rows
from graph.drawing.tree import Tree

_LABEL_WIDTH = 160.0
_MARKS = {0: "◆ ", COLLAPSED: "+"}


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of the blocks of *tree* that stand in *rows*; without the tree's words, labels and figures alone."""

    tree: Tree
    rows: Rows

    def fitting(self, block: Block, width: float) -> str:
        """Return the longest caption that fits into *width*; at the least the number of people, or nothing."""
        return next((caption for caption in self._longest_first(block) if svg.width_of(caption) <= width), "")

    def _longest_first(self, block: Block) -> Iterator[str]:
        words, mark = self.tree.words, _MARKS.get(block.member, "")
        people = mark + (words.number(block.people) if words else str(block.people))
        facts = [svg.shortened(self._label(block), _LABEL_WIDTH), people, self._kind(block), self._lost(block)]
        facts = [fact for fact in facts if fact]
        for kept in range(len(facts), 0, -1):
            yield " · ".join(facts[:kept])
        yield people

    def told(self, block: Block) -> str:
        """Return what shows for who points at the block."""
        words = self.tree.words
        if words is None:
            return self._label(block)
        role = words.organiser if block.member == 0 else words.legs if block.member == COLLAPSED else ""
        tier, people = words.tier(self.rows.starts[block.row] + 1), words.people(block.people)
        facts = (self._label(block), role, tier, people, self._kind(block), self._lost(block))
        return " · ".join(fact for fact in facts if fact)

    def _label(self, block: Block) -> str:
        return "" if block.member == COLLAPSED else self.tree.person(block.member).label

    def _kind(self, block: Block) -> str:
        """Return that nobody in the block brought anybody, or how many tiers it stands for."""
        words, tiers = self.tree.words, self.rows.tiers(block.row)
        if words is None:
            return ""
        if block.member == COLLAPSED:
            return words.member if block.brought_nobody else ""
        return words.tiers_alike(tiers) if tiers > 1 else ""

    def _lost(self, block: Block) -> str:
        words = self.tree.words
        return f"{words.lost_a_head} {words.amount(block.lost_a_head)}" if words and block.lost_a_head > 0 else ""
