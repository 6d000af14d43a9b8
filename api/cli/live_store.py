"""The store of the live monitor, opened beside it."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import MonitorError
from monitor.settings import Settings
from monitor.store import Store


@contextmanager
def live_store(settings: Settings, *, alone: bool = False) -> Generator[Store]:
    """Open the store of *settings*, which there must be; the server may go on running.

    It reads holds, chains of evidence, notices, keys and labels in each transaction anew: these may be written beside
    it. What it remembers - communities, schemes, who people are - may not, unless one is *alone* with the store.

    Raises:
        MonitorError: there is none, or it cannot be used.
    """
    try:
        url = make_url(settings.database)
    except ArgumentError:
        url = None  # opening says what is wrong
    file = Path(url.database) if url and url.get_backend_name() == "sqlite" and url.database else None
    if file and not file.is_file():
        raise MonitorError(
            f"there is no store at {file}: it is what `groupwarden serve` keeps; `check` judges files and keeps "
            "nothing. Name the server's settings with --config"
        )
    with closing(Store.open(settings.database, key_file=settings.key_file, alone=alone)) as store:
        yield store
