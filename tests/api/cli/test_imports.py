"""Only `train` loads what training needs."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", ["check", "classify", "serve", "demo", "rule_test", "rule_explain", "text_explain"])
def test_nothing_but_training_loads_its_libraries(command: str) -> None:
    code = f"import sys, api.cli.{command}; print(*{{'numpy', 'scipy', 'sklearn'}} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (found.returncode, found.stdout) == (0, "\n"), found.stderr
