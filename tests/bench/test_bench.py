"""The measurements work; how fast anything is depends on the machine and is not asserted."""

import json
from pathlib import Path

import pytest

from rules.scorer.training import Labelled
from tests.bench import campaigns, graph_speed, outlook_calibration, text_speed
from tests.bench.__main__ import main

TWO_SORTS = (("加微信abc12345,日结300", "ad"), ("今晚吃什么", "ham"))


@pytest.mark.parametrize("arguments", [["--quick"], ["--quick", "--profile"]], ids=" ".join)
def test_a_quick_run_prints_every_figure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(arguments)
    printed = capsys.readouterr().out
    for word in ("judge", "tottime") if "--profile" in arguments else ("events/s", "facts/s", "MiB", "HTTP"):
        assert word in printed


def test_campaigns_are_measured_on_whatever_messages_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    campaigns.main([str(tmp_path)])
    assert "skipped" in capsys.readouterr().out
    texts = [f"厂家直销{thing}，今天下单立减一百，全国包邮，先到先得" for thing in ("羽绒被", "羽绒服", "保温杯")]
    lines = [{"text": text, "label": label} for text in texts for label in ("ad", "ham")]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    campaigns.main([str(tmp_path)])
    printed = capsys.readouterr().out
    for word in ("recall", "precision", "messages/s", "MiB"):
        assert word in printed


def test_reading_is_measured_against_what_others_read_with() -> None:
    texts = [Labelled(f"{what}{number}", label, "") for number in range(20) for what, label in TWO_SORTS]
    amounts = text_speed.Amounts(words=50, messages=5, runs=1, sizes=(100, 200), fuzzed=100, fuzzing=0.01)
    tables = {title: list(rows) for title, rows in text_speed.tables(text_speed.Texts(texts, texts), amounts)}
    measured = [row.what for rows in tables.values() for row in rows]
    for what in ("normaliser", "whole path: signals and score", "F1 of whole path", "200 characters", "fuzzed texts"):
        assert what in measured


def test_forecasts_are_compared_with_what_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outlook_calibration.main(tmp_path)
    assert "nothing is measured" in capsys.readouterr().out
    deposits = [0, 0, *(100 * min(day, 80 - day) for day in range(1, 80))]
    lines = [
        "day,value transactions in,value transactions out",
        *(f"{day},{paid},0" for day, paid in enumerate(deposits)),
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "b.csv").write_text("\n".join([*lines, f"{len(deposits)},5000,0"]), encoding="utf-8")
    outlook_calibration.main(tmp_path)
    printed = capsys.readouterr().out
    for word in ("naive logistic", "nominal 80%", "6 of 6", "width", "the other schemes"):
        assert word in printed


def test_a_life_begins_with_the_first_deposit_and_ends_with_nearly_the_last(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("day,value transactions in,value transactions out\n0,,\n1,90,1\n2,4,\n3,1,\n4,5,", encoding="utf-8")
    deposits = outlook_calibration.read_deposits(path)
    assert deposits == [90, 4, 1, 5]
    assert outlook_calibration.life_of(deposits) == 3


def test_a_quick_run_on_forests_compares_every_result(capsys: pytest.CaptureFixture[str]) -> None:
    graph_speed.main(["--quick"])
    printed = capsys.readouterr().out
    for what in ("rustworkx", "3,000 tiers / scheme-like", "bincount", "B an edge", "SVG", "nx.pagerank"):
        assert what in printed
