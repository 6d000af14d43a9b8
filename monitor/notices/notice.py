"""What a recipient is told: some alerts of one group, worded in the recipient's language."""

from typing import Literal

import msgspec

from monitor.document import SeverityName

Reason = Literal["opened", "raised", "reopened", "repeated", "resolved", "test"]


class Told(msgspec.Struct, frozen=True):
    """One alert in a notice. `summary` is worded by the rule and never repeats the banned text; times are RFC 3339.

    `community` is the key of the group, empty where the alert belongs to none; `community_name` is empty until known.
    """

    alert: str
    rule: str
    name: str
    severity: SeverityName
    state: Literal["open", "resolved"]
    community: str
    subject: str
    first_time: str
    last_time: str
    count: int
    summary: str
    url: str = ""
    community_name: str = ""


class Notice(msgspec.Struct, frozen=True):
    """A message to one recipient. `key` stays the same however often it is sent; `more` alerts are only counted."""

    key: str
    recipient: str
    group: str
    reason: Reason
    time: str
    language: Literal["zh", "en"]
    alerts: tuple[Told, ...]
    more: int = 0

    def encode(self) -> bytes:
        """Return this notice as the outbox keeps it."""
        return msgspec.json.encode(self)


_decoder = msgspec.json.Decoder(Notice)


def decoded(body: bytes) -> Notice:
    """Return the notice that the outbox keeps as *body*."""
    return _decoder.decode(body)
