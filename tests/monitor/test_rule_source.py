"""Rules read anew are refused for whatever a start would refuse."""

from pathlib import Path

import pytest

from monitor.panel import Panel
from monitor.rule_source import RuleSource
from monitor.settings import Settings
from rules import PackError
from tests.rules.packwriter import draft, write


def test_a_pack_without_a_window_that_schemes_are_scored_by_is_refused(tmp_path: Path, panel: Panel) -> None:
    write(tmp_path, draft(id="withdrawal-failure-cluster", family="ponzi", maturity="stable"))
    source = RuleSource(lambda: Settings(packs=(tmp_path,)))
    with pytest.raises(PackError, match=r"packs/scoring\.yaml:\d+:\d+: unknown field 'complainers_72h'"):
        source.read(panel)
