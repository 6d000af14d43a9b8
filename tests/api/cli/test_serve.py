"""A server that is asked to stop ends in good order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

PATIENCE = 60  # seconds


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["a service manager", "Ctrl-C"])
def test_a_server_asked_to_stop_ends_with_0_and_closes_its_store(tmp_path: Path, asked: signal.Signals) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", "api", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            _wait_for_an_answer(server)
            server.send_signal(asked)
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()
    assert {path.name for path in tmp_path.iterdir()} == {"groupwarden.db", "groupwarden.db.key"}


def _wait_for_an_answer(server: subprocess.Popen[str]) -> None:
    """Return once *server* answers: its socket takes connections before that, and holds them."""
    assert server.stderr
    while "listening" not in (line := server.stderr.readline()):
        assert line, "the server ended before it listened"
    response = httpx.get(f"{line.split()[-1]}/healthz", timeout=PATIENCE, trust_env=False)
    assert response.status_code == 200
