"""A hang-up signal lets a server read its rules anew; what is wrong with them is logged, and it serves on."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import httpx
import pytest

from tests.rules.packwriter import draft, write

PATIENCE = 60  # seconds


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "packs"
    folder.mkdir()
    (tmp_path / "groupwarden.yaml").write_text("packs: [packs]\n", encoding="utf-8")
    return folder


@pytest.fixture
def server(packs: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "api", "serve", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=packs.parent,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def line_of(stream: IO[str] | None, is_it: Callable[[str], object]) -> str:
    """Return the next line of *stream* that is the one."""
    assert stream
    return next(line for line in stream if is_it(line))


def test_a_hang_up_signal_reads_the_rules_anew(server: subprocess.Popen[str], packs: Path) -> None:
    key = re.findall(r"gw_\S+", line_of(server.stderr, re.compile("gw_").search))[0]
    address = line_of(server.stderr, re.compile("listening").search).split()[-1]
    with httpx.Client(
        base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=PATIENCE, trust_env=False
    ) as client:
        assert client.get("/api/v1/rules").json()["author"] == "start"
        write(packs, draft(maturity="stable"))
        server.send_signal(signal.SIGHUP)
        line_of(server.stdout, re.compile("rules read.*taken").search)
        listed = client.get("/api/v1/rules").json()
        assert (listed["author"], "sample" in {rule["id"] for rule in listed["rules"]}) == ("SIGHUP", True)
        write(packs, draft(maturity="stable", version=2, fact="mesage"))
        server.send_signal(signal.SIGHUP)
        line_of(server.stdout, re.compile("rules not taken").search)
        assert client.get("/api/v1/rules").json() == listed
