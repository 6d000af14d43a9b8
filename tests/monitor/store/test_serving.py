"""One process at a time remembers what a store says; everything else goes on beside it."""

from pathlib import Path

import pytest

from monitor.store import HoldRow, Store, StoreError, alone


def test_nobody_else_is_alone_with_it(url: str) -> None:
    with alone(url):
        for _ in range(2):
            with pytest.raises(StoreError, match="a server works on it"), alone(url):
                pass
    with alone(url), pytest.raises(StoreError, match="a server works on it"), alone(url):
        pass


def test_what_nobody_remembers_is_written_beside_a_server(url: str, store: Store) -> None:
    with alone(url), store.begin() as transaction:
        transaction.put_hold(HoldRow("qq:1", "17", "asked", "mod", 1))
    with store.read() as transaction:
        assert transaction.holds()


def test_it_leaves_no_file_behind(url: str, tmp_path: Path) -> None:
    with alone(url):
        pass
    assert not list(tmp_path.glob("*.serving"))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder is missing"), alone(f"sqlite:///{tmp_path}/none/live.db"):
        pass
