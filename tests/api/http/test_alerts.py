"""GET /api/v1/alerts lists what was asked for, page by page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.alert_page import cursor, position
from monitor.service import AlertEntry, AlertPosition, AlertQuery
from tests.api.http.conftest import Client
from tests.api.http.fake_monitor import FakeMonitor

ALERTS = "/api/v1/alerts"


def alert(number: int) -> AlertEntry:
    """Return one alert; every two of them began at the same moment."""
    return AlertEntry(
        id=f"a{number}",
        rule="yield-promise",
        severity="high",
        community="qq:7",
        subject="member:5f",
        state="open",
        first_time=f"2024-03-01T02:{number // 2:02}:00Z",
        last_time="2024-03-09T02:00:00Z",
        count=2,
        summary="疑似承诺收益",
        findings=("f1", "f2"),
    )


def test_an_alert_is_shown_whole(client: Client, monitor: FakeMonitor) -> None:
    monitor.listed = [alert(1)]
    assert client("reads").get(ALERTS).json() == {
        "alerts": [
            {
                "id": "a1",
                "rule": "yield-promise",
                "severity": "high",
                "community": "qq:7",
                "subject": "member:5f",
                "state": "open",
                "first_time": "2024-03-01T02:00:00Z",
                "last_time": "2024-03-09T02:00:00Z",
                "count": 2,
                "summary": "疑似承诺收益",
                "findings": ["f1", "f2"],
                "scheme": None,
                "assignee": "",
                "label": None,
                "muted": None,
            }
        ],
        "next": None,
    }


def test_filters_reach_the_monitor(client: Client, monitor: FakeMonitor) -> None:
    wanted = {"community": "qq:7", "rule": "ad", "severity": "high", "state": "open", "limit": "5", "lang": "en"}
    wanted |= {"assignee": "ann", "scheme": "s1", "muted": "true"}
    client("reads").get(ALERTS, params=wanted)
    assert monitor.queries == [AlertQuery("qq:7", "ad", "high", "open", None, 6, "en", "ann", "s1", muted=True)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_pages_show_every_alert_once_while_new_ones_come_in(client: Client, monitor: FakeMonitor, size: int) -> None:
    monitor.listed = [alert(number) for number in range(5)]
    reader, seen, following = client("reads"), list[str](), None
    while not seen or following:
        answer = reader.get(ALERTS, params={"limit": size, **({"cursor": following} if following else {})}).json()
        seen += [entry["id"] for entry in answer["alerts"]]
        following = answer["next"]
        monitor.listed.append(alert(10 + len(monitor.listed)))
    assert seen == ["a4", "a3", "a2", "a1", "a0"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        pytest.param({"severity": "awful"}, "severity: Input should be 'info'", id="severity"),
        pytest.param({"state": "gone"}, "state: Input should be", id="state"),
        pytest.param({"limit": "0"}, "limit: Input should be greater", id="no limit"),
        pytest.param({"limit": "501"}, "limit: Input should be less", id="limit too large"),
        pytest.param({"cursor": "%"}, "cursor: expected the `next` of a page before", id="cursor"),
        pytest.param({"cursor": "bnVsbA"}, "cursor: expected the `next`", id="cursor of something else"),
        pytest.param({"cursor": "ü"}, "cursor: expected the `next`", id="cursor in other letters"),
    ],
)
def test_a_filter_that_makes_no_sense_is_named(client: Client, wrong: dict[str, str], named: str) -> None:
    answer = client("reads").get(ALERTS, params=wrong)
    assert answer.status_code == 422
    assert answer.json()["error"] == "invalid_query"
    assert named in answer.json()["detail"]


@given(st.builds(AlertPosition, st.text(), st.text()))
def test_a_cursor_stands_for_its_position(place: AlertPosition) -> None:
    assert position(cursor(place)) == place


@pytest.mark.parametrize(
    "path",
    [f"{ALERTS}?min_severity=high", "/api/v1/communities/qq%3A7/evidence?audience=owner"],
    ids=["a filter of another name", "a reader of another name"],
)
def test_a_parameter_that_nobody_knows_is_refused(client: Client, path: str) -> None:
    answer = client("reads").get(path) if path.startswith(ALERTS) else client("moderates").get(path)
    assert answer.status_code == 422
    assert "no such parameter; expected" in answer.json()["detail"]
