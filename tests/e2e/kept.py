"""What a store holds, in a form that two runs can be compared by."""

import shutil
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.store import START, AlertQuery, AlertRow, FindingRow, Store, Transaction

EVERYTHING = 2**31 - 1
END_OF_TIME = 2**62


@dataclass(frozen=True, slots=True)
class Kept:
    """What may neither be lost nor doubled, whatever the clock says; of notices see `tests.e2e.crash`."""

    events: Counter[tuple[str, str]]
    findings: list[FindingRow]
    alerts: list[AlertRow]


@contextmanager
def copy_of(folder: Path, into: Path) -> Generator[Store]:
    """Open a copy of the store in *folder*, so that whoever comes next finds it as it was left."""
    shutil.copytree(folder, into)
    with closing(Store.open(f"sqlite:///{into}/live.db")) as store:
        yield store
    shutil.rmtree(into)


def kept(transaction: Transaction) -> Kept:
    """Return what the store holds."""
    communities = [row.id for row in transaction.communities()]
    return Kept(
        Counter(
            row.key for community in communities for row in transaction.events_between(community, START, END_OF_TIME)
        ),
        sorted(row for community in communities for row in transaction.findings(community=community)),
        sorted(transaction.alerts(AlertQuery(limit=EVERYTHING))),
    )
