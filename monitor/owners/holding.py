"""What one community contributes to its owner's reach."""

import msgspec


class Holding(msgspec.Struct, frozen=True, array_like=True):
    """Who owns a community, and how many members it has had at most under this owner, at least so many.

    `owner` is the same in all communities, unlike the pseudonym of a member. A group that ended has no `members`.
    """

    community: str
    owner: str
    members: int
    at: int
