"""Write a small file and read it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.document import Skipped
from monitor.event import Event
from monitor.readers import ReadOptions, read_export

Read = Callable[..., tuple[list[Event], list[Skipped]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads *content* as a file called *name*: its events, and what was skipped."""

    def read_content(
        content: str | bytes, name: str = "群.json", source: str = "auto", options: ReadOptions | None = None
    ) -> tuple[list[Event], list[Skipped]]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        events: list[Event] = []
        skipped: list[Skipped] = []
        for record in read_export(path, source, options):
            if isinstance(record, Skipped):
                skipped.append(record)
            else:
                events.append(record)
        return events, skipped

    return read_content
