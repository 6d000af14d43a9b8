"""The command line as a whole: quick to answer, quiet to end."""

import socket
import subprocess
import sys

import pytest
from fastapi import FastAPI

from api import __version__
from api.cli import check as check_command
from api.cli import serve as serve_command
from tests.api.cli.conftest import EventFile, Run

HEAVY = (
    *("alembic", "babel", "durable_rules_engine", "fastapi", "httpx", "jinja2", "limits", "networkx", "numpy"),
    *("opencc", "prometheus_client", "pydantic", "sqlalchemy", "structlog", "uvicorn", "yaml"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["--help"], ""),
        (["--version"], ""),
        (["check", "--help"], "pydantic"),  # typer itself reads the options of a command with it
        (["rules", "--help"], "pydantic"),
    ],
)
def test_help_loads_no_heavy_library(arguments: list[str], spared: str) -> None:
    program = f"""
import sys
from api.__main__ import main
sys.argv[1:] = {arguments!r}
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
print(sorted(sys.modules.keys() & set({HEAVY!r}) - {{{spared!r}}}), file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert ended.stderr == "[]\n"


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").stdout == f"groupwarden {__version__}\n"


def test_ctrl_c_ends_quietly_with_130(run: Run, event_file: EventFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_options: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_command, "run", interrupted)
    result = run("check", event_file("大家好"))
    assert (result.exit_code, result.output) == (130, "")


def test_the_database_is_made_and_brought_up_to_date(run: Run) -> None:
    for _ in range(2):
        result = run("db", "upgrade", GROUPWARDEN_DATABASE_URL="sqlite:///new.db")
        assert (result.exit_code, result.stdout) == (0, "the database is up to date\n")


def test_a_database_in_no_folder_ends_in_a_message(run: Run) -> None:
    result = run("db", "upgrade", GROUPWARDEN_DATABASE_URL="sqlite:///no/such/new.db")
    assert result.exit_code == 2
    assert "its folder is missing" in result.stderr


def test_a_reader_that_goes_away_is_no_error(event_file: EventFile) -> None:
    lines = event_file()
    lines.write_text('{"text": "月收益15%"}\n' * 20_000, encoding="utf-8")  # its answers are more than a pipe holds
    program = [sys.executable, "-m", "api", "classify", str(lines)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as classify:  # noqa: S603 - our own program
        assert classify.stdout
        assert classify.stderr
        assert b"fraud" in classify.stdout.readline()
        classify.stdout.close()
        assert classify.wait() == 141
        assert classify.stderr.read() == b""


def test_a_port_that_is_taken_ends_in_a_message(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for command in ("serve", "demo"):
            result = run(command, "--port", port)
            assert result.exit_code == 2
            assert result.stderr == f"groupwarden: 127.0.0.1 port {port}: Address already in use\n"


def test_the_first_start_makes_a_key_and_says_so_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unanswered(listener: socket.socket, app: FastAPI) -> None:
        """End at once, as if asked to stop."""

    monkeypatch.setattr(serve_command, "answer", unanswered)
    first, second = run("serve", "--port", 0), run("serve", "--port", 0)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "API key, shown only now: gw_" in first.stderr
    assert "API key" not in second.stderr
