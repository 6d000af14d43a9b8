"""networkx finds the backend by the entry points that the project declares."""

import os
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

from graph.backend.info import FUNCTIONS

ROOT = Path(__file__).parents[3]


def test_networkx_dispatches_every_function(tmp_path: Path) -> None:
    """A clone is not installed: the entry points stand in metadata made for the test."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    metadata = tmp_path / "groupwarden-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: groupwarden\nVersion: 0\n")
    points = ConfigParser()
    points.read_dict(declared)
    with (metadata / "entry_points.txt").open("w") as file:
        points.write(file)
    run = subprocess.run(
        [sys.executable, "-m", "tests.graph.backend.dispatching"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))},
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.split() == list(FUNCTIONS)
