"""What we promise about installing, read from the files that do it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def locked(lock: str) -> dict[str, set[str]]:
    """Return the versions that *lock* pins by name; more than one where they depend on the Python."""
    pins: dict[str, set[str]] = {}
    for entry in filter(None, map(ENTRY.match, (ROOT / lock).read_text().splitlines())):
        pins.setdefault(entry["name"], set()).add(entry["version"])
    return pins


def named(requirements: list[str]) -> set[str]:
    """Return the distribution names of *requirements*."""
    return {re.split(r"[\[<>=]", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_says_nothing_of_hosts_or_paths(lock: str) -> None:
    strangers = [line for line in (ROOT / lock).read_text().splitlines() if not (ENTRY.match(line) or HASH.match(line))]
    assert strangers == []


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert named(project["project"]["dependencies"]) <= set(locked("requirements.lock"))
    assert named(project["dependency-groups"]["dev"]) <= set(locked("requirements-dev.lock"))


def test_both_locks_agree_on_what_they_share() -> None:
    runtime, develop = map(locked, LOCKS)
    disagreeing = {name for name in set(runtime) & set(develop) if runtime[name] != develop[name]}
    assert disagreeing == set()


def test_every_file_that_contributing_names_is_there() -> None:
    paths = re.findall(
        r"`((?:rules|monitor|graph|api|tests|deploy|\.ci)/[\w./]*)`", (ROOT / "CONTRIBUTING.md").read_text()
    )
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
