"""One process at a time remembers what a store says; everything else goes on beside it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from monitor.store import START, HoldRow, Store, StoreError
from tests.databases import Databases, Kind, Postgres
from tests.monitor.store.samples import an_event

_TAKEN = "a server works on it"


class Alone:
    """Opens stores alone with one database."""

    def __init__(self, url: str, key_file: Path, opened: ExitStack) -> None:
        self._url, self._key_file, self._opened = url, key_file, opened

    def __call__(self) -> Store:
        return self._opened.enter_context(closing(Store.open(self._url, key_file=self._key_file, alone=True)))


@pytest.fixture
def alone(url: str, key_file: Path) -> Iterator[Alone]:
    with ExitStack() as opened:
        yield Alone(url, key_file, opened)


def test_nobody_else_is_alone_with_it(alone: Alone) -> None:
    first = alone()
    for _ in range(2):
        with pytest.raises(StoreError, match=_TAKEN):
            alone()
    first.close()
    alone()
    with pytest.raises(StoreError, match=_TAKEN):
        alone()


def test_who_is_alone_stays_so_and_writes(alone: Alone) -> None:
    store = alone()
    assert not store.stay_alone()
    assert not store.is_lost
    assert write(store, "a")
    assert write(store, "b")


def test_what_nobody_remembers_is_written_beside_a_server(alone: Alone, url: str, key_file: Path) -> None:
    server = alone()
    with closing(Store.open(url, key_file=key_file)) as store, store.begin() as transaction:
        transaction.put_hold(HoldRow("qq:1", "17", "asked", "mod", 1))
    with server.read() as transaction:
        assert transaction.holds()


def test_it_leaves_no_file_behind(alone: Alone, tmp_path: Path) -> None:
    alone().close()
    assert not list(tmp_path.glob("*.serving"))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder is missing"):
        Store.open(f"sqlite:///{tmp_path}/none/live.db", alone=True)


def write(store: Store, id_: str) -> bool:
    """Return whether the event was not there before."""
    with store.begin() as transaction:
        return transaction.add_events([an_event(id_)]) == []


def written(store: Store) -> list[str]:
    with store.read() as transaction:
        return [event.event_id for event in transaction.events_between("qq:1", START, 0)]


class TestOnAServer:
    """A connection can be lost, and with it what it kept away."""

    @pytest.fixture
    def kind(self) -> Kind:
        return "postgresql"

    @pytest.fixture
    def server(self, databases: Databases) -> Postgres:
        return databases.server

    def test_who_lost_it_writes_nothing_until_he_is_alone_again(self, alone: Alone, server: Postgres, url: str) -> None:
        store = alone()
        server.cut_off(url)
        with pytest.raises(StoreError, match="kept other servers away was lost; nothing was written"):
            write(store, "a")
        assert store.is_lost
        assert store.stay_alone()
        assert not store.is_lost
        assert write(store, "a")
        with pytest.raises(StoreError, match=_TAKEN):
            alone()

    def test_who_was_overtaken_writes_nothing_until_the_other_ends(
        self, alone: Alone, server: Postgres, url: str
    ) -> None:
        first = alone()
        server.cut_off(url)
        second = alone()
        assert write(second, "theirs")
        with pytest.raises(StoreError, match="nothing was written"):
            write(first, "ours")
        for _ in range(2):
            with pytest.raises(StoreError, match=_TAKEN):
                first.stay_alone()
            assert first.is_lost
        assert write(second, "theirs, too")
        second.close()
        assert first.stay_alone()
        assert write(first, "ours")
        assert written(first) == ["ours", "theirs", "theirs, too"]

    def test_after_a_server_was_away_who_comes_first_is_alone(self, alone: Alone, server: Postgres) -> None:
        first = alone()
        server.kill()
        try:
            with pytest.raises(StoreError, match="cannot be reached"):
                first.stay_alone()
        finally:
            server.start()
        assert first.stay_alone()
        with pytest.raises(StoreError, match=_TAKEN):
            alone()

    def test_what_was_begun_before_it_was_lost_is_there_when_another_begins(
        self, alone: Alone, server: Postgres, url: str
    ) -> None:
        """He reads only when who was alone before has finished, or he would remember too little."""
        first = alone()
        with ExitStack() as waiting, first.begin() as transaction:
            transaction.add_events([an_event("a")])
            server.cut_off(url)
            pool = waiting.enter_context(ThreadPoolExecutor(1))
            second = pool.submit(lambda: written(alone()))
            while not (second.done() or server.somebody_waits(url)):
                pass
        assert second.result() == ["a"]
