"""What we promise about installing, read from the files that do it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==[\w.]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def locked(lock: str) -> set[str]:
    """Return the names that *lock* pins."""
    entries = map(ENTRY.match, (ROOT / lock).read_text().splitlines())
    return {entry["name"] for entry in entries if entry}


def named(requirements: list[str]) -> set[str]:
    """Return the distribution names of *requirements*."""
    return {re.split(r"[\[<>=]", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_says_nothing_of_hosts_or_paths(lock: str) -> None:
    strangers = [line for line in (ROOT / lock).read_text().splitlines() if not (ENTRY.match(line) or HASH.match(line))]
    assert strangers == []


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert named(project["project"]["dependencies"]) <= locked("requirements.lock")
    assert named(project["dependency-groups"]["dev"]) <= locked("requirements-dev.lock")


def test_both_locks_agree_on_what_they_share() -> None:
    pins = [
        {line.removesuffix(" \\") for line in (ROOT / lock).read_text().splitlines() if ENTRY.match(line)}
        for lock in LOCKS
    ]
    shared = locked(LOCKS[0]) & locked(LOCKS[1])
    assert {pin.split("==")[0] for pin in pins[0] & pins[1]} >= shared - {"colorama"}
