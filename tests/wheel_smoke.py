"""Runs inside an environment that holds the built wheel: `python -I tests/wheel_smoke.py CLONE`."""

import subprocess
import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import networkx as nx

from graph.backend.forest_graph import ForestGraph

PACKAGES = ("rules", "graph", "monitor", "api")


def check_ownership() -> None:
    """Nothing else installs packages under our four plain names."""
    owners = packages_distributions()
    for package in PACKAGES:
        assert owners[package] == ["groupwarden"], f"{package} belongs to {owners[package]}"


def check_contents(clone: Path) -> None:
    """The wheel carries every file of the four packages: packs, templates and migrations as well as code."""
    installed = {str(file) for file in distribution("groupwarden").files or () if file.parts[0] in PACKAGES}
    for package in PACKAGES:
        for file in (clone / package).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert str(file.relative_to(clone)) in installed, f"the wheel lacks {file}"


def check_command() -> None:
    """The installed command starts and knows its version."""
    command = Path(sys.executable).with_name("groupwarden")
    version = subprocess.run([command, "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own command
    assert distribution("groupwarden").version in version, version
    subprocess.run([command, "--help"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command


def check_backend() -> None:
    """networkx finds the installed backend: it could not read a forest of arrays itself."""
    networkx: Any = nx  # whose types know no graphs but its own
    assert networkx.ancestors(ForestGraph([-1, 0, 1, -1]), 2) == {0, 1}


if __name__ == "__main__":
    check_ownership()
    check_contents(Path(sys.argv[1]))
    check_command()
    check_backend()
    sys.stdout.write("the wheel works on its own\n")
