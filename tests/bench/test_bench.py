"""The measurements work; how fast anything is depends on the machine and is not asserted."""

import json
from pathlib import Path

import pytest

from tests.bench import campaigns
from tests.bench.__main__ import main


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
