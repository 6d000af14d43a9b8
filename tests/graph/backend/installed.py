"""Where networkx finds the backend: a clone is not installed, so entry points stand in metadata made for the run."""

import os
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[3]


def run_installed(module: str, *arguments: str) -> str:
    """Run *module* in a process of its own whose networkx knows the backend; return what it printed."""
    with TemporaryDirectory() as folder:
        _write_metadata(Path(folder) / "groupwarden-0.dist-info")
        return subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((folder, *sys.path))},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


def _write_metadata(folder: Path) -> None:
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: groupwarden\nVersion: 0\n")
    points = ConfigParser()
    points.read_dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"])
    with (folder / "entry_points.txt").open("w") as file:
        points.write(file)
