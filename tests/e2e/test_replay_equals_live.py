"""What is judged live, however it arrives, is what an offline check of the same history says: byte for byte."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random

import msgspec
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from api.demo import demo_history, demo_profiles
from monitor.check import check
from monitor.decode import event_time
from monitor.document import CheckDocument
from monitor.event import Event, Message, Person
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import Profiles, read_profiles
from tests.databases import Databases
from tests.e2e.living import KEY, client_of, compliance
from tests.e2e.sending import LATENESS, NDJSON, batched, heartbeats, ndjson, shuffled

Check = Callable[[Iterable[Event]], CheckDocument]


@pytest.fixture(scope="module")
def history() -> list[Event]:
    """The demonstration, and one offer posted to three of its groups within minutes."""
    events = list(demo_history())
    groups = sorted(
        {event.source: event for event in events if event.type == "message.created"}.values(), key=event_time
    )
    return [*events, *(offered(number, event) for number, event in enumerate(groups[-3:]))]


def offered(number: int, there: Event) -> Event:
    """Return an advertisement by one account in the group of the event *there*."""
    text = f"厂家直销羽绒被，今天下单立减{number + 1}00，全国包邮，加微信 demo_x{number}77 抢购"
    data = replace(there.data, actor=Person("wandering", "小敏"), message=Message(f"offer-{number}", text))
    return replace(there, id=f"offer-{number}", time=f"2026-05-05T10:0{number}:00+08:00", data=data)


@pytest.fixture(scope="module")
def profiles() -> Profiles:
    return read_profiles(demo_profiles(), "demo")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, panel: Panel, profiles: Profiles) -> Check:
    """Return what a check says of a file of the events it is given."""

    def check_file(events: Iterable[Event]) -> CheckDocument:
        file = tmp_path_factory.mktemp("check") / "history.ndjson"
        file.write_bytes(ndjson(events))
        return check([file], panel, language("zh"), profiles=profiles, key=KEY)

    return check_file


@pytest.fixture(scope="module")
def offline(history: list[Event], checked: Check) -> CheckDocument:
    return checked(history)


@pytest.fixture(params=[(0, "sqlite"), (1, "sqlite"), (2, "postgresql")], ids=str)
def live(
    *,
    request: pytest.FixtureRequest,
    databases: Databases,
    tmp_path: Path,
    history: list[Event],
    panel: Panel,
    profiles: Profiles,
) -> Iterator[TestClient]:
    """A client of a monitor that was sent the history as connectors may send it, every batch twice."""
    seed, kind = request.param
    random = Random(seed)  # noqa: S311 - repeatable
    now = max(map(event_time, history)) + LATENESS
    with client_of(tmp_path, panel, now, profiles, url=databases.fresh(kind, tmp_path)) as client:
        for batch in [*batched(shuffled(history, random), random), heartbeats(history)]:
            assert sent(client, batch) == {"accepted": len(batch)}
            assert sent(client, batch) == {"duplicate": len(batch)}
        yield client


def sent(client: TestClient, batch: Iterable[Event]) -> dict[str, int]:
    """Return what became of *batch*."""
    response = client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON)
    assert response.status_code == 202
    return {outcome: count for outcome, count in response.json().items() if count}


def test_the_history_has_something_to_compare(offline: CheckDocument) -> None:
    findings = {finding.rule for community in offline.communities for finding in community.findings}
    assert len(findings) >= 10
    assert any(community.schemes for community in offline.communities)
    campaigns = [
        {finding.id for finding in community.findings if finding.subject.startswith("campaign:")}
        for community in offline.communities
    ]
    assert len([found for found in campaigns if found]) >= 3
    assert any(one & other for one, other in combinations(campaigns, 2))
    for community in offline.communities:
        assert all(finding.evidence for finding in community.findings if finding.subject.startswith("campaign:"))
    assert {community.grade for community in offline.communities} >= {"compliant", "high-risk"}


def test_judged_live_over_http_every_report_is_that_of_the_check(live: TestClient, offline: CheckDocument) -> None:
    reports = [compliance(live, community.id) for community in offline.communities]
    assert reports == [msgspec.json.encode(community) for community in offline.communities]


def test_a_check_says_the_same_of_a_file_in_any_order_and_with_duplicates(
    history: list[Event], checked: Check, offline: CheckDocument
) -> None:
    events = [*history, *history[::7]]
    Random(5).shuffle(events)  # noqa: S311 - repeatable
    assert checked(events) == offline
