"""What of the chains goes into a pack: for moderators all that concerns a community, for its owner what he may see."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import msgspec

from monitor.complaints import COMPLAINT_RULES
from monitor.errors import MonitorError
from monitor.evidence.chain import start, step_digest
from monitor.evidence.entry import Entry, decode
from monitor.evidence.ledger import chain_by_stage
from monitor.store import LedgerRow, Transaction

FORMAT = "groupwarden evidence 1"
Audience = Literal["owner", "moderator"]
_MOST = 2**63 - 1
_FOR_OWNERS = frozenset({"handled", "report", "erasure", "retention"})


class NoEvidenceError(MonitorError):
    """There is no evidence of the community that was asked for."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of a chain; digests and salt in hexadecimal digits.

    Redacted, it has neither salt nor entry. Withheld from this reader, it has number, hash and digest alone, which is
    enough to show that nothing was left out, nor changed around it; only such a line says its digest.
    """

    number: Annotated[int, msgspec.Meta(ge=1, le=_MOST)]
    hash: str
    digest: str | None = None
    at: Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)] | None = None
    kind: str | None = None
    commitment: str | None = None
    salt: str | None = None
    entry: dict[str, Any] | None = None


class Section(msgspec.Struct, frozen=True):
    """Lines of one chain without a gap. `previous` is the hash of the line before the first; `to_end` whether the
    last was the chain's last.
    """

    chain: str
    previous: str
    to_end: bool
    lines: Annotated[tuple[Line, ...], msgspec.Meta(min_length=1)]

    @property
    def head(self) -> str:
        """Return the hash of the last line."""
        return self.lines[-1].hash


class Extract(msgspec.Struct, frozen=True):
    """The evidence of one community, as one audience may see it."""

    format: str
    community: str
    audience: Audience
    sections: Annotated[tuple[Section, ...], msgspec.Meta(min_length=1)]


def extract(
    transaction: Transaction,
    community: str,
    audience: Audience,
    *,
    since: int | None = None,
    until: int | None = None,
) -> Extract:
    """Return the evidence of *community* for *audience*, from the line at *since* on up to the one before *until*.

    Times are microseconds; None is the beginning, or the end.

    Raises:
        NoEvidenceError: there is none of this community in this time.
    """
    chains = [community, chain_by_stage(community)]
    if audience == "moderator":
        chains += _across(transaction, community)
    sections = [_section(transaction, chain, audience, since, until) for chain in chains]
    found = tuple(section for section in sections if section)
    if not found:
        raise NoEvidenceError(f"there is no evidence of {community} here; ids of groups look like wechat:12345")
    return Extract(FORMAT, community, audience, found)


def _across(transaction: Transaction, community: str) -> list[str]:
    """Return the chains of the schemes, campaigns and owners that *community* was seen with."""
    seen = {row.subject for row in transaction.campaign_findings(community)}
    for row in transaction.schemes():
        if community in msgspec.msgpack.decode(row.body, type=list[str]):
            seen.add(f"scheme:{row.id}")
    return sorted(seen)


def _section(
    transaction: Transaction, chain: str, audience: Audience, since: int | None, until: int | None
) -> Section | None:
    previous, kept, to_end = start(chain), list[LedgerRow](), True
    for row in transaction.ledger(chain):
        if not kept and since is not None and row.at < since:
            previous = row.hash
        else:
            kept.append(row)
    while kept and until is not None and kept[-1].at >= until:
        kept.pop()
        to_end = False
    if not kept:
        return None
    return Section(chain, previous.hex(), to_end, tuple(_lines(kept, audience)))


def _lines(rows: Sequence[LedgerRow], audience: Audience) -> Iterator[Line]:
    for row in rows:
        entry = decode(row.content) if row.content else None
        if audience == "owner" and not _is_for_owner(row, entry):
            yield Line(row.number, row.hash.hex(), step_digest(row.at, row.kind, row.commitment).hex())
        else:
            yield Line(
                row.number, row.hash.hex(), None, row.at, row.kind, row.commitment.hex(),
                row.salt.hex() if row.salt else None, msgspec.json.decode(row.content) if row.content else None,
            )  # fmt: skip


def _is_for_owner(row: LedgerRow, entry: Entry | None) -> bool:
    """Return whether the owner may see a line: nothing of moderators' work, nothing that rests on complaints.

    Of a redacted finding nobody knows any more whether it does.
    """
    if row.kind in _FOR_OWNERS:
        return True
    return (
        entry is not None
        and entry.kind == "finding"
        and "owner" in entry.audience
        and entry.rule not in COMPLAINT_RULES
        and not entry.subject.startswith("scheme:")
    )
