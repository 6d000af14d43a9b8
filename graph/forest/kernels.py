"""The loops over a whole forest or a long line, as plain functions over integers.

Each works on `array.array` as it stands, and as machine code on the same memory (see `graph.forest.compiled`); both
give the same result. Members are numbers, `parent[i]` is -1 for an organiser. None of them calls another. What
they fill is handed in by place, for machine code takes no keywords.
"""

from typing import Protocol


class Ints(Protocol):
    """Integers that a kernel reads and writes in place."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> int: ...
    def __setitem__(self, place: int, value: int, /) -> None: ...


def grow(parent: Ints, size: Ints, height: Ints, lower: int) -> None:
    """Add the subtree of *lower*, just attached, to the size and height of everybody above."""
    people, tiers = size[lower], height[lower] + 1
    above = parent[lower]
    while above >= 0 and height[above] < tiers:
        size[above] += people
        height[above] = tiers
        tiers += 1
        above = parent[above]
    while above >= 0:  # above one who is tall enough nobody grows taller
        size[above] += people
        above = parent[above]


def ancestor(parent: Ints, member: int, tiers: int) -> int:
    """Return who stands *tiers* above *member*, who is at least so deep."""
    for _ in range(tiers):
        member = parent[member]
    return member


def first_stray(parent: Ints) -> int:
    """Return the first member whose parent is neither a member nor -1, -1 when there is none."""
    for member in range(len(parent)):
        if not -1 <= parent[member] < len(parent):
            return member
    return -1


def settle_in_order(  # noqa: PLR0917 - see the module
    parent: Ints, root: Ints, depth: Ints, size: Ints, height: Ints, recruits: Ints
) -> bool:
    """Fill all but *parent*, given as zeros, in two sweeps; stop, False, at a parent who does not come before."""
    people = len(parent)
    for member in range(people):
        above = parent[member]
        size[member] = 1
        if above == -1:
            root[member] = member
        elif 0 <= above < member:
            root[member] = root[above]
            depth[member] = depth[above] + 1
        else:
            return False
    for member in range(people - 1, -1, -1):
        above = parent[member]
        if above >= 0:
            size[above] += size[member]
            recruits[above] += 1
            if height[above] <= height[member]:
                height[above] = height[member] + 1
    return True


def climb(parent: Ints, root: Ints, depth: Ints, line: Ints) -> int:
    """Fill root, given as -1, and depth by climbing from everybody to the first whose root is known.

    Returns -1, or a member in or below a circle. *line* is room to remember the way.
    """
    for start in range(len(parent)):
        member, steps = start, 0
        while root[member] == -1 and parent[member] >= 0:
            root[member] = -2  # on the way
            line[steps] = member
            steps += 1
            member = parent[member]
        if root[member] == -2:
            return member
        if parent[member] < 0:
            root[member] = member
            depth[member] = 0
        top, tiers = root[member], depth[member]
        while steps > 0:
            steps -= 1
            tiers += 1
            root[line[steps]] = top
            depth[line[steps]] = tiers
    return -1


def tier_by_tier(root: Ints, depth: Ints, top: int, places: Ints, order: Ints) -> None:
    """Put everybody whose root is *top*, or of all trees if it is -1, into *order*, small numbers first in each tier.

    *places* are zeros, at least one more than there are tiers.
    """
    for member in range(len(root)):
        if top < 0 or top == root[member]:
            places[depth[member] + 1] += 1
    for tier in range(1, len(places)):
        places[tier] += places[tier - 1]
    for member in range(len(root)):
        if top < 0 or top == root[member]:
            order[places[depth[member]]] = member
            places[depth[member]] += 1


def pile(parent: Ints, order: Ints, size: Ints, height: Ints, recruits: Ints) -> None:
    """Fill size, height and recruits from the end of *order*, in which parents come before their children."""
    for member in range(len(parent)):
        size[member] = 1
        height[member] = recruits[member] = 0
    for place in range(len(parent) - 1, -1, -1):
        member = order[place]
        above = parent[member]
        if above >= 0:
            size[above] += size[member]
            recruits[above] += 1
            height[above] = max(height[above], height[member] + 1)


def point_to_roots(root: Ints, pointer: Ints, roots: Ints) -> int:
    """Point everybody to his root, roots to ~place in *roots*; return how many roots there are."""
    count = 0
    for member in range(len(root)):
        if root[member] == member:
            roots[count] = member
            pointer[member] = ~count
            count += 1
        else:
            pointer[member] = root[member]
    return count


def sum_trees(  # noqa: PLR0917 - see the module
    root: Ints,
    depth: Ints,
    recruits: Ints,
    pointer: Ints,
    people: Ints,
    depth_sum: Ints,
    recruiters: Ints,
    top_recruits: Ints,
) -> None:
    """Add everybody to the sums of his tree, given as zeros; `pointer` of its root is ~place."""
    for member in range(len(root)):
        place = ~pointer[root[member]]
        people[place] += 1
        depth_sum[place] += depth[member]
        if recruits[member] > 0:
            recruiters[place] += 1
            top_recruits[place] = max(top_recruits[place], recruits[member])


LINKED, MERGED, DUPLICATE, EXTRA, CYCLE = range(5)


def link(  # noqa: PLR0917 - see the module
    upper: Ints, lower: Ints, known: int, parent: Ints, leader: Ints, outcome: Ints
) -> None:
    """Enter the edges *upper* -> *lower* one after the other into *parent*; say of each what came of it.

    Members from *known* on are numbered as the edges name them. *leader* is a union-find forest: another member of the
    same tree, or -people where the tree is led from. EXTRA and CYCLE may be edges that were set aside before.
    """
    for edge in range(len(upper)):
        above, below = upper[edge], lower[edge]
        is_new = below >= known
        known = max(known, above + 1, below + 1)
        if parent[below] == above:
            outcome[edge] = DUPLICATE
            continue
        if parent[below] >= 0:
            outcome[edge] = EXTRA
            continue
        while leader[above] >= 0:
            if leader[leader[above]] >= 0:
                leader[above] = leader[leader[above]]
            above = leader[above]
        while leader[below] >= 0:
            if leader[leader[below]] >= 0:
                leader[below] = leader[leader[below]]
            below = leader[below]
        if above == below:
            outcome[edge] = CYCLE
            continue
        parent[lower[edge]] = upper[edge]
        outcome[edge] = LINKED if is_new else MERGED
        if leader[above] > leader[below]:
            above, below = below, above
        leader[above] += leader[below]
        leader[below] = above


def lead(pointer: Ints, people: Ints, leader: Ints) -> None:
    """Turn pointers that end in ~slot into what `link` takes; members beyond them lead themselves."""
    for member in range(len(leader)):
        if member >= len(pointer):
            leader[member] = -1
        elif pointer[member] >= 0:
            leader[member] = pointer[member]
        else:
            leader[member] = -people[~pointer[member]]


def see_first(upper: Ints, lower: Ints, times: Ints, first_seen: Ints) -> None:
    """Put the earliest known time of an edge that names him beside everybody; 0 is no time."""
    for edge in range(len(times)):
        at = times[edge]
        if at > 0:
            for member in (upper[edge], lower[edge]):
                if first_seen[member] == 0 or at < first_seen[member]:
                    first_seen[member] = at
