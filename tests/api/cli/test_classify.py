"""`classify` answers every line, in order, whatever it holds."""

import json
from io import BufferedReader, BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from api.cli.classify import classified
from rules.scorer import Scorer
from rules.signals import SignalReader
from tests.api.cli.conftest import YIELD, Run

READER, SCORER = SignalReader.builtin(), Scorer.shipped()


def test_a_line_gets_its_label_and_the_signals_behind_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps({"text": YIELD, "id": 7}) + "\n")
    result = run("classify", "texts.jsonl")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer.keys() == {"label", "score", "signals"}
    assert answer["label"] == "fraud"
    signal = next(signal for signal in answer["signals"] if signal["kind"] == "yield")
    assert signal == {"kind": "yield", "value": 15.0, "stance": "promote", "span": [12, 18]}


def test_lines_stay_aligned(run: Run) -> None:
    lines = ['{"text": "你好"}', "", "nonsense", '{"text": 5}', '{"words": "x"}', '{"text": "half \\ud83d emoji"}']
    result = run("classify", "-", lines="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(answer) == ["error"] for answer in answers] == [False, True, True, True, True, False]


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    result = run("classify", "nowhere.jsonl")
    assert (result.exit_code, result.stderr) == (2, "groupwarden: nowhere.jsonl: No such file or directory\n")


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line)))
def test_there_is_one_answer_a_line(lines: list[bytes]) -> None:
    stream: BufferedReader = BufferedReader(BytesIO(b"".join(line + b"\n" for line in lines)))
    assert len(list(classified(stream, READER, SCORER))) == len(lines)


def test_words_of_ones_own_are_read_beside_the_shipped_ones(run: Run, tmp_path: Path) -> None:
    (tmp_path / "groupwarden.yaml").write_text("lexicons: [words]\n")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "own.yaml").write_text("gambling_offer:\n  - 玩红蓝方\n", encoding="utf-8")
    answer = json.loads(run("classify", "-", lines='{"text": "来玩红蓝方"}\n').stdout)
    assert [signal["kind"] for signal in answer["signals"]] == ["gambling"]


def test_a_word_for_nothing_that_is_read_is_located(run: Run, tmp_path: Path) -> None:
    (tmp_path / "groupwarden.yaml").write_text("lexicons: [words]\n")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "own.yaml").write_text("gamblng: [x]\n", encoding="utf-8")
    result = run("classify", "-", lines='{"text": "a"}\n')
    assert result.exit_code == 2
    assert "own.yaml: gamblng" in result.stderr
