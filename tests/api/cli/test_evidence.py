"""Evidence is exported, verified and held from the command line, beside a server that may be running."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from monitor.event import Community, Data, Event, Message, Person
from monitor.intake import Intake
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.writer import Writer
from tests.api.cli.conftest import YIELD, Run
from tests.monitor.test_writer import nothing

GROUP, KEY = "qq:1", "a key of sixteen and more bytes"
COVER, LINES = {"en": "Cover sheet", "zh": "封面"}, {"en": "ok: lines 2", "zh": "校验通过：共 2 行"}


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel.load()


@pytest.fixture
def store(tmp_path: Path, panel: Panel) -> Iterator[Store]:
    """A store that a server has and goes on having, in the folder of the commands."""
    (tmp_path / "gw.yaml").write_text(f"database: sqlite:///{tmp_path}/gw.db\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "gw.db.key").write_text(KEY, encoding="ascii")
    with closing(Store.open(f"sqlite:///{tmp_path}/gw.db")) as opened:
        writer = Writer(opened, Memory(panel, {}), 0, nothing, nothing)
        writer.start()
        intake = Intake(panel.reader, Pseudonyms(KEY.encode()))
        rows = [intake.stored(posted(minute, text)) for minute, text in ((0, YIELD), (5, "大家好"), (9, YIELD))]
        writer.submit(rows, [])
        yield opened
        writer.stop()


def posted(minute: int, text: str) -> Event:
    return Event(
        id=f"e{minute}",
        source="im://qq/1",
        type="message.created",
        time=f"2024-03-01T10:{minute:02}:00+08:00",
        data=Data("qq", Community("1"), actor=Person("42", "老周"), message=Message(f"m{minute}", text)),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_pack_is_written_and_verified_in_the_readers_language(
    store: Store, run: Run, tmp_path: Path, lang: str
) -> None:
    written = run("evidence", "export", GROUP, "--output", "pack.zip", "--config", "gw.yaml", "--lang", lang)
    assert written.exit_code == 0, written.output
    with ZipFile(tmp_path / "pack.zip") as pack:
        assert COVER[lang] in pack.read("evidence.html").decode()
        head = json.loads(pack.read("manifest.json"))["chains"][0]["head"]
    assert head in written.output
    verified = run("evidence", "verify", "pack.zip", "--head", head, "--lang", lang)
    assert (verified.exit_code, verified.output.split(",")[0].split("，")[0]) == (0, LINES[lang])


def test_a_store_verifies_while_it_is_open_elsewhere(store: Store, run: Run) -> None:
    verified = run("evidence", "verify", GROUP, "--store", "--config", "gw.yaml")
    assert (verified.exit_code, verified.output) == (0, "ok: lines 2, redacted 0, withheld 0\n")


def test_a_head_that_is_not_there_is_a_fault(store: Store, run: Run) -> None:
    verified = run("evidence", "verify", "--store", "--head", "ab" * 32, "--config", "gw.yaml")
    assert verified.exit_code == 1
    assert "the noted head is not there" in verified.output


def test_a_line_that_was_changed_is_named(store: Store, run: Run) -> None:
    with store.begin() as transaction:
        transaction.redact_ledger(GROUP, [2])
    verified = run("evidence", "verify", "--store", "--config", "gw.yaml")
    assert (verified.exit_code, verified.output.splitlines()[0]) == (
        1,
        "qq:1 line 2: erased, and no line says why",
    )


def test_a_hold_is_placed_once_and_released_once(store: Store, run: Run) -> None:
    case = (GROUP, "--case", "2024-17", "--by", "ann", "--reason", "police", "--config", "gw.yaml")
    assert [run("evidence", "hold", *case).exit_code for _ in range(2)] == [0, 0]
    with store.read() as transaction:
        assert [(row.case_number, row.by, row.reason) for row in transaction.holds()] == [("2024-17", "ann", "police")]
    assert [run("evidence", "release", *case).exit_code for _ in range(2)] == [0, 2]
    assert run("evidence", "verify", "--store", "--config", "gw.yaml").output.startswith("ok: lines 5")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(["export", "qq:2"], "there is no evidence of qq:2", id="unknown group"),
        pytest.param(["export", GROUP, "--from", "today"], "expected a day like 2024-03-01", id="no day"),
        pytest.param(["export", GROUP, "--output", "no/pack.zip"], "expected a file to write to", id="no folder"),
        pytest.param(["verify", "gw.yaml"], "no readable ZIP", id="no pack"),
        pytest.param(["verify", "none.zip"], "No such file", id="no file"),
        pytest.param(["verify", "qq:2", "--store"], "there is no evidence of qq:2", id="no chain"),
        pytest.param(["verify", "--store", "--head", "x"], "64 hexadecimal digits", id="no head"),
        pytest.param(["verify"], "expected a PACK, or --store", id="nothing"),
        pytest.param(
            ["hold", "qq:2", "--case", "1", "--by", "ann", "--reason", "x"], "nothing is known of qq:2", id="hold"
        ),
    ],
)
def test_what_cannot_be_done_is_said(store: Store, run: Run, arguments: list[str], why: str) -> None:
    answer = run("evidence", *arguments, "--config", "gw.yaml")
    assert answer.exit_code == 2
    assert why in answer.output


def test_who_only_checks_files_is_told_that_there_is_no_store(run: Run, tmp_path: Path) -> None:
    answer = run("evidence", "export", GROUP)
    assert answer.exit_code == 2
    assert "what `groupwarden serve` keeps; `check` judges files and keeps nothing" in answer.output
    assert list(tmp_path.iterdir()) == []
