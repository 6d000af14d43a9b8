"""What is found across groups is the same however their events come in, and however often a monitor starts anew."""

from pathlib import Path
from random import Random

import pytest

from monitor.decode import event_time
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.workbench.story import events_of
from monitor.workbench.trials import TrialRunner
from rules import Trial, load_packs
from tests.e2e.living import KEY, StoppedClock
from tests.e2e.sending import LATENESS, batched, heartbeats, shuffled

RULES = ("promoter-ring", "circular-payments")
HITS = [
    pytest.param(rule, trial, id=trial.name)
    for rule in RULES
    for trial in load_packs().rules[rule].tests
    if trial.expect == "hit"
]
MOST = 12  # events in a batch


@pytest.mark.parametrize(("rule", "trial"), HITS)
def test_live_with_restarts_finds_what_a_replay_finds(rule: str, trial: Trial, tmp_path: Path, panel: Panel) -> None:
    random = Random(1)  # noqa: S311 - repeatable
    events = events_of(trial)
    now, live = max(map(event_time, events)) + LATENESS, set[str]()
    for batch in [*batched(shuffled(events, random), random, MOST), heartbeats(events)]:
        store = Store.open(f"sqlite:///{tmp_path}/live.db", durable=False)
        with Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY)), clock=StoppedClock(now)) as monitor:
            assert monitor.ingest(batch, "test").accepted == len(batch)
            with store.read() as transaction:
                live = {row.id for row in transaction.findings() if row.rule == rule}
    replayed = TrialRunner(panel).case(trial).findings(panel)
    assert live == {finding.id for finding in replayed if finding.rule == rule} != set()
