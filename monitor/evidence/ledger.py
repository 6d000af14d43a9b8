"""The chains of evidence as they are written: append only, within the transaction that made the step."""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from monitor.clock import DAY
from monitor.evidence import runs
from monitor.evidence.chain import SALT_BYTES, commitment, line_hash, start, step_digest
from monitor.evidence.entry import Entry, Kind, canonical, decode
from monitor.masking import mask
from monitor.store import LedgerRow, Transaction
from rules.facts import Value

Salt = Callable[[str, int], bytes]
"""from a chain and the number of a line to its salt"""
KEPT = 180 * DAY  # 互联网群组信息服务管理规定 §13: six months
_OF_SUBJECTS = frozenset({"scheme", "campaign", "owner"})
_BY_STAGE = "stages:"
APPEALS_KEPT = 3 * 365 * DAY  # 个保法 §55-56, by analogy
REDACTING: frozenset[Kind] = frozenset({"retention", "erasure", "hold"})
"""what says which lines were redacted or kept, and why: it names no member and is never redacted itself"""


def random_salt(_chain: str, _number: int) -> bytes:
    """Return a salt that nobody can guess."""
    return secrets.token_bytes(SALT_BYTES)


class Ledger:
    """Adds lines to chains. A chain is a community's key, or the subject (`scheme:`, `owner:`) when there is none."""

    def __init__(self, transaction: Transaction, salt: Salt = random_salt) -> None:
        """Write in *transaction*."""
        self._transaction = transaction
        self._salt = salt

    def add(self, chain: str, *entries: Entry) -> None:
        """Add a line for each of *entries* at the end of *chain*."""
        self.add_to_each({chain: entries})

    def add_to_each(self, said: Mapping[str, Sequence[Entry]]) -> None:
        """Add a line for each of the entries at the end of its chain, by which they are *said*."""
        chains = [chain for chain, entries in said.items() if entries]
        heads = self._transaction.ledger_heads(chains)
        lines = (self._lines(chain, *heads.get(chain, (0, start(chain))), said[chain]) for chain in chains)
        self._transaction.append_ledger([line for each in lines for line in each])

    def _lines(self, chain: str, number: int, previous: bytes, entries: Iterable[Entry]) -> list[LedgerRow]:
        rows: list[LedgerRow] = []
        for said in entries:
            number, entry = number + 1, replace(said, reason=mask(said.reason))
            salt, content = self._salt(chain, number), canonical(entry)
            committed = commitment(salt, content)
            previous = line_hash(chain, previous, number, step_digest(entry.at, entry.kind, committed))
            rows.append(
                LedgerRow(chain, number, entry.at, entry.kind, entry.subject, salt, content, committed, previous)
            )
        return rows

    def erase(self, community: str, words: Collection[str], at: int, *, by: str, reason: str) -> int:
        """Redact every line that names one of *words* (pseudonyms, ids of events); return how many those were.

        The chain of *community* says so in any case, other chains where they lost lines.
        """
        named = frozenset(words)
        gone = self._redact(line for line in self._transaction.readable_ledger() if named.intersection(_names(line)))
        for chain in sorted({community, *gone}):
            self._tell("erasure", chain, gone.get(chain, []), at, by=by, reason=reason)
        return sum(map(len, gone.values()))

    def retire(self, before: int) -> int:
        """Redact the lines from before *before*, appeals later, but what is held for a case; return how many.

        *before* is as long ago as evidence is kept.
        """
        now = before + KEPT
        held = frozenset(row.community for row in self._transaction.holds())
        old = self._transaction.readable_ledger(before=before)
        over = (line for line in old if line.chain.removeprefix(_BY_STAGE) not in held and _is_over(line, now))
        gone = self._redact(line for line in over if held.isdisjoint(_names(line)))
        for chain, numbers in sorted(gone.items()):
            self._tell("retention", chain, numbers, now)
        return sum(map(len, gone.values()))

    def _redact(self, lines: Iterable[LedgerRow]) -> dict[str, list[int]]:
        """Drop what *lines* say; return their numbers by chain."""
        gone: dict[str, list[int]] = {}
        for line in lines:
            if line.kind not in REDACTING:
                gone.setdefault(line.chain, []).append(line.number)
        for chain, numbers in gone.items():
            self._transaction.redact_ledger(chain, numbers)
        return gone

    def _tell(self, kind: Kind, chain: str, numbers: list[int], at: int, *, by: str = "", reason: str = "") -> None:
        values: dict[str, Value] = {"lines": runs.written(numbers), "count": len(numbers)}
        self.add(chain, Entry(kind, at, subject_of(chain), by=by, action="redacted", reason=reason, values=values))


def subject_of(chain: str) -> str:
    """Return what the whole of *chain* is about."""
    if chain.partition(":")[0] in _OF_SUBJECTS:
        return chain
    return f"community:{chain.removeprefix(_BY_STAGE)}"


def chain_by_stage(community: str) -> str:
    """Return the chain of what is found in *community* by the stage of its schemes, and may be taken back with it."""
    return _BY_STAGE + community


def _is_over(line: LedgerRow, now: int) -> bool:
    return line.at < now - (APPEALS_KEPT if line.kind == "appeal" else KEPT)


def _names(line: LedgerRow) -> Iterator[str]:
    return decode(line.content).names() if line.content else iter(())
