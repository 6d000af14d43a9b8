"""The demonstration shows within seconds what the product does."""

import socket

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.cli import demo
from monitor.wall_clock import WallClock
from tests.api.cli.conftest import Run


@pytest.mark.parametrize(
    ("lang", "phrases"),
    [
        pytest.param("en", ("invented communities", "High risk", "Critical", "Suspected scheme 星河", "Exit"), id="en"),
        pytest.param("zh", ("虚构社群", "高风险", "紧急", "星河", "跑路期"), id="zh"),
    ],
)
def test_the_summary_names_grades_suspicions_and_the_scheme(run: Run, lang: str, phrases: tuple[str, ...]) -> None:
    result = run("demo", "--once", "--lang", lang, COLUMNS="120")
    assert result.exit_code == 0
    assert [phrase for phrase in phrases if phrase not in result.stdout] == []


def test_the_live_demonstration_says_the_same_and_serves_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    healthy: list[bool] = []

    def asked(listener: socket.socket, app: FastAPI) -> None:
        with TestClient(app) as client:
            healthy.append(client.get("/readyz").is_success)

    def long_ago(_clock: WallClock) -> int:
        return 0

    monkeypatch.setattr(demo, "answer", asked)
    monkeypatch.setattr(WallClock, "now", long_ago)  # the demonstration plays whatever today is
    live, once = run("demo", "--port", 0, COLUMNS="120"), run("demo", "--once", COLUMNS="120")
    assert live.exit_code == 0
    assert healthy == [True]
    assert live.stdout.startswith(once.stdout)
    assert "Authorization: Bearer gw_" in live.stdout
