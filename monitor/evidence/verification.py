"""What is wrong with a chain of evidence, line by line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import msgspec

from monitor.evidence import runs
from monitor.evidence.chain import SALT_BYTES, commitment, line_hash, start, step_digest
from monitor.evidence.ledger import REDACTING
from monitor.store import LedgerRow, Transaction
from rules.facts import Value

What = Literal[
    "changed", "missing", "reordered", "truncated", "unannounced", "file changed", "file missing", "foreign", "unknown"
]
"""`changed`: the line says other than was entered, or does not follow the one before; `unannounced`: it is redacted,
and no line says so; `truncated`: the chain does not reach the head that was noted; `foreign`: it is not as our own hand
writes it; `unknown`: it belongs to nothing"""


class Fault(NamedTuple):
    """What is wrong with the lines *first* to *last* of a chain, or with a file (no lines) of a pack."""

    place: str
    what: What
    first: int = 0
    last: int = 0


class Link(NamedTuple):
    """A line as it is verified. Of a withheld one nothing but number, hash and digest is there."""

    number: int
    hash: bytes
    at: int = 0
    kind: str = ""
    subject: str = ""
    commitment: bytes = b""
    salt: bytes | None = None
    content: bytes | None = None
    withheld: bytes | None = None


@dataclass
class Verdict:
    """What came of verifying; `heads` are those of the noted ones that were met."""

    faults: list[Fault] = field(default_factory=list[Fault])
    lines: int = 0
    redacted: int = 0
    withheld: int = 0
    heads: set[bytes] = field(default_factory=set[bytes])

    def add(self, other: "Verdict") -> None:
        """Take *other* in."""
        self.faults += other.faults
        self.lines += other.lines
        self.redacted += other.redacted
        self.withheld += other.withheld
        self.heads |= other.heads


def verify(
    chain: str,
    links: Iterable[Link],
    after: tuple[int, bytes],
    *,
    heads: Collection[bytes] = (),
    to_end: bool = True,
) -> Verdict:
    """Return what is wrong with *links*, which ascend, of *chain*, and follow the line *after* (number and hash).

    *heads* are those that somebody noted. Unless the links go on *to_end*, a redaction may be announced behind them.
    """
    walk = _Walk(chain, *after, heads)
    for link in links:
        walk.step(link)
    return walk.end(to_end=to_end)


def verify_chains(transaction: Transaction, chains: Iterable[str], heads: Collection[bytes] = ()) -> Verdict:
    """Return what is wrong with *chains* of a store, from their beginnings; *heads* are those that somebody noted."""
    verdict = Verdict()
    for chain in chains:
        verdict.add(verify(chain, map(link_of, transaction.ledger(chain)), (0, start(chain)), heads=heads))
    return verdict


def link_of(row: LedgerRow) -> Link:
    """Return the line *row* of a store."""
    return Link(row.number, row.hash, row.at, row.kind, row.subject, row.commitment, row.salt, row.content)


class _Entered(msgspec.Struct):
    """What an entry of any version has."""

    at: int
    kind: str
    subject: str
    values: dict[str, Value] = {}


class _Walk:
    """Goes along a chain."""

    def __init__(self, chain: str, number: int, previous: bytes, heads: Collection[bytes]) -> None:
        self._chain = chain
        self._number = number
        self._previous: bytes | None = previous
        self._noted = heads
        self._redacted: list[int] = []
        self._announced: list[tuple[int, int]] = []
        self._verdict = Verdict()

    def step(self, link: Link) -> None:
        """Verify the next line. Behind a gap nobody can tell what a line follows."""
        if link.number > self._number + 1:
            self._blame("missing", self._number + 1, link.number - 1)
            self._previous = None
        elif link.number <= self._number:
            self._blame("reordered", link.number, link.number)
            return
        self._number = link.number
        self._verdict.lines += 1
        if not (self._says_what_was_entered(link) and self._follows(link)):
            self._blame("changed", link.number, link.number)
        if link.hash in self._noted:
            self._verdict.heads.add(link.hash)
        self._previous = link.hash

    def end(self, *, to_end: bool) -> Verdict:
        """Return what was found."""
        self._verdict.redacted = len(self._redacted)
        if to_end:
            for number in self._redacted:
                if not any(first <= number <= last for first, last in self._announced):
                    self._blame("unannounced", number, number)
        return self._verdict

    def _says_what_was_entered(self, link: Link) -> bool:
        if link.withheld is not None:
            self._verdict.withheld += 1
            return True
        if link.content is None:
            self._redacted.append(link.number)
            return link.salt is None and link.subject == ""
        if link.salt is None or len(link.salt) != SALT_BYTES or commitment(link.salt, link.content) != link.commitment:
            return False
        try:
            entry = msgspec.json.decode(link.content, type=_Entered)
            announced = list(runs.read(str(entry.values.get("lines", "")))) if link.kind in REDACTING else []
        except (ValueError, msgspec.DecodeError):  # it was committed to, by no hand of ours
            return False
        self._announced += announced
        return (entry.at, entry.kind, entry.subject) == (link.at, link.kind, link.subject)

    def _follows(self, link: Link) -> bool:
        expected = self._previous
        if expected is None:
            return True
        step = link.withheld or step_digest(link.at, link.kind, link.commitment)
        return line_hash(self._chain, expected, link.number, step) == link.hash

    def _blame(self, what: What, first: int, last: int) -> None:
        self._verdict.faults.append(Fault(self._chain, what, first, last))
