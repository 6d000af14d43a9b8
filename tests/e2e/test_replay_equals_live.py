"""What is judged live, however it arrives, is what an offline check of the same history says: byte for byte."""

from pathlib import Path
from random import Random

import msgspec
import pytest

from api.demo import demo_history, demo_profiles
from monitor.check import check
from monitor.decode import event_time
from monitor.document import CheckDocument
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import Profiles, read_profiles
from tests.e2e.living import KEY, client_of, compliance
from tests.e2e.sending import LATENESS, NDJSON, batched, heartbeats, ndjson, shuffled


@pytest.fixture(scope="module")
def profiles() -> Profiles:
    return read_profiles(demo_profiles(), "demo")


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return list(demo_history())


def checked(folder: Path, events: list[Event], panel: Panel, profiles: Profiles) -> CheckDocument:
    """Return what a check says of a file of *events*."""
    file = folder / "history.ndjson"
    file.write_bytes(ndjson(events))
    return check([file], panel, language("zh"), profiles=profiles, key=KEY)


@pytest.fixture(scope="module")
def offline(
    tmp_path_factory: pytest.TempPathFactory, history: list[Event], panel: Panel, profiles: Profiles
) -> CheckDocument:
    return checked(tmp_path_factory.mktemp("check"), history, panel, profiles)


def test_the_history_has_something_to_compare(offline: CheckDocument) -> None:
    findings = {finding.rule for community in offline.communities for finding in community.findings}
    assert len(findings) >= 10
    assert any(community.schemes for community in offline.communities)
    assert {community.grade for community in offline.communities} >= {"compliant", "high-risk"}


@pytest.mark.parametrize("seed", range(3))
def test_judged_live_over_http_every_report_is_that_of_the_check(
    seed: int, tmp_path: Path, history: list[Event], offline: CheckDocument, panel: Panel, profiles: Profiles
) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    now = max(map(event_time, history)) + LATENESS
    with client_of(tmp_path, panel, now, profiles) as client:
        for batch in [*batched(shuffled(history, random), random), heartbeats(history)]:
            first = client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON)
            again = client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON)
            assert (first.status_code, first.json()["accepted"]) == (202, len(batch))
            assert (again.status_code, again.json()["duplicate"]) == (202, len(batch))
        live = {community.id: compliance(client, community.id) for community in offline.communities}
    assert live == {community.id: msgspec.json.encode(community) for community in offline.communities}


def test_a_check_says_the_same_of_a_file_in_any_order_and_with_duplicates(
    tmp_path: Path, history: list[Event], offline: CheckDocument, panel: Panel, profiles: Profiles
) -> None:
    events = [*history, *history[::7]]
    Random(5).shuffle(events)  # noqa: S311 - repeatable
    assert checked(tmp_path, events, panel, profiles) == offline
