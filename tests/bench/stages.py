"""Where the time of an offline check goes: stage by stage, and by function."""

import cProfile
import pstats
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from monitor import record as records
from monitor.event import Event
from monitor.intake import Intake
from monitor.language import language
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.readers import read_export
from monitor.replay import replay
from monitor.spool import batches, enter
from monitor.store import START, Store, StoredEvent
from tests.bench.measure import Row
from tests.bench.offline import KEY, judge
from tests.bench.streams import END, steady_history, write

SHOWN = 25
Result = TypeVar("Result")


class StageTimes:
    """The stages of a check, one after the other instead of interleaved."""

    def __init__(self, events: int) -> None:
        self._events = events
        self.rows: list[Row] = []

    def run(self, name: str, work: Callable[[], Result]) -> Result:
        """Do *work* and note how long it took."""
        started = perf_counter()
        result = work()
        taken = perf_counter() - started
        self.rows.append(Row(name, f"{taken:.2f} s, {taken / self._events * 1e6:.0f} us/event"))
        return result


def stages(folder: Path, events: int) -> list[Row]:
    """Measure each stage of a check of *events* events."""
    path, panel, times = (
        write(folder / "stages.ndjson", steady_history(events, events)),
        Panel.load(),
        StageTimes(events),
    )
    intake = Intake(panel.reader, Pseudonyms(KEY))
    read = times.run("read and decode", lambda: [each for each in read_export(path) if isinstance(each, Event)])
    rows = times.run("intake: signals, pseudonyms, record", lambda: [intake.stored(event) for event in read])
    with TemporaryDirectory() as spill:
        store = Store.open(f"sqlite:///{spill}/spill.db", durable=False)
        times.run("spill to the store", lambda: _spill(store, rows))
        with store.read() as transaction:
            histories = times.run(
                "read back in order",
                lambda: {
                    community: [records.decode(row.body) for row in transaction.events_between(community, START, END)]
                    for community in sorted({row.community for row in rows})
                },
            )
        store.close()
    judgement = times.run("judge", lambda: replay(histories, panel, {}))
    times.run("report", lambda: tuple(judgement.reports(panel, language("en"))))
    panel.engine.close()
    return times.rows


def _spill(store: Store, rows: Iterable[StoredEvent]) -> None:
    with store.begin() as transaction:
        for batch in batches(rows):
            enter(transaction, batch)


def functions(folder: Path, events: int) -> None:
    """Print the functions that a check of *events* events spends most time in."""
    path, panel = write(folder / "functions.ndjson", steady_history(events, events)), Panel.load()
    with cProfile.Profile() as profile:
        judge(path, panel)
    pstats.Stats(profile, stream=sys.stdout).strip_dirs().sort_stats("tottime").print_stats(SHOWN)
    panel.engine.close()
