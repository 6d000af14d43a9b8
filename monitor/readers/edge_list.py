"""Read an edge list: who brought whom, one pair a row, as tables and graph tools write it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from graph.forest import LATEST
from monitor.document import Skipped
from monitor.readers.columns import layout_of, normalised
from monitor.readers.csv_rows import csv_rows
from monitor.readers.export import HEAD, opened, usable
from monitor.readers.lines import text_head
from monitor.readers.local_time import read_time
from monitor.readers.reader import ReadOptions, UnreadableExport

NAME = "edges"
"""what `--source` takes"""
DELIMITERS = ",;\t|，"
"""what may stand between columns: as spreadsheets and graph tools write, and the comma of a Chinese keyboard"""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "inviter": ("inviter", "referrer", "source", "parent", "from", "邀请人", "推荐人", "上级"),
    "member": ("member", "invitee", "target", "child", "to", "被邀请人", "成员", "下级"),
    "time": ("time", "date", "时间", "日期"),
    "seconds": ("seconds",),
    "group": ("group", "community", "tree", "群", "群名"),
}


class Invite(NamedTuple):
    """That *inviter* brought *member* in *group*; `at` is whole seconds, since 1970 or a start, 0 when not told."""

    group: str
    inviter: str
    member: str
    at: int = 0


def is_edge_list(path: Path) -> bool:
    """Return whether the first row of the file at *path* names who brought and who was brought, and nothing said.

    Raises:
        UnreadableExport: the file cannot be opened.
    """
    with opened(path) as stream:
        return _delimiter(stream) is not None


def read_edge_list(path: Path, options: ReadOptions) -> Iterator[Invite | Skipped]:
    """Yield the invites of the file at *path*, and in between the rows that could not be read.

    Raises:
        UnreadableExport: the file cannot be opened, has none of the columns, or not one usable row.
    """
    with opened(path, options.on_bytes) as stream:
        yield from usable(path, _rows(stream, path, options))


def _rows(stream: BufferedReader, path: Path, options: ReadOptions) -> Iterator[Invite | Skipped]:
    places: Mapping[str, int] | None = None
    for row in csv_rows(stream, _delimiter(stream) or ","):
        if isinstance(row, Skipped):
            yield row
        elif places is None:
            places = _places(row[1])
            if places is None:
                known = "; ".join(f"{field}: {', '.join(names)}" for field, names in COLUMNS.items())
                raise UnreadableExport(
                    f"{path}: line {row[0]}: names no inviter and member, expected columns - {known}"
                )
        else:
            yield _invite(*row, places, options)


def _delimiter(stream: BufferedReader) -> str | None:
    """Return what stands between the columns of the next row, None when it is not the header of an edge list."""
    head = text_head(stream.peek(HEAD)[:HEAD])
    header = next((line for line in head.splitlines() if line.strip()), "")
    return next((mark for mark in DELIMITERS if _places(next(csv.reader([header], delimiter=mark)))), None)


def _invite(number: int, cells: Sequence[str], places: Mapping[str, int], options: ReadOptions) -> Invite | Skipped:
    found = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    for name in ("inviter", "member"):
        if not found[name]:
            return Skipped(f"line {number}", f"{name} is empty, expected an id or a name")
    try:
        return Invite(found.get("group", ""), found["inviter"], found["member"], _at(found, options))
    except ValueError as error:
        return Skipped(f"line {number}", f"time {error}")


def _at(found: Mapping[str, str], options: ReadOptions) -> int:
    if written := found.get("time"):
        at = read_time(written, options.zone("generic")).unix
    elif (written := found.get("seconds", "0") or "0").isdecimal():
        at = int(written)
    else:
        raise ValueError(f"{written[:40]!r} is no whole number of seconds")
    if not 0 <= at <= LATEST:
        raise ValueError(f"{written[:40]!r} is outside the years 1970 to 2105")
    return at


def _places(header: Sequence[str]) -> Mapping[str, int] | None:
    """Return where each field stands in *header*, None when it is not the header of an edge list."""
    columns = [normalised(column) for column in header]
    places = {
        field: columns.index(name)
        for field, names in COLUMNS.items()
        for name in [next((name for name in names if name in columns), None)]
        if name is not None
    }
    is_chat = layout_of(header) is not None  # a table of messages may name inviters, too
    return None if is_chat or not {"inviter", "member"} <= places.keys() else places
