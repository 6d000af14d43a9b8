"""However events fall into commits, and wherever a restart comes, alerts tell the same and end the same."""

from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import closing
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitor.alerts.alert import RESOLVED
from monitor.batch import Batch
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.record import Record
from monitor.store import AlertQuery, AlertRow, Store
from rules.facts import FACT_KINDS
from tests.e2e.sending import LATENESS, batched
from tests.monitor.alerts.moderated import moderated
from tests.monitor.happenings import GROUP, SEES_ALL
from tests.monitor.test_writer import row

LENGTH = 60
OWNED = SEES_ALL.model_copy(update={"members": 300, "observes": SEES_ALL.observes | {"reports", "records"}})
Told = dict[str, list[tuple[str, int, int | None]]]


def run(panel: Panel, batches: Collection[list[Record]], lateness: int) -> tuple[Told, list[AlertRow]]:
    """Commit *batches*, each after a restart; return how each alert began and ended, and what alerts are in the end.

    How often more was told does not matter, nor what was told of schemes on the way: each commit tells what they have
    come to with all that is known by then. Neither do alerts that were taken back.
    """
    told: Told = defaultdict(list)
    with TemporaryDirectory() as folder, closing(Store.open(f"sqlite:///{folder}/s.db", durable=False)) as store:
        for batch in batches:
            memory = Memory(panel, {GROUP: OWNED})
            with store.begin() as transaction:
                memory.load(transaction)
                changes = Batch(transaction, memory, lateness).run([[row(record)] for record in batch]).changes
                memory.save_every_community(transaction)
            for change in changes:
                if change.kind in {"opened", "reopened", "resolved"} and not _rests_on_schemes(change.row, panel):
                    told[change.row.fingerprint].append((change.kind, change.row.first_at, change.row.ended_at))
        with store.read() as transaction:
            rows = transaction.alerts(AlertQuery(limit=10_000))
    return told, sorted(row for row in rows if row.state != RESOLVED or row.ended_at is not None)


def _rests_on_schemes(row: AlertRow, panel: Panel) -> bool:
    return row.scheme is not None or "stage" in FACT_KINDS[panel.catalogue.rules[row.rule].fact].fields


@pytest.mark.parametrize("lateness", [pytest.param(0, id="at once"), pytest.param(LATENESS, id="with previews")])
@given(story=st.integers(0, 2**20), cuts=st.integers(0, 2**20))
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink a story takes minutes
def test_in_any_batches(panel: Panel, lateness: int, story: int, cuts: int) -> None:
    records = moderated(story, LENGTH)
    batches = batched(records, Random(cuts), 25)  # noqa: S311 - repeatable
    told, alerts = run(panel, [records], lateness)
    told_in_batches, alerts_in_batches = run(panel, list(batches), lateness)
    assert alerts_in_batches == alerts
    assert lateness or told_in_batches == told


def test_alerts_of_these_stories_are_resolved_and_begin_anew(panel: Panel) -> None:
    told, _ = run(panel, [moderated(0, LENGTH)], 0)
    kinds = Counter(kind for steps in told.values() for kind, _, _ in steps)
    assert kinds.keys() == {"opened", "reopened", "resolved"}
