"""The command line as a whole: quick to answer, quiet to end."""

import subprocess
import sys

import pytest

from api import __version__
from api.cli import check as check_command
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
