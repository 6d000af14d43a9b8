"""Only the commands that need a heavy library load it."""

import subprocess
import sys

import pytest

HEAVY = {"networkx", "numba", "numpy", "scipy", "sklearn"}


@pytest.mark.parametrize(
    "command",
    ["check", "classify", "serve", "demo", "rule_test", "rule_explain", "text_explain", "evidence_export"],
)
def test_training_and_graphs_alone_load_their_libraries(command: str) -> None:
    assert loaded_by(command) == set()


def test_a_report_on_a_graph_loads_neither_a_compiler_nor_what_training_needs() -> None:
    assert loaded_by("graph_report") == {"networkx", "numpy"}


def loaded_by(command: str) -> set[str]:
    """Return the heavy libraries that importing *command* loads."""
    code = f"import sys, api.cli.{command}; print(*{HEAVY} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert found.returncode == 0, found.stderr
    return set(found.stdout.split())
