"""Accounts that are at work in several groups of one scheme."""

from collections.abc import Mapping, Sized

SEVERAL = 3  # design: friends, or two admins, often share two groups
PEOPLE = 3  # design: whoever likes a group brings a friend or two


def in_several(places: Mapping[str, Sized]) -> tuple[str, ...]:
    """Return the accounts that promote in `SEVERAL` groups at least, in order; *places* are the groups of each.

    Complexity: O(accounts).
    """
    return tuple(sorted(account for account, groups in places.items() if len(groups) >= SEVERAL))


def shared_introducers(brought: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """Return the accounts that brought `PEOPLE` people into each of `SEVERAL` groups at least, in order.

    *brought* is how many people each account brought into each group. Complexity: O(accounts and their groups).
    """
    return in_several(
        {account: [1 for people in groups.values() if people >= PEOPLE] for account, groups in brought.items()}
    )
