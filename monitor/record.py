"""What is kept of an event: no text, no plain ids - pseudonyms, signals and, where one scored, a masked excerpt."""

from collections.abc import Callable
from typing import Literal

import msgspec

from monitor.event import ActivityKind, EventType
from monitor.looks import Looks
from rules.signals import Signal

SumKind = Literal["deposit", "loss", "sale", "payout", "commission", "asked", "failed"]


class Who(msgspec.Struct, frozen=True, array_like=True):
    """Somebody, as far as is known: `id` or `name` is a pseudonym or empty.

    `looks` are kept of owner and admins, and of members who join or who send links, contacts or words about money.
    """

    id: str = ""
    name: str = ""
    role: str = ""
    looks: Looks | None = None
    verified: bool | None = None


class Promotion(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a promotional text to find its variants by, and who posted it, whatever the community."""

    fingerprint: bytes
    account: str


class Sum(msgspec.Struct, frozen=True, array_like=True):
    """Money that went into a scheme or came out of it, or that somebody asked for in vain or says to have lost there.

    `sale` is what a customer paid a named scheme for goods, `payout` a withdrawal that was paid, too; 0 fen for other
    currencies.
    """

    kind: SumKind
    fen: int = 0


class Transfer(msgspec.Struct, frozen=True, array_like=True):
    """Money that one member handed another, whatever for; red packets are none. `minor` is in minor units."""

    payer: Who
    payee: Who
    minor: int
    currency: str


class Record(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One event, ready to be judged. `at` is microseconds since 1970 UTC.

    `owner_account` is the community's owner, whatever the community, when the event tells. `paid_by` is the member
    whose money it is, `paid_to` who gets it: a commission has both, a deposit the one, a payout the other. `action` is
    what an attestation says was done, or what a label decides. `mentions` are kept where somebody was insulted.
    `settings` says of `join_approval` whether it is on, of each part of the group's page whether it is filled in.
    `reasoned` says that a reason was given for what was done, or the verdict on a report; `reason` is the one that was
    given for a measure or for what was done with a report, masked and as short as an excerpt.
    `former` are the pseudonyms that the people here had under the key before, by those of now.
    """

    id: str
    type: EventType
    at: int
    actor: Who | None = None
    target: Who | None = None
    inviter: Who | None = None
    inviter_ambiguous: bool = False
    message: str = ""
    reply_to: str = ""
    signals: tuple[Signal, ...] = ()
    excerpt: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    role: str = ""
    community_name: str = ""
    is_test: bool = False
    notice_removed: bool = False
    count: int = 0
    exact: bool = False
    people: tuple[Who, ...] = ()
    paid_by: Who | None = None
    paid_to: Who | None = None
    promotion: Promotion | None = None
    action: str = ""
    recorded: bool = False
    owner_account: str = ""
    sum: Sum | None = None
    activity: ActivityKind | None = None
    category: str = ""
    mentions: tuple[str, ...] = ()
    report: str = ""
    rejected: bool = False
    settings: dict[str, bool] | None = None
    transfer: Transfer | None = None
    reasoned: bool = False
    former: dict[str, str] | None = None
    reason: str = ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Record)

encode: Callable[[Record], bytes] = _encoder.encode
decode: Callable[[bytes], Record] = _decoder.decode
