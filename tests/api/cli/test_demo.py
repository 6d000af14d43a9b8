"""The demonstration shows within seconds what the product does."""

import socket

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.cli import demo
from monitor.wall_clock import WallClock
from tests.api.cli.conftest import Run


def missing(phrases: tuple[str, ...], said: str) -> list[str]:
    return [phrase for phrase in phrases if phrase not in said]


def test_the_summary_names_grades_suspicions_and_the_scheme(run: Run) -> None:
    result = run("demo", "--once", "--lang", "en", COLUMNS="120")
    assert result.exit_code == 0
    assert missing(("invented", "High risk", "Critical", "Suspected scheme: 星河", "Exit"), result.stdout) == []


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
    assert missing(("虚构社群", "高风险", "紧急", "星河", "跑路期"), once.stdout) == []
