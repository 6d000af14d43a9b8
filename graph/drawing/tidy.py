"""Tidy layered layout: where each member stands in his tier.

Reingold and Tilford's drawing in linear time, after Buchheim, Jünger and Leipert (2002): subtrees stand as close as
their outlines allow, parents stand above the middle of their children, and smaller subtrees between larger ones
are spread evenly. Nothing recurses, so depth does not matter.
"""

from collections.abc import Callable, Sequence

Gap = Callable[[int, int], float]


def children_of(parents: Sequence[int]) -> list[list[int]]:
    """Return each member's recruits, in order."""
    children: list[list[int]] = [[] for _ in parents]
    for member, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(member)
    return children


def tidy(parents: Sequence[int], gap: Gap) -> list[float]:
    """Return the position of every member across his tier; the leftmost is at 0.

    Args:
        parents: parents[i] < i is who brought i, -1 for the organiser at 0.
        gap: the least distance between two neighbours of one tier, left and right.

    Complexity: O(n).
    """
    outlines = _Outlines(children_of(parents), gap)
    for member in range(len(parents) - 1, -1, -1):
        outlines.place_children(member)
    return outlines.positions(parents)


class _Outlines:
    """The state of the layout; names follow the paper.

    `prelim` is a position among siblings, `mod` moves all below, `thread` continues an outline where a subtree
    ends, `shift` and `change` hold moves of siblings not yet carried out.
    """

    def __init__(self, children: list[list[int]], gap: Gap) -> None:
        people = len(children)
        self.children, self.gap = children, gap
        self.order = [0] * people  # place among the siblings
        for siblings in children:
            for place, member in enumerate(siblings):
                self.order[member] = place
        self.prelim = [0.0] * people
        self.mod = [0.0] * people
        self.middle = [0.0] * people  # above the children, once they are placed
        self.shift = [0.0] * people
        self.change = [0.0] * people
        self.thread = [-1] * people
        self.ancestor = list(range(people))

    def place_children(self, parent: int) -> None:
        """Set the children of *parent*, whose own subtrees are complete, side by side."""
        siblings = self.children[parent]
        if not siblings:
            return
        default = siblings[0]
        for place, member in enumerate(siblings):
            if place == 0:
                self.prelim[member] = self.middle[member]
                continue
            left = siblings[place - 1]
            self.prelim[member] = self.prelim[left] + self.gap(left, member)
            if self.children[member]:
                self.mod[member] = self.prelim[member] - self.middle[member]
            default = self._part(siblings, member, default)
        self._carry_out_shifts(siblings)
        self.middle[parent] = (self.prelim[siblings[0]] + self.prelim[siblings[-1]]) / 2

    def positions(self, parents: Sequence[int]) -> list[float]:
        """Sum the moves from the organiser down."""
        across = [self.middle[0]] * len(parents)
        for member in range(1, len(parents)):
            moved = self.mod[parents[member]]
            across[member] = self.prelim[member] + moved
            self.mod[member] += moved
        leftmost = min(across)
        return [position - leftmost for position in across]

    def _part(self, siblings: Sequence[int], member: int, default: int) -> int:
        """Move *member*'s subtree right until its outline clears those of all siblings before it."""
        first = siblings[0]
        inner_left, outer_left = siblings[self.order[member] - 1], first
        inner_right = outer_right = member
        sum_inner_left, sum_outer_left = self.mod[inner_left], self.mod[outer_left]
        sum_inner_right = sum_outer_right = self.mod[member]
        below_left, below_right = self._last(inner_left), self._first(inner_right)
        while below_left >= 0 and below_right >= 0:
            inner_left, inner_right = below_left, below_right
            outer_left, outer_right = self._first(outer_left), self._last(outer_right)
            self.ancestor[outer_right] = member
            overlap = (
                (self.prelim[inner_left] + sum_inner_left)
                - (self.prelim[inner_right] + sum_inner_right)
                + self.gap(inner_left, inner_right)
            )
            if overlap > 0:
                self._move(self._sibling_above(inner_left, siblings, default), member, overlap)
                sum_inner_right += overlap
                sum_outer_right += overlap
            sum_inner_left += self.mod[inner_left]
            sum_inner_right += self.mod[inner_right]
            sum_outer_left += self.mod[outer_left]
            sum_outer_right += self.mod[outer_right]
            below_left, below_right = self._last(inner_left), self._first(inner_right)
        if below_left >= 0 and self._last(outer_right) < 0:
            self.thread[outer_right] = below_left
            self.mod[outer_right] += sum_inner_left - sum_outer_right
        if below_right >= 0 and self._first(outer_left) < 0:
            self.thread[outer_left] = below_right
            self.mod[outer_left] += sum_inner_right - sum_outer_left
            default = member
        return default

    def _first(self, member: int) -> int:
        """Return the next member down the left outline, -1 at its end."""
        return self.children[member][0] if self.children[member] else self.thread[member]

    def _last(self, member: int) -> int:
        """Return the next member down the right outline, -1 at its end."""
        return self.children[member][-1] if self.children[member] else self.thread[member]

    def _sibling_above(self, member: int, siblings: Sequence[int], default: int) -> int:
        above = self.ancestor[member]
        place = self.order[above]
        return above if place < len(siblings) and siblings[place] == above else default

    def _move(self, left: int, right: int, distance: float) -> None:
        """Move the subtree of *right*, and note that those between *left* and it follow in part."""
        change = distance / (self.order[right] - self.order[left])
        self.change[right] -= change
        self.shift[right] += distance
        self.change[left] += change
        self.prelim[right] += distance
        self.mod[right] += distance

    def _carry_out_shifts(self, siblings: Sequence[int]) -> None:
        shift = change = 0.0
        for member in reversed(siblings):
            self.prelim[member] += shift
            self.mod[member] += shift
            change += self.change[member]
            shift += self.shift[member] + change
