"""Small chains for tests."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.clock import DAY, MINUTE
from monitor.evidence.entry import Entry, Exhibit
from monitor.evidence.ledger import Ledger
from monitor.store import Store
from tests.monitor.evidence.living import opened, salt

GROUP = "wechat:g"
BEGIN = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z


def entries(count: int = 30) -> Iterator[Entry]:
    """Yield findings about three members in turn, each followed by how it was handled, an hour of event time apart."""
    for number in range(count):
        at, member = BEGIN + number * 60 * MINUTE, f"member:m{number // 2 % 3}"
        if number % 2:
            yield Entry(
                "handled", at, member, f"said-{number}", by="m-owner", action="deleted", minutes=60, in_time=True,
                recorded=True,
            )  # fmt: skip
        else:
            yield Entry(
                "finding", at, member, f"f{number}", rule="yield-promise", version=1, severity=3,
                audience=("owner",), exhibits=(Exhibit(f"e{number}", "月收益30%，稳赚", ((0, 6),)),),
                values={"monthly": 30}, action="opened",
            )  # fmt: skip


@contextmanager
def a_store(path: Path, *, chain: str = GROUP, count: int = 30) -> Generator[Store]:
    """Open a store with one *chain* of *count* lines."""
    store = opened(path)
    with store.begin() as transaction:
        Ledger(transaction, salt).add(chain, *entries(count))
    yield store
    store.close()


def days(number: int) -> int:
    """Return the time so many days after the first line."""
    return BEGIN + number * DAY
