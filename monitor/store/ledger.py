"""The chains of evidence, line by line, and the cases for which they are held."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, tuple_, update

from monitor.store import tables
from monitor.store.records import HoldRow, LedgerRow
from monitor.store.session import Session

_LINE = tables.ledger.c
_PAGE = 1_000
_CHUNK = 500  # chains looked up by one statement


class Ledgers(Session):
    """What a transaction can do with chains of evidence."""

    def append_ledger(self, rows: Sequence[LedgerRow]) -> None:
        """Add lines; one whose number its chain has already is an error, and replaces nothing."""
        self._insert(tables.ledger, rows)

    def ledger_heads(self, chains: Sequence[str]) -> dict[str, tuple[int, bytes]]:
        """Return number and hash of the last line of those of *chains* that there are."""
        heads: dict[str, tuple[int, bytes]] = {}
        for begin in range(0, len(chains), _CHUNK):
            last = select(_LINE.chain, func.max(_LINE.number)).where(_LINE.chain.in_(chains[begin : begin + _CHUNK]))
            chosen = select(_LINE.chain, _LINE.number, _LINE.hash)
            newest = chosen.where(tuple_(_LINE.chain, _LINE.number).in_(last.group_by(_LINE.chain)))
            heads |= {chain: (number, hash_) for chain, number, hash_ in self._connection.execute(newest)}
        return heads

    def ledger_head(self, chain: str) -> tuple[int, bytes] | None:
        """Return number and hash of the last line of *chain*, None when there is no such chain."""
        return self.ledger_heads([chain]).get(chain)

    def chains(self, beginning: str = "") -> list[str]:
        """Return the names of all chains, or of those with this *beginning*, in order."""
        chosen = select(_LINE.chain).distinct().where(_LINE.chain.startswith(beginning, autoescape=True))
        return list(self._connection.scalars(chosen.order_by(_LINE.chain)))

    def ledger(self, chain: str) -> Iterator[LedgerRow]:
        """Yield the lines of *chain* in their order."""
        return self._pages(select(tables.ledger).where(_LINE.chain == chain))

    def readable_ledger(self, *, before: int = 2**63 - 1) -> Iterator[LedgerRow]:
        """Yield the lines of all chains from before the time *before* that are not redacted; they may be, meanwhile."""
        return self._pages(select(tables.ledger).where(_LINE.at < before, _LINE.content.is_not(None)))

    def redact_ledger(self, chain: str, numbers: Sequence[int]) -> None:
        """Drop what the lines of *chain* with these *numbers* say; their place, time and kind stay."""
        if numbers:
            redacted = update(tables.ledger).where(_LINE.chain == chain, _LINE.number == bindparam("line"))
            emptied = redacted.values(salt=None, content=None, subject="")
            self._connection.execute(emptied, [{"line": number} for number in numbers])

    def put_hold(self, row: HoldRow) -> None:
        """Keep what there is of a community for a case."""
        self._put(tables.hold, [row])

    def delete_hold(self, community: str, case_number: str) -> bool:
        """Keep it no longer for this case; return whether it was."""
        held = tables.hold.c
        gone = delete(tables.hold).where(held.community == community, held.case_number == case_number)
        return bool(self._connection.execute(gone).rowcount)

    def holds(self) -> list[HoldRow]:
        """Return everything that is held, in order of communities and cases."""
        held = tables.hold.c
        rows = self._connection.execute(select(tables.hold).order_by(held.community, held.case_number))
        return [HoldRow(*row) for row in rows]

    def _pages(self, chosen: Select[Any]) -> Iterator[LedgerRow]:
        """Yield the lines that are *chosen*, a page at a time, so that others may be written between two pages."""
        place = tuple_(_LINE.chain, _LINE.number)
        ordered, after = chosen.order_by(_LINE.chain, _LINE.number).limit(_PAGE), ("", 0)
        while page := [LedgerRow(*row) for row in self._connection.execute(ordered.where(place > after))]:
            yield from page
            after = page[-1].chain, page[-1].number
