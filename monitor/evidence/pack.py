"""A pack of evidence: a ZIP of a few files, with what is needed to verify each and all of them.

`SHA256SUMS` has the digest of every other file, as `sha256sum -c` reads it; `manifest.json` says what the pack is about
and has the digests of the files made from the chains. The same evidence makes the same bytes.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec

from monitor.errors import MonitorError
from monitor.evidence.chain import start
from monitor.evidence.extract import FORMAT, Audience, Extract, Line, Section
from monitor.evidence.verification import Fault, Link, Verdict, verify

EVIDENCE, TABLE, PAGE, MANIFEST, SUMS = "evidence.json", "evidence.csv", "evidence.html", "manifest.json", "SHA256SUMS"
_MOST_BYTES = 1 << 30  # of one file: a ZIP can promise more than there is memory
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
        for name, content in {**files, SUMS: _sums(files)}.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = _READABLE
            entry.create_system = 3  # Unix, wherever it is made
            archive.writestr(entry, content)
    return whole.getvalue()


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()


def unpack(whole: bytes) -> dict[str, bytes]:
    """Return the files of the ZIP *whole*.

    Raises:
        PackError: it is no pack.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            if any(entry.file_size > _MOST_BYTES for entry in archive.infolist()):
                raise PackError("this ZIP has files too large for a pack of evidence")
            files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise PackError(f"this is no readable ZIP: {error}") from error
    if not files.keys() & {EVIDENCE, MANIFEST, SUMS}:
        raise PackError("this is no pack of evidence; expected a ZIP that `evidence export` has written")
    return files


def verify_pack(files: Mapping[str, bytes], heads: frozenset[bytes] = frozenset()) -> Verdict:
    """Return what is wrong with the *files* of a pack; *heads* are those that somebody noted."""
    verdict = Verdict(list(_file_faults(files)))
    try:
        extract = msgspec.json.decode(files.get(EVIDENCE, b""), type=Extract)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return verdict
    if extract.format != FORMAT:
        verdict.faults.append(Fault(EVIDENCE, "unknown"))
    for section in extract.sections:
        verdict.add(_verify_section(section, extract.audience, heads))
    verdict.faults += _head_faults(extract, files)
    return verdict


def _file_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what differs from the digests of the pack."""
    for name in (EVIDENCE, TABLE, PAGE, MANIFEST, SUMS):
        if name not in files:
            yield Fault(name, "file missing")
    others = {name: content for name, content in files.items() if name != SUMS}
    noted = dict(_noted_sums(files.get(SUMS, b"")))
    for name, content in others.items():
        if noted.get(name) != hashlib.sha256(content).hexdigest():
            yield Fault(name, "file changed" if name in noted else "unknown")
    if SUMS in files and files[SUMS] != _sums({name: files[name] for name in noted if name in files}):
        yield Fault(SUMS, "file changed")
    if manifest := _manifest(files):
        for entry in manifest.files:
            if entry.name in files and entry != note(entry.name, files[entry.name]):
                yield Fault(entry.name, "file changed")


def _noted_sums(sums: bytes) -> Iterator[tuple[str, str]]:
    for line in sums.decode(errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _manifest(files: Mapping[str, bytes]) -> Manifest | None:
    try:
        return msgspec.json.decode(files.get(MANIFEST, b""), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _head_faults(extract: Extract, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield the chains that are not those of the manifest."""
    manifest = _manifest(files)
    noted = {entry.chain: entry for entry in manifest.chains} if manifest else {}
    found = {section.chain: section for section in extract.sections}
    for chain in sorted(noted.keys() - found.keys()):
        yield Fault(chain, "missing", noted[chain].first, noted[chain].last)
    for chain in sorted(found.keys() - noted.keys()):
        yield Fault(chain, "unknown")
    for chain in sorted(found.keys() & noted.keys()):
        lines, entry = found[chain].lines, noted[chain]
        if lines and lines[0].number > entry.first:
            yield Fault(chain, "missing", entry.first, lines[0].number - 1)
        if not lines or lines[-1].hash != entry.head:
            last = lines[-1].number if lines else entry.first - 1
            yield Fault(chain, "truncated", last + 1, entry.last)


def _verify_section(section: Section, audience: Audience, heads: frozenset[bytes]) -> Verdict:
    verdict, links = Verdict(), list[Link]()
    for before, line in pairwise(section.lines):
        if line.number <= before.number:
            verdict.faults.append(Fault(section.chain, "reordered", line.number, line.number))
    for line in sorted(section.lines, key=lambda line: line.number):
        try:
            links.append(_link(line, audience))
        except ValueError:
            verdict.faults.append(Fault(section.chain, "changed", line.number, line.number))
    after = links[0].number - 1 if links else 0
    previous = start(section.chain) if after == 0 else _bytes(section.previous)
    verdict.add(verify(section.chain, links, (after, previous), heads=heads, to_end=section.to_end))
    return verdict


def _link(line: Line, audience: Audience) -> Link:
    """Return *line* as it is verified.

    Raises:
        ValueError: it has not got what a line for *audience* has.
    """
    if line == Line(line.number, line.hash) and audience == "owner":
        return Link(line.number, bytes.fromhex(line.hash), withheld=True)
    if line.at is None or line.kind is None or line.commitment is None:
        raise ValueError(line.number)
    entry = line.entry
    return Link(
        line.number,
        bytes.fromhex(line.hash),
        line.at,
        line.kind,
        str(entry.get("subject")) if entry else "",
        bytes.fromhex(line.commitment),
        bytes.fromhex(line.salt) if line.salt is not None else None,
        msgspec.json.encode(entry, order="sorted") if entry is not None else None,
    )


def _bytes(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""
