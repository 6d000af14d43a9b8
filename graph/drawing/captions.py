"""What is written on the blocks of an icicle, and what they say when pointed at."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.blocks import LEAVES, LEGS, Block
from graph.drawing.rows import Rows
from graph.drawing.tree import Tree

_LABEL_WIDTH = 160.0


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of the blocks of *tree* that stand in *rows*; without the tree's words, labels and figures alone."""

    tree: Tree
    rows: Rows

    def fitting(self, block: Block, width: float) -> str:
        """Return the longest caption that fits into *width*; at the least the number of people, or nothing."""
        return next((caption for caption in self._longest_first(block) if svg.width_of(caption) <= width), "")

    def _longest_first(self, block: Block) -> Iterator[str]:
        words, mark = self.tree.words, "+" if block.is_collapsed else "◆ " if block.member == 0 else ""
        people = words.number(block.people) if words else str(block.people)
        label = svg.shortened(self._label(block), _LABEL_WIDTH)
        facts = [fact for fact in (people, self._kind(block), self._lost(block)) if fact]
        for kept in range(len(facts), 0, -1):
            yield mark + " · ".join([label, *facts[:kept]] if label else facts[:kept])
        yield mark + people

    def told(self, block: Block) -> str:
        """Return what shows for who points at the block."""
        words = self.tree.words
        if words is None:
            return self._label(block)
        role = words.organiser if block.member == 0 else words.legs if block.member == LEGS else ""
        tier, people = words.tier(self.rows.starts[block.row] + 1), words.people(block.people)
        facts = (self._label(block), role, tier, people, self._kind(block), self._lost(block))
        return " · ".join(fact for fact in facts if fact)

    def _label(self, block: Block) -> str:
        return "" if block.is_collapsed else self.tree.person(block.member).label

    def _kind(self, block: Block) -> str:
        """Return that nobody in the block brought anybody, or how many tiers it stands for."""
        words, tiers = self.tree.words, self.rows.tiers(block.row)
        if words is None:
            return ""
        if block.member == LEAVES:
            return words.member
        return words.tiers_alike(tiers) if tiers > 1 and not block.is_collapsed else ""

    def _lost(self, block: Block) -> str:
        words = self.tree.words
        return f"{words.lost_a_head} {words.amount(block.lost_a_head)}" if words and block.lost_a_head > 0 else ""
