"""A pack of evidence: a ZIP of a few files, with what is needed to verify each and all of them.

`SHA256SUMS` has the digest of every other file, as `sha256sum -c` reads it; `manifest.json` says what the pack is about
and has the digests of the files made from the chains. The same evidence makes the same bytes.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping

import msgspec

from monitor.errors import MonitorError
from monitor.evidence.extract import Extract

EVIDENCE, TABLE, PAGE, MANIFEST, SUMS = "evidence.json", "evidence.csv", "evidence.html", "manifest.json", "SHA256SUMS"
MADE = (EVIDENCE, TABLE, PAGE)
NAMES = (*MADE, MANIFEST)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


class PackError(MonitorError):
    """A file is no pack of evidence."""


class FileNote(msgspec.Struct, frozen=True):
    """A file of the pack with its integrity value (完整性校验值)."""

    name: str
    type: str
    bytes: int
    sha256: str


class ChainNote(msgspec.Struct, frozen=True):
    """Which lines of a chain are in the pack; `head` is the hash of the last of them."""

    chain: str
    first: int
    last: int
    head: str


class Manifest(msgspec.Struct, frozen=True):
    """What a pack is about. Times are RFC 3339; None is the beginning, or the end."""

    format: str
    tool: str
    community: str
    audience: str
    language: str
    since: str | None
    until: str | None
    chains: tuple[ChainNote, ...]
    files: tuple[FileNote, ...]


_TYPES = {"json": "application/json", "csv": "text/csv", "html": "text/html"}


def note(name: str, content: bytes) -> FileNote:
    """Return what a manifest says of the file *name*."""
    return FileNote(name, _TYPES[name.rpartition(".")[2]], len(content), hashlib.sha256(content).hexdigest())


def chain_notes(extract: Extract) -> tuple[ChainNote, ...]:
    """Return what a manifest says of the chains of *extract*."""
    return tuple(
        ChainNote(section.chain, section.lines[0].number, section.lines[-1].number, section.head)
        for section in extract.sections
    )


def encoded(document: msgspec.Struct) -> bytes:
    """Return *document* as JSON for people, too."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of *files* and their digests; uncompressed, for no two versions compress to the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {**files, SUMS: sums(files)}.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = _READABLE
            entry.create_system = 3  # Unix, wherever it is made
            archive.writestr(entry, content)
    return whole.getvalue()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the digests of *files* as `sha256sum -c` reads them."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()


def unpack(whole: bytes) -> dict[str, bytes]:
    """Return the files of the ZIP *whole*, which is not compressed: no more comes out than went in.

    Raises:
        PackError: it is no pack.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            entries = archive.infolist()
            if any(entry.compress_type for entry in entries) or sum(entry.file_size for entry in entries) > len(whole):
                raise PackError("this ZIP is compressed; expected the file as `evidence export` has written it")
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise PackError(f"this is no readable ZIP: {error}") from error
    if not files.keys() & {EVIDENCE, MANIFEST, SUMS}:
        raise PackError("this is no pack of evidence; expected a ZIP that `evidence export` has written")
    return files
