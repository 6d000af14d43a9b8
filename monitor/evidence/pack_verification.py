"""What is wrong with a pack of evidence: in its files, in its chains, and between them.

There is one way to write a pack, and whatever is written otherwise is a fault: who reads it, or another program, may
take it for something else. A name may stand in it twice, or one that means nothing here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

import msgspec

from monitor.evidence.chain import start
from monitor.evidence.extract import FORMAT, Audience, Extract, Line, Section
from monitor.evidence.ledger import subject_of
from monitor.evidence.pack import (
    EVIDENCE,
    MADE,
    MANIFEST,
    NAMES,
    SUMS,
    Manifest,
    chain_notes,
    encoded,
    note,
    pack,
    sums,
    unpack,
)
from monitor.evidence.verification import Fault, Link, Verdict, verify

Document = TypeVar("Document", bound=msgspec.Struct)


def verify_zip(whole: bytes, heads: frozenset[bytes] = frozenset()) -> Verdict:
    """Return what is wrong with the ZIP *whole*; *heads* are those that somebody noted.

    Programs find other files than these where two have one name, one is a link, or something stands before the archive.

    Raises:
        PackError: it is no pack.
    """
    files = unpack(whole)
    verdict = verify_pack(files, heads)
    if pack({name: files[name] for name in NAMES if name in files}) != whole:
        verdict.faults.append(Fault("ZIP", "foreign"))
    return verdict


def verify_pack(files: Mapping[str, bytes], heads: frozenset[bytes] = frozenset()) -> Verdict:
    """Return what is wrong with the *files* of a pack; *heads* are those that somebody noted."""
    verdict = Verdict(list(_file_faults(files)))
    extract = _read(files.get(EVIDENCE, b""), Extract)
    manifest = _read(files.get(MANIFEST, b""), Manifest)
    for name, document in ((EVIDENCE, extract), (MANIFEST, manifest)):
        if name in files and (document is None or document.format != FORMAT or encoded(document) != files[name]):
            verdict.faults.append(Fault(name, "foreign"))
    if extract:
        verdict.faults += _foreign_chains(extract)
        for section in extract.sections:
            verdict.add(_verify_section(section, extract.audience, heads))
    if extract and manifest:
        verdict.faults += _head_faults(extract, manifest)
        verdict.faults += _manifest_faults(extract, manifest, files)
    return verdict


def _file_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what is not in a pack, and what differs from the digests of this one."""
    for name in (*NAMES, SUMS):
        if name not in files:
            yield Fault(name, "file missing")
    noted = dict(_noted_sums(files.get(SUMS, b"")))
    for name, content in files.items():
        if name not in {*NAMES, SUMS} or (name != SUMS and name not in noted):
            yield Fault(name, "unknown")
        elif name != SUMS and noted[name] != hashlib.sha256(content).hexdigest():
            yield Fault(name, "file changed")
    if SUMS in files and files[SUMS] != sums({name: files[name] for name in noted if name in files}):
        yield Fault(SUMS, "file changed")


def _noted_sums(content: bytes) -> Iterator[tuple[str, str]]:
    for line in content.decode(errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _read(content: bytes, kind: type[Document]) -> Document | None:
    """Return the document *content*, None when it is none."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _foreign_chains(extract: Extract) -> Iterator[Fault]:
    """Yield the chains that are not of the community, nor of what belongs to none, or are there twice."""
    chains = Counter(section.chain for section in extract.sections)
    for chain, count in chains.items():
        if count > 1 or subject_of(chain) not in {subject_of(extract.community), chain}:
            yield Fault(chain, "unknown")


def _head_faults(extract: Extract, manifest: Manifest) -> Iterator[Fault]:
    """Yield the chains that are not those of the manifest."""
    noted = {entry.chain: entry for entry in manifest.chains}
    found = {section.chain: section for section in extract.sections}
    for chain in sorted(noted.keys() - found.keys()):
        yield Fault(chain, "missing", noted[chain].first, noted[chain].last)
    for chain in sorted(found.keys() - noted.keys()):
        yield Fault(chain, "unknown")
    for chain in sorted(found.keys() & noted.keys()):
        lines, entry = found[chain].lines, noted[chain]
        if lines[0].number > entry.first:
            yield Fault(chain, "missing", entry.first, lines[0].number - 1)
        if lines[-1].hash != entry.head:
            yield Fault(chain, "truncated", lines[-1].number + 1, entry.last)


def _manifest_faults(extract: Extract, manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what the manifest says otherwise than the pack does."""
    noted = {entry.name: entry for entry in manifest.files}
    for name in MADE:
        if name in files and noted.get(name) != note(name, files[name]):
            yield Fault(name, "file changed")
    about = (manifest.community, manifest.audience)
    places = tuple(entry.name for entry in manifest.files), manifest.chains
    if about != (extract.community, extract.audience) or places != (MADE, chain_notes(extract)):
        yield Fault(MANIFEST, "foreign")


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
    verdict.add(verify(section.chain, links, (after, _previous(section, after)), heads=heads, to_end=section.to_end))
    return verdict


def _previous(section: Section, after: int) -> bytes:
    """Return the hash of the line *after* which the section begins; empty, which no line follows, when it is wrong."""
    try:
        previous = _digits(section.previous)
    except ValueError:
        return b""
    return previous if after or previous == start(section.chain) else b""


def _link(line: Line, audience: Audience) -> Link:
    """Return *line* as it is verified.

    Raises:
        ValueError: it has not got what a line for *audience* has.
    """
    if line == Line(line.number, line.hash, line.digest) and line.digest is not None and audience == "owner":
        return Link(line.number, _digits(line.hash), withheld=_digits(line.digest))
    if line.at is None or line.kind is None or line.commitment is None or line.digest is not None:
        raise ValueError(line.number)
    entry = line.entry
    return Link(
        line.number,
        _digits(line.hash),
        line.at,
        line.kind,
        str(entry.get("subject")) if entry else "",
        _digits(line.commitment),
        _digits(line.salt) if line.salt is not None else None,
        msgspec.json.encode(entry, order="sorted") if entry is not None else None,
    )


def _digits(text: str) -> bytes:
    """Return what is written in hexadecimal digits.

    Raises:
        ValueError: it is not, or not in the one way in which we do.
    """
    digest = bytes.fromhex(text)
    if digest.hex() != text:
        raise ValueError(text)
    return digest
