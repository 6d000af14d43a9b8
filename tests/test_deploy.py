"""What is shipped beside the code is well-formed and names only metrics that exist."""

import json
import re
import shutil
import subprocess
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parent.parent / "deploy"
PROMETHEUS = DEPLOY / "prometheus"
SERIES = re.compile(r"\bgroupwarden_[a-z_]+")
PROMTOOL = shutil.which("promtool")


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.y*ml")), ids=lambda path: path.name)
def test_yaml_is_well_formed(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8")) is not None


def test_every_panel_asks_something() -> None:
    board = json.loads((DEPLOY / "grafana/dashboards/groupwarden.json").read_text("utf-8"))
    assert all(SERIES.search(target["expr"]) for panel in board["panels"] for target in panel["targets"])


@pytest.mark.skipif(find_spec("monitor.metrics") is None, reason="monitor.metrics does not exist yet")
@pytest.mark.parametrize("name", ["grafana/dashboards/groupwarden.json", "prometheus/alerts.yml"])
def test_every_metric_named_exists(name: str) -> None:
    known: frozenset[str] = import_module("monitor.metrics").METRIC_NAMES
    named = {re.sub("_bucket$", "", series) for series in SERIES.findall((DEPLOY / name).read_text("utf-8"))}
    assert named
    assert named <= known


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")
@pytest.mark.parametrize(("kind", "name"), [("config", "prometheus.yml"), ("rules", "alerts.yml")])
def test_promtool_accepts(kind: str, name: str) -> None:
    command = [str(PROMTOOL), "check", kind, str(PROMETHEUS / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
    assert done.returncode == 0, done.stderr
