"""An offline check tells nothing of rules that are not in force."""

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import EventFile, Run
from tests.rules.packwriter import draft, write


@pytest.mark.parametrize(("maturity", "found"), [("sandbox", False), ("deprecated", False), ("incubating", True)])
def test_a_check_runs_the_rules_in_force(
    maturity: str, found: bool, run: Run, event_file: EventFile, tmp_path: Path
) -> None:
    (tmp_path / "packs").mkdir()
    write(tmp_path / "packs", draft(maturity=maturity, levels=[{"severity": "low", "all": {"by_staff": False}}]))
    (tmp_path / "groupwarden.yaml").write_text("packs: [packs]\n", encoding="utf-8")
    report = json.loads(run("check", event_file("大家好"), "--format", "json").stdout)
    findings = [finding["rule"] for community in report["communities"] for finding in community["findings"]]
    assert ("sample" in findings) == found
