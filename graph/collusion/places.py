"""Accounts that are at work in several groups of one scheme."""

from collections import Counter
from collections.abc import Collection, Mapping, Sized

SEVERAL = 3  # design: friends, or two admins, often share two groups
PEOPLE = 3  # design: whoever likes a group brings a friend or two


def in_several(places: Mapping[str, Sized]) -> tuple[str, ...]:
    """Return the accounts that promote in `SEVERAL` groups at least, in order; *places* are the groups of each.

    Complexity: O(accounts).
    """
    return tuple(sorted(account for account, groups in places.items() if len(groups) >= SEVERAL))


def spread(places: Mapping[str, Collection[str]]) -> int:
    """Return in how many equally popular groups accounts would be spread like this, rounded down: 1 / sum(share^2).

    Five groups that all are in count as five, a hundred of which nearly all accounts are in two as little more than
    two. 0 for nobody. Complexity: O(accounts and their groups).
    """
    sizes = Counter(group for groups in places.values() for group in groups).values()
    return sum(sizes) ** 2 // max(1, sum(size**2 for size in sizes))


def shared_introducers(brought: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """Return the accounts that brought `PEOPLE` people into each of `SEVERAL` groups at least, in order.

    *brought* is how many people each account brought into each group. Complexity: O(accounts and their groups).
    """
    return in_several(
        {account: [1 for people in groups.values() if people >= PEOPLE] for account, groups in brought.items()}
    )
