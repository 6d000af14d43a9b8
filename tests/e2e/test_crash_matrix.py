"""Killed around every commit and before every acknowledgement, a monitor ends where one ends that never was.

Events (CI: 20,000), the steps of moderators, notices to a receiver that is down at times, and retention.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.store import Store
from tests.databases import KINDS, Databases, Kind
from tests.e2e.crash.dump import dump, told
from tests.e2e.crash.history import BATCH

Rows = dict[str, list[tuple[Any, ...]]]


def run(url: str, folder: Path, events: int, fate: str) -> int:
    """Do all the work on the store at *url*; return how many lives ended on the way."""
    folder.mkdir()
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-m", "tests.e2e.crash.lives", url, str(folder), str(events), fate],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5_000:]
    return int(done.stdout.splitlines()[-1])


def rows_of(url: str, folder: Path) -> Rows:
    with closing(Store.open(url, key_file=folder / "keys")) as store:
        return dump(store)


@pytest.fixture(scope="module")
def events(request: pytest.FixtureRequest) -> int:
    number: int = request.config.option.crash_events
    return number


@pytest.fixture(scope="module")
def uninterrupted(databases: Databases, tmp_path_factory: pytest.TempPathFactory, events: int) -> tuple[Rows, set[str]]:
    """What one life leaves behind, and the notices that arrived in it."""
    root = tmp_path_factory.mktemp("whole")
    url = databases.fresh("sqlite", root)
    assert run(url, root / "life", events, "immortal") == 0
    return rows_of(url, root / "life"), set(told(root / "life"))


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_every_point_once_nothing_is_lost_or_doubled(
    kind: Kind, databases: Databases, tmp_path: Path, events: int, uninterrupted: tuple[Rows, set[str]]
) -> None:
    url = databases.fresh(kind, tmp_path)
    lives = run(url, tmp_path / "lives", events, "mortal")
    assert lives > 2 * events / BATCH, "the points at which it dies are gone"
    rows, notices = uninterrupted
    found = rows_of(url, tmp_path / "lives")
    for name, expected in rows.items():
        assert found[name] == expected, name
    taken = told(tmp_path / "lives")
    assert set(taken) == notices
    assert len(taken) > len(notices), "no acknowledgement was ever lost"
