"""The command line in a folder of its own, and small files to try it on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from monitor.decode import encode_event
from monitor.event import Community, Data, Event, Message, Person

Run = Callable[..., Result]
EventFile = Callable[..., Path]

YIELD = "投资我们的智能搬砖项目，月收益15%，稳稳到账，今天就可以参与"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return how to run the command line: in an empty folder, on a system that speaks no language of ours."""
    monkeypatch.chdir(tmp_path)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)

    def ran(*arguments: object, lines: str = "", **environment: str) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=lines, env=environment)

    return ran


@pytest.fixture
def event_file(tmp_path: Path) -> EventFile:
    """Return how to write messages of one QQ group into a file, and broken lines after them."""

    def written(*texts: str, broken: tuple[str, ...] = ()) -> Path:
        file = tmp_path / "events.ndjson"
        events = b"".join(encode_event(_message(number, text)) for number, text in enumerate(texts, start=1))
        file.write_bytes(events + "\n".join(broken).encode())
        return file

    return written


def _message(number: int, text: str) -> Event:
    return Event(
        id=f"e{number}",
        source="im://qq/1",
        type="message.created",
        time=f"2024-03-01T10:{number:02}:00+08:00",
        data=Data("qq", Community("1", "读书群"), actor=Person("42", "老周"), message=Message(f"m{number}", text)),
    )
