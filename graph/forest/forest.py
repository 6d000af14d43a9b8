"""The referral forest: who brought whom, kept exact on every invite.

The tree parent of a member is the first valid inviter. Every other invite is kept as an extra edge and counts
for no tree. Members who leave stay: their recruits still count (公通字〔2013〕37号 §1).

Root, depth and the sums of each tree are kept by `graph.forest.trees`; sizes and heights are pushed up the line of
ancestors.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from graph.forest.compiled import is_deep, is_long, run
from graph.forest.kernels import CYCLE, EXTRA, grow, link, see_first
from graph.forest.organisation import Position
from graph.forest.settle import Settled, settle, zeros
from graph.forest.state import ERASED, ForestState
from graph.forest.trees import Slots, Tree, Trees

NO_PARENT = -1
LATEST = 2**32 - 1  # February 2106
BATCH_SHARE = 100  # entering one by one costs as much as settling some hundred members


class Outcome(Enum):
    """What an invite did to the forest."""

    linked = "linked"  # a new member under an inviter
    merged = "merged"  # a known root gained an inviter: two trees became one
    duplicate = "duplicate"  # this edge was known
    extra = "extra"  # the member has another inviter: kept beside the trees
    cycle = "cycle"  # the inviter descends from the member: kept beside the trees
    self = "self"  # nobody brings himself: nothing kept


_LINKED = (Outcome.linked, Outcome.merged, Outcome.duplicate, Outcome.extra, Outcome.cycle)  # as `link` numbers them


class Forest:
    """An append-only forest of members numbered 0, 1, 2 .. in the order they were first seen.

    The arrays are for reading and are indexed by member number:

    - `parent`: who brought the member, `NO_PARENT` for an organiser
    - `size`: people in the member's subtree, himself included
    - `height`: levels below the member, 0 for one who brought nobody
    - `recruits`: how many the member brought himself
    - `first_seen`: earliest time of an invite that names him, whole seconds since 1970, 0 when no time was given

    With what `graph.forest.trees` keeps these are 28 B a member and 24 B a tree.
    """

    def __init__(self) -> None:
        self.parent = array("i")
        self.size = array("i")
        self.height = array("i")
        self.recruits = array("i")
        self.first_seen = array("I")
        self._trees = Trees()
        self._members: list[str] = []
        self._numbers: dict[str, int] = {}
        self._extras: dict[tuple[int, int], None] = {}  # a set that keeps the order of arrival
        self._left: dict[int, Position] = {}  # what counts for those who left

    def __len__(self) -> int:
        return len(self._members)

    @property
    def members(self) -> Sequence[str]:
        """The members' names by number, `ERASED` for whoever asked to be forgotten."""
        return self._members

    @property
    def trees(self) -> Mapping[int, Tree]:
        """The running sums by root, smaller root first."""
        return self._trees

    @property
    def slots(self) -> Slots:
        """The running sums of all trees in arrays, see `graph.forest.trees`."""
        return self._trees.slots

    @property
    def largest(self) -> int | None:
        """The root of the tree with the most people, the first seen among equals; None for an empty forest. O(1)."""
        return self._trees.largest

    @property
    def extras(self) -> Sequence[tuple[int, int]]:
        """The (inviter, member) edges outside the trees, in order of arrival."""
        return tuple(self._extras)

    def number(self, member: str) -> int:
        """Return the number of *member*.

        Raises:
            KeyError: nobody of that name was ever seen, or he was erased.
        """
        return self._numbers[member]

    def add(self, inviter: str, member: str, at: int = 0) -> Outcome:
        """Record that *inviter* brought *member*, in any order of arrival.

        Complexity: O(depth of the inviter), also when two trees merge.

        Args:
            inviter: who brought him.
            member: who was brought.
            at: when, whole seconds since 1970, 0 when that is not known.

        Raises:
            ValueError: one of the two is nobody, or the time is none; leave such edges out.
        """
        _check(inviter, member, at)
        if inviter == member:
            return Outcome.self
        is_new = member not in self._numbers
        upper, lower = self._seen(inviter, at), self._seen(member, at)
        if self.parent[lower] == upper or (upper, lower) in self._extras:
            return Outcome.duplicate
        if self.parent[lower] != NO_PARENT:
            self._extras[upper, lower] = None
            return Outcome.extra
        if not is_new and self.root(upper) == lower:
            self._extras[upper, lower] = None
            return Outcome.cycle
        self._attach(lower, upper)
        return Outcome.linked if is_new else Outcome.merged

    def add_many(self, invites: Iterable[tuple[str, str, int]]) -> list[Outcome]:
        """Record many (inviter, member, at) as `add` does one after the other; return what each did.

        Complexity: O(members + invites) when the batch is big, whatever the depth.

        Raises:
            ValueError: as `add` does; then nothing of them is kept.
        """
        batch = list(invites)
        for invite in batch:
            _check(*invite)
        if is_long(len(batch)) and len(batch) * BATCH_SHARE >= len(self):
            return self._add_batch(batch)
        return [self.add(*invite) for invite in batch]

    def leave(self, member: str) -> None:
        """Note that *member* left: who is brought below him from now on counts for him only once he is `paid`."""
        number = self._numbers.get(member)
        if number is not None:
            self._left[number] = self.position(number)

    def rejoin(self, member: str) -> None:
        """Note that *member* came back: everybody below him counts."""
        self._left.pop(self._numbers.get(member, NO_PARENT), None)

    def paid(self, member: str) -> None:
        """Note a commission or payout to *member*: if he had left, everybody brought until now counts for him."""
        number = self._numbers.get(member)
        if number in self._left:
            self._left[number] = self._whole(number)

    def position(self, number: int) -> Position:
        """Return what the law counts for a member: himself and those below him, and their tiers with his own.

        Who was brought after he left counts if he was paid after that (公通字〔2013〕37号 §1). Complexity: O(1).
        """
        return self._left.get(number) or self._whole(number)

    def erase(self, member: str) -> None:
        """Forget the name of *member*; his place in the tree stays. Who turns up by that name later is a new person."""
        number = self._numbers.pop(member, None)
        if number is not None:
            self._members[number] = ERASED

    def root(self, member: int) -> int:
        """Return the organiser of the member's tree, in O(log n)."""
        return self._trees.root(member)

    def depth(self, member: int) -> int:
        """Return how many tiers the member stands below the organiser, in O(log n)."""
        return self._trees.depth(member)

    def to_state(self) -> ForestState:
        """Return everything needed to rebuild the forest, as plain lists."""
        return ForestState(
            members=list(self._members),
            parents=self.parent.tolist(),
            extras=list(self._extras),
            first_seen=self.first_seen.tolist(),
            left=[(number, position.people, position.tiers) for number, position in self._left.items()],
        )

    @classmethod
    def from_state(cls, state: ForestState) -> "Forest":
        """Rebuild the forest that gave *state*, in linear time.

        Raises:
            GraphError: the state is not one that a forest gives.
        """
        state.check()
        forest = cls()
        forest.parent = array("i", state.parents)
        state.check_settled(forest._settle())
        forest.first_seen = array("I", state.first_seen or bytes(4 * len(state.members)))
        forest._members = list(state.members)
        forest._numbers = {member: number for number, member in enumerate(state.members) if member != ERASED}
        forest._extras = dict.fromkeys(state.extras)
        forest._left = {number: Position(people, tiers) for number, people, tiers in state.left}
        return forest

    def _named(self, member: str) -> int:
        """Return the number of *member*, giving him the next one if he is new."""
        number = self._numbers.setdefault(member, len(self._members))
        if number == len(self._members):
            self._members.append(member)
        return number

    def _seen(self, member: str, at: int) -> int:
        """Return the number of *member*, entering him alone if he is new."""
        number = self._named(member)
        if number == len(self.parent):
            self.parent.append(NO_PARENT)
            self.size.append(1)
            self.height.append(0)
            self.recruits.append(0)
            self.first_seen.append(at)
            self._trees.plant()
        elif at and not 0 < self.first_seen[number] <= at:
            self.first_seen[number] = at
        return number

    def _attach(self, lower: int, upper: int) -> None:
        """Hang the tree of the root *lower* under *upper*, a member of another tree."""
        self.parent[lower] = upper
        self.recruits[upper] += 1
        depth = self._trees.join(lower, upper, self.recruits[upper])
        run(is_deep(depth), grow, self.parent, self.size, self.height, lower)

    def _add_batch(self, batch: Sequence[tuple[str, str, int]]) -> list[Outcome]:
        """Link all first, then work out everything else in one pass."""
        known, upper, lower, times = len(self), array("i"), array("i"), array("I")
        for inviter, member, at in batch:
            if inviter != member:
                upper.append(self._named(inviter))
                lower.append(self._named(member))
                times.append(at)
        fresh = len(self) - known
        self.parent.extend(array("i", (NO_PARENT,)) * fresh)
        self.first_seen.extend(array("I", bytes(4 * fresh)))
        outcome, long = zeros(len(upper)), is_long(len(upper))
        run(long, link, upper, lower, known, self.parent, self._trees.leaders(fresh), outcome)
        run(long, see_first, upper, lower, times, self.first_seen)
        self._settle()
        done = iter([self._beside(*edge) for edge in zip(outcome, upper, lower, strict=True)])
        return [Outcome.self if inviter == member else next(done) for inviter, member, _ in batch]

    def _beside(self, outcome: int, upper: int, lower: int) -> Outcome:
        """Set an edge aside that `link` linked not; say what became of it."""
        if outcome in {EXTRA, CYCLE}:
            if (upper, lower) in self._extras:
                return Outcome.duplicate
            self._extras[upper, lower] = None
        return _LINKED[outcome]

    def _settle(self) -> Settled:
        """Work out from `parent` everything that follows from it."""
        settled = settle(self.parent)
        self.size, self.height, self.recruits = settled.size, settled.height, settled.recruits
        self._trees = Trees.of(settled)
        return settled

    def _whole(self, number: int) -> Position:
        return Position(self.size[number], self.height[number] + 1)


def _check(inviter: str, member: str, at: int) -> None:
    if not (inviter and member):
        raise ValueError(f"nobody is no edge: {inviter!r} -> {member!r}")
    if not 0 <= at <= LATEST:
        raise ValueError(f"{inviter!r} -> {member!r} at {at}: no whole seconds since 1970")
