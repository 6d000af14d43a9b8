"""Whatever happens, and however often a monitor starts anew: live and offline say the same."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import get_args

import msgspec
import pytest

from monitor import memory
from monitor.check import judge_events
from monitor.decode import event_time
from monitor.event import Event, EventType
from monitor.intake import Intake
from monitor.language import language
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from tests.databases import Databases, Kind
from tests.e2e.living import KEY, StoppedClock
from tests.e2e.sending import LATENESS, batched, heartbeats, shuffled
from tests.monitor.histories import HAPPENINGS, history, recruiting

PROFILES = {"wechat:a": Profile(members=5, owner="m0", log_retention_days=30), "wechat:b": Profile(kind="class")}
MOST = 60  # events in a batch


def test_everything_that_connectors_can_tell_of_happens() -> None:
    assert HAPPENINGS.keys() == set(get_args(EventType))


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep one community in memory, and save it every few records."""
    monkeypatch.setattr(memory, "MOST_FOLDS", 1)
    monkeypatch.setattr(memory, "SNAPSHOT_EVERY", 7)


def test_recruiting_leads_to_trees_of_their_own_and_together_and_to_leaders(panel: Panel) -> None:
    events = [*recruiting(0, group="a"), *recruiting(100, group="b")]
    report = judge_events(events, panel, language("zh"), profiles=PROFILES, key=KEY)
    found = {(each.rule, each.subject.partition(":")[0]) for group in report.communities for each in group.findings}
    tree = "referral-tree-threshold"
    assert {(tree, "community"), (tree, "scheme"), ("downline-position", "member")} <= found


@pytest.mark.parametrize(
    ("tell", "seed", "kind"),
    [
        pytest.param(history, 0, "sqlite", id="anything"),
        pytest.param(history, 1, "postgresql", id="more on PostgreSQL"),
        pytest.param(recruiting, 0, "sqlite", id="recruiting"),
        pytest.param(recruiting, 0, "postgresql", id="recruiting on PostgreSQL"),
    ],
)
def test_live_with_restarts_every_report_is_that_of_the_check(
    *, tell: Callable[..., list[Event]], seed: int, kind: Kind, databases: Databases, tmp_path: Path, panel: Panel
) -> None:
    url, keys = databases.fresh(kind, tmp_path), tmp_path / "live.keys"
    events = [*tell(seed, group="a"), *tell(seed + 100, group="b")]
    offline = judge_events(events, panel, language("zh"), profiles=PROFILES, key=KEY)
    assert not offline.skipped
    random = Random(seed)  # noqa: S311 - repeatable
    now = max(map(event_time, events)) + LATENESS
    with ExitStack() as running:
        monitor = running.enter_context(monitor_at(url, keys, panel, now))
        for batch in [*batched(shuffled(events, random), random, MOST), heartbeats(events)]:
            assert monitor.ingest(batch, "test").accepted == len(batch)
            assert monitor.ingest(batch, "test").duplicate == len(batch)
            running.close()
            monitor = running.enter_context(monitor_at(url, keys, panel, now))
        live = [monitor.compliance(community.id, "zh") for community in offline.communities]
    assert list(map(msgspec.json.encode, live)) == list(map(msgspec.json.encode, offline.communities))


def monitor_at(url: str, keys: Path, panel: Panel, now: int) -> Monitor:
    """Return a monitor that goes on where the last one at *url* ended."""
    store = Store.open(url, durable=False, key_file=keys)
    return Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY)), profiles=PROFILES, clock=StoppedClock(now))
