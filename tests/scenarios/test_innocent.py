"""Lawful talk and well-kept groups: nothing at medium or above; what is found below that is on record."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from monitor.findings import Finding
from monitor.panel import Panel
from monitor.workbench.trials import TrialRunner
from rules import Severity, Trial
from tests.conftest import CompareGolden

SNIPPETS = Path(__file__).with_name("innocent")
LEAST = 100


def told() -> Iterator[tuple[str, Trial]]:
    """Yield each snippet with its name; events without a time of their own come three minutes apart."""
    for file in sorted(SNIPPETS.glob("*.yaml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for name, steps in cast("dict[str, list[dict[str, Any]]]", content["snippets"]).items():
            events = [{"at": f"{3 * number}m", **step} for number, step in enumerate(steps)]
            trial = {"name": name, "expect": "near_miss", "profile": content["profile"], "until": "240h"}
            yield f"{file.stem}: {name}", Trial.model_validate({**trial, "events": events})


@pytest.fixture(scope="module")
def found() -> dict[str, list[Finding]]:
    """Return what is found in each snippet."""
    runner = TrialRunner(Panel.load())
    return {name: runner.case(trial).findings(runner.panel) for name, trial in told()}


def test_nobody_is_accused(found: dict[str, list[Finding]]) -> None:
    accused = {
        name: [(finding.rule, Severity(finding.severity).name) for finding in findings]
        for name, findings in found.items()
        if any(finding.severity >= Severity.medium for finding in findings)
    }
    assert accused == {}


def test_what_is_found_is_on_record(found: dict[str, list[Finding]], golden: CompareGolden) -> None:
    assert len(found) > LEAST
    lines = [f"{name}: {', '.join(sorted(map(_said, findings))) or 'nothing'}\n" for name, findings in found.items()]
    golden("innocent.txt", "".join(lines))


def _said(finding: Finding) -> str:
    return f"{finding.rule} ({Severity(finding.severity).name})"
