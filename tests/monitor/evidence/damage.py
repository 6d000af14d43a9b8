"""Ways in which somebody could tamper with evidence, one at a time, at random."""

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import msgspec
from sqlalchemy import Connection

from monitor.evidence.pack import EVIDENCE, MANIFEST, SUMS, note, pack, unpack

Files = dict[str, bytes]


def changed_byte(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* with one byte of one of them changed."""
    name = random.choice(sorted(files))
    content = bytearray(files[name])
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return {**files, name: bytes(content)}


def lost_file(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* without one of them."""
    lost = random.choice(sorted(files))
    return {name: content for name, content in files.items() if name != lost}


def lost_line(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* without one line of evidence, their digests made anew."""

    def lose(lines: list[Any]) -> None:
        del lines[random.randrange(len(lines))]

    return _resealed(files, random, lose)


def swapped_lines(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* with two lines of evidence in each other's place, their digests made anew."""

    def swap(lines: list[Any]) -> None:
        one, other = random.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]

    return _resealed(files, random, swap)


def swapped_contents(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* with what two lines say exchanged, their digests made anew."""

    def swap(lines: list[Any]) -> None:
        one, other = random.sample([line for line in lines if "entry" in line], 2)
        for name in ("entry", "salt", "commitment"):
            one[name], other[name] = other[name], one[name]

    return _resealed(files, random, swap)


def changed_line(files: Mapping[str, bytes], random: Random) -> Files:
    """Return *files* with one value of one line of evidence changed, their digests made anew."""

    def change(lines: list[Any]) -> None:
        line = random.choice(lines)
        owner = random.choice([line, line["entry"]]) if "entry" in line else line
        name = random.choice([name for name, value in owner.items() if isinstance(value, int | str)])
        owner[name] = _other(owner[name], random)

    return _resealed(files, random, change)


def _other(value: int | str, random: Random) -> int | str:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ 1 << random.randrange(40)
    place = random.randrange(max(len(value), 1))
    other = random.choice([letter for letter in "0123456789abcdef" if letter != value[place : place + 1]])
    return value[:place] + other + value[place + 1 :]


def _resealed(files: Mapping[str, bytes], random: Random, tamper: Callable[[list[Any]], None]) -> Files:
    """Return *files* after *tamper* was at the lines of a chain; only the manifest's heads stay what they were."""
    evidence, manifest = json.loads(files[EVIDENCE]), json.loads(files[MANIFEST])
    tamper(random.choice([section["lines"] for section in evidence["sections"] if len(section["lines"]) > 2]))
    changed = _written(evidence)
    for entry in manifest["files"]:
        if entry["name"] == EVIDENCE:
            entry["bytes"], entry["sha256"] = len(changed), note(EVIDENCE, changed).sha256
    others = {name: content for name, content in files.items() if name != SUMS}
    return unpack(pack({**others, EVIDENCE: changed, MANIFEST: _written(manifest)}))


def _written(document: object) -> bytes:
    """Return *document* as packs are written: whoever tampers can do that, too."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


PACK_DAMAGES: Sequence[Callable[[Mapping[str, bytes], Random], Files]] = (
    *(changed_byte, changed_byte, changed_byte),
    *(lost_file, lost_line, swapped_lines, swapped_contents, changed_line),
)

_COLUMNS = ("chain", "number", "at", "kind", "subject", "salt", "content", "commitment", "hash")


def changed_cell(connection: Connection, random: Random) -> None:
    """Change one byte of one cell of a row of the ledger."""
    cell, column = _place(connection, random), random.choice(_COLUMNS)
    chosen = f"SELECT {column} FROM ledger WHERE rowid = ?"  # noqa: S608 - one of ours
    value = connection.exec_driver_sql(chosen, (cell,)).scalar_one()
    if value is None:
        changed: object = b"?"
    elif isinstance(value, bytes):
        changed = _flipped(value, random)
    elif isinstance(value, int):
        changed = value ^ 1 << (random.randrange(8, 32) if column == "number" else random.randrange(48))
    else:
        changed = _other(value, random)
    statement = f"UPDATE ledger SET {column} = ? WHERE rowid = ?"  # noqa: S608 - one of ours
    connection.exec_driver_sql(statement, (changed, cell))


def lost_row(connection: Connection, random: Random) -> None:
    """Delete one row of the ledger."""
    connection.exec_driver_sql("DELETE FROM ledger WHERE rowid = ?", (_place(connection, random),))


def swapped_rows(connection: Connection, random: Random) -> None:
    """Let two rows of the ledger stand in each other's place."""
    rows = connection.exec_driver_sql("SELECT rowid, chain, number FROM ledger").all()
    (one, *first), (other, *second) = random.sample(rows, 2)
    for row, place in ((one, ["", 0]), (other, first), (one, second)):
        connection.exec_driver_sql("UPDATE ledger SET chain = ?, number = ? WHERE rowid = ?", (*place, row))


ROW_DAMAGES: Sequence[Callable[[Connection, Random], None]] = (changed_cell, changed_cell, lost_row, swapped_rows)


def _place(connection: Connection, random: Random) -> int:
    place: int = random.choice(connection.exec_driver_sql("SELECT rowid FROM ledger").scalars().all())
    return place


def _flipped(value: bytes, random: Random) -> bytes:
    changed = bytearray(value)
    changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)
