"""What one line of a chain of evidence says."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from rules.facts import Value

Kind = Literal[
    "finding", "handled", "report", "case", "label", "silence", "appeal", "reveal", "erasure", "hold", "retention"
]


class Exhibit(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event behind a finding or a deed, with the masked excerpt that is kept of it; spans are code points in it."""

    event: str
    excerpt: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    community: str = ""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step, as it is committed to: what was found, or what somebody did about it, why, and when.

    `at` is microseconds since 1970: event time of what the stream tells, the clock's time of what a moderator does.
    `subject` is what it is about (`member:`, `community:`, `scheme:`), `reference` the finding, message, report, alert
    or case number that it belongs to, `by` the pseudonym or the API key's name of who acted. `action` and `reason` are
    what was done and why, `minutes` how long it had waited, `in_time` whether that was soon enough, `recorded` whether
    reason and digest of the evidence came with it. `audience` is who may see a finding, `communities` where it
    was made when it is about several.
    """

    kind: Kind
    at: int
    subject: str
    reference: str = ""
    rule: str = ""
    version: int = 0
    severity: int = 0
    audience: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    values: dict[str, Value] = {}
    by: str = ""
    action: str = ""
    reason: str = ""
    minutes: int | None = None
    in_time: bool | None = None
    recorded: bool = False

    def names(self) -> Iterator[str]:
        """Yield all that it names: whom and what it is about, who acted, the events behind it."""
        yield self.subject
        yield self.subject.partition(":")[2]
        yield self.reference
        yield self.by
        yield from self.communities
        yield from (exhibit.event for exhibit in self.exhibits)
        yield from (exhibit.community for exhibit in self.exhibits)
        yield from (value for value in self.values.values() if isinstance(value, str))


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Entry)


def canonical(entry: Entry) -> bytes:
    """Return the one way in which *entry* is written: JSON in UTF-8, keys sorted, no spaces, no defaults."""
    return _encoder.encode(entry)


def decode(content: bytes) -> Entry:
    """Return the entry that *content* is.

    Raises:
        msgspec.ValidationError: it is none.
        msgspec.DecodeError: it is no JSON.
    """
    return _decoder.decode(content)
