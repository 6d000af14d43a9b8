"""A machine that cannot build us hears so in one line that names the fix."""

import subprocess
import sys
from pathlib import Path

import pytest

PREFLIGHT = Path(__file__).parents[1] / "deploy" / "preflight"


def python_where(prelude: str, folder: Path, name: str = "python3") -> Path:
    """Put a Python on the PATH in which *prelude* has already happened."""
    program = folder / name
    program.write_text(f"""#!/bin/sh\nexec '{sys.executable}' -c '{prelude}; import sys; exec(sys.argv[1])' "$2"\n""")
    program.chmod(0o755)
    return program


def preflight(path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with nothing but *path* on the PATH."""
    return subprocess.run(  # noqa: S603 - our own script
        [PREFLIGHT, *arguments], env={"PATH": str(path), **environment}, capture_output=True, text=True, check=False
    )


def refusal(path: Path, *arguments: str, **environment: str) -> str:
    """Return the one line with which the script refuses."""
    outcome = preflight(path, *arguments, **environment)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    (line,) = outcome.stderr.splitlines()
    return line


def test_a_fit_python_is_printed(tmp_path: Path) -> None:
    python_where("pass", tmp_path)
    outcome = preflight(tmp_path, CC="/bin/sh")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, f"{sys.executable}\n", "")


def test_the_newest_fit_python_wins_over_an_unfit_one(tmp_path: Path) -> None:
    python_where('import sys; sys.modules["venv"] = None', tmp_path, "python3.13")
    python_where("""import sys; sys.executable = "the 3.12" """, tmp_path, "python3.12")
    python_where("pass", tmp_path, "python3")
    assert preflight(tmp_path, CC="/bin/sh").stdout == "the 3.12\n"


@pytest.mark.parametrize(
    ("prelude", "compiler", "named"),
    [
        pytest.param("import sys; sys.version_info = (3, 9, 2)", "/bin/sh", "is Python 3.9, but 3.11, 3.12", id="old"),
        pytest.param("import sys; sys.version_info = (3, 14, 0)", "/bin/sh", "is Python 3.14, but 3.11", id="new"),
        pytest.param('import sys; sys.modules["venv"] = None', "/bin/sh", "install its venv module", id="no venv"),
        pytest.param('import sys; sys.modules["ensurepip"] = None', "/bin/sh", "-venv)", id="no ensurepip"),
        pytest.param("pass", "no-such-cc", "no C compiler (no-such-cc)", id="no compiler"),
        pytest.param(
            'import sysconfig; sysconfig.get_path = lambda _: "/nowhere"',
            "/bin/sh",
            "no Python.h in /nowhere: install the headers",
            id="no headers",
        ),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, prelude: str, compiler: str, named: str) -> None:
    python_where(prelude, tmp_path)
    assert named in refusal(tmp_path, CC=compiler)


def test_a_machine_without_a_compiler_on_its_path_is_told(tmp_path: Path) -> None:
    python_where("pass", tmp_path)
    assert "no C compiler" in refusal(tmp_path)


def test_a_machine_without_python_is_told(tmp_path: Path) -> None:
    assert "Python does not run: install Python 3.11, 3.12 or 3.13" in refusal(tmp_path)


def test_a_python_asked_for_by_name_is_the_only_one_tried(tmp_path: Path) -> None:
    python_where("pass", tmp_path)
    assert "python9 does not run" in refusal(tmp_path, "python9", CC="/bin/sh")
