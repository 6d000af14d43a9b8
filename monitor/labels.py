"""What moderators decide about messages, in the classes of 网络信息内容生态治理规定."""

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

Illegal = Literal[  # §6 (一)-(十一); (九) in three, (十一) in five with what other laws forbid
    "constitution",
    "national_security",
    "national_honour",
    "heroes",
    "terrorism",
    "ethnic_hatred",
    "cult",
    "rumour",
    "obscenity",
    "gambling",
    "violence",
    "defamation",
    "fraud",
    "pyramid_selling",
    "personal_data",
    "account_trade",
    "other_illegal",
]
Harmful = Literal[  # §7 (一)-(九)
    "clickbait",
    "gossip",
    "disaster_remarks",
    "sexual_hints",
    "gore",
    "discrimination",
    "vulgarity",
    "harm_to_minors",
    "other_harmful",
]
Category = Literal[Illegal, Harmful, "ad"]
ILLEGAL: frozenset[str] = frozenset(get_args(Illegal))
HARMFUL: frozenset[str] = frozenset(get_args(Harmful))
_CATEGORIES: tuple[Category, ...] = get_args(Category)
CATEGORIES: Mapping[str, Category] = {name: name for name in _CATEGORIES}


class Label(msgspec.Struct, frozen=True):
    """A moderator's decision about a message: what it is, or that it is not what it was taken for."""

    item_id: str
    category: Category
    verdict: Literal["confirmed", "overturned"]
