"""A real Alertmanager takes, groups, keeps and resolves our alerts."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from monitor.clock import HOUR, MINUTE, SECOND, iso, micros
from monitor.notices.alertmanager import AlertmanagerSink, posted
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Refused
from tests.monitor.notices.notes import NOTICE, TOLD
from tests.monitor.notices.receiver import free_port

BINARY = shutil.which("prometheus-alertmanager")
CONFIG = """
route: {receiver: nobody, group_by: [community, scheme], group_wait: 1s}
receivers: [{name: nobody}]
"""


@pytest.fixture(scope="module")
def alertmanager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run an Alertmanager; yield its URL."""
    if BINARY is None:
        pytest.skip("prometheus-alertmanager is not installed")
    folder = tmp_path_factory.mktemp("alertmanager")
    (folder / "config.yml").write_text(CONFIG)
    url = f"http://127.0.0.1:{free_port()}"
    with (folder / "log").open("wb") as log, subprocess.Popen(  # noqa: S603 - a fixed program on files of this test
        [BINARY, f"--config.file={folder}/config.yml", f"--storage.path={folder}/data", "--cluster.listen-address=",
         f"--web.listen-address={url.removeprefix('http://')}"],
        stdout=log, stderr=log,
    ) as running:  # fmt: skip
        try:
            eventually(lambda: is_ready(url))
            yield url
        finally:
            running.terminate()


def is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/-/ready", trust_env=False).is_success
    except httpx.TransportError:
        return False


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something that a real server does by itself has happened."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def active(url: str, community: str) -> list[Any]:
    """Return the alerts that stand, of one community."""
    found = httpx.get(
        f"{url}/api/v2/alerts", params={"filter": f'community="{community}"', "active": "true"}, trust_env=False
    )
    return sorted(found.raise_for_status().json(), key=lambda alert: alert["labels"]["fingerprint"])


def now() -> int:
    return time.time_ns() // 1_000


def sink(outbound: Outbound, url: str) -> AlertmanagerSink:
    return AlertmanagerSink(outbound, url, lasts=24 * HOUR)


def about(community: str, *alerts: str, group: str = "", **changed: object) -> Notice:
    """Return a notice of *alerts* in *community*, begun an hour ago."""
    told = tuple(
        replace(TOLD, alert=alert, community=community, first_time=iso(now() - HOUR), **changed) for alert in alerts
    )
    return replace(NOTICE, group=group or f"community:{community}", alerts=told)


def test_alerts_arrive_with_labels_and_last_until_they_are_sent_again(alertmanager: str, outbound: Outbound) -> None:
    at = now()
    sink(outbound, alertmanager).send(about("qq:10", "a1", group="scheme:s1"), at)
    (alert,) = active(alertmanager, "qq:10")
    assert alert["labels"] == {
        "alertname": "yield-promise",
        "severity": "high",
        "community": "qq:10",
        "subject": "member:m",
        "fingerprint": "a1",
        "recipient": "ops",
        "scheme": "s1",
    }
    assert alert["annotations"] == {
        "name": "承诺收益",
        "summary": "疑似承诺日收益 3%",
        "count": "3",
        "community_name": "",
    }
    assert alert["generatorURL"] == "https://console.example/alerts/a1"
    assert alert["status"]["state"] in {"active", "unprocessed"}
    assert abs(micros(datetime.fromisoformat(alert["endsAt"])) - at - 24 * HOUR) < SECOND


def test_alerts_of_a_community_are_one_group(alertmanager: str, outbound: Outbound) -> None:
    sink(outbound, alertmanager).send(about("qq:20", "a1", "a2"), now())
    sink(outbound, alertmanager).send(about("qq:21", "a3"), now())

    def groups() -> dict[str, int]:
        found = httpx.get(f"{alertmanager}/api/v2/alerts/groups", trust_env=False).raise_for_status().json()
        return {group["labels"]["community"]: len(group["alerts"]) for group in found}

    eventually(lambda: {"qq:20", "qq:21"} <= groups().keys())
    assert (groups()["qq:20"], groups()["qq:21"]) == (2, 1)


def test_an_alert_sent_twice_stands_once_and_ends_when_it_is_resolved(alertmanager: str, outbound: Outbound) -> None:
    way = sink(outbound, alertmanager)
    way.send(about("qq:30", "a1", "a2"), now())
    way.send(about("qq:30", "a1", "a2"), now())
    assert len(active(alertmanager, "qq:30")) == 2
    way.send(about("qq:30", "a1", state="resolved"), now())
    eventually(lambda: [alert["labels"]["fingerprint"] for alert in active(alertmanager, "qq:30")] == ["a2"])


def test_an_alert_that_was_raised_stands_once_with_its_new_severity(alertmanager: str, outbound: Outbound) -> None:
    way = sink(outbound, alertmanager)
    way.send(about("qq:40", "a1", severity="medium"), now())
    way.send(about("qq:40", "a1", severity="critical"), now())
    eventually(lambda: [a["labels"]["severity"] for a in active(alertmanager, "qq:40")] == ["critical"])


def test_a_url_that_is_no_alertmanager_refuses(alertmanager: str, outbound: Outbound) -> None:
    with pytest.raises(Refused, match="answered 404"):
        sink(outbound, alertmanager + "/elsewhere").send(about("qq:50", "a1"), now())


def test_an_event_dated_ahead_of_now_makes_no_alert_that_ends_before_it_begins() -> None:
    at = micros(datetime.fromisoformat(TOLD.first_time)) - MINUTE
    for alert in posted(replace(NOTICE, alerts=(replace(TOLD, state="resolved"), TOLD)), at, HOUR):
        begin, end = (datetime.fromisoformat(str(alert[name])) for name in ("startsAt", "endsAt"))
        assert begin <= end


def test_a_summary_is_masked(outbound: Outbound) -> None:
    (alert, *_) = posted(replace(NOTICE, alerts=(replace(TOLD, summary="加微信 13812345678"),)), 0, HOUR)
    assert "13812345678" not in json.dumps(alert, ensure_ascii=False)
