"""What somebody can do who knows how packs are made, and makes every digest anew that needs no more than the pack."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from monitor.evidence.chain import commitment, line_hash, start, step_digest
from monitor.evidence.pack import EVIDENCE, MANIFEST, NAMES, SUMS, note, pack, sums, unpack
from tests.monitor.evidence.living import salt

Files = dict[str, bytes]
Tamper = Callable[[dict[str, Any]], None]


def forged(files: Mapping[str, bytes], tamper: Tamper) -> Files:
    """Return *files* after *tamper* was at the evidence, with manifest and digests that agree with it."""
    evidence = json.loads(files[EVIDENCE])
    tamper(evidence)
    return resealed({**files, EVIDENCE: written(evidence)})


def described(files: Mapping[str, bytes], tamper: Tamper) -> Files:
    """Return *files* after *tamper* was at the manifest."""
    manifest = json.loads(files[MANIFEST])
    tamper(manifest)
    return unpack(pack({**_without_sums(files), MANIFEST: written(manifest)}))


def resealed(files: Mapping[str, bytes]) -> Files:
    """Return *files* with the manifest and the digests that belong to them, as far as there is evidence in them."""

    def agree(manifest: dict[str, Any]) -> None:
        manifest["files"] = [msgspec.to_builtins(note(name, files[name])) for name in NAMES if name != MANIFEST]
        evidence = json.loads(files[EVIDENCE])
        manifest["community"] = evidence.get("community", manifest["community"])
        manifest["chains"] = [
            {
                "chain": section["chain"],
                "first": section["lines"][0]["number"],
                "last": section["lines"][-1]["number"],
                "head": section["lines"][-1]["hash"],
            }
            for section in evidence.get("sections", [])
            if section["lines"]
        ]

    return described(files, agree)


def rechained(section: dict[str, Any], *, lines: int = 10**6) -> None:
    """Give the first *lines* of *section* the digests that follow from what they say."""
    previous = start(section["chain"]) if section["lines"][0]["number"] == 1 else bytes.fromhex(section["previous"])
    section["previous"] = previous.hex()
    for line in section["lines"][:lines]:
        if "entry" in line:
            line["salt"] = salt("forged", line["number"]).hex()
            content = json.dumps(line["entry"], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
            line["commitment"] = commitment(bytes.fromhex(line["salt"]), content).hex()
        step = bytes.fromhex(line["digest"]) if "digest" in line else _step(line)
        previous = line_hash(section["chain"], previous, line["number"], step)
        line["hash"] = previous.hex()


def _step(line: Mapping[str, Any]) -> bytes:
    return step_digest(line["at"], line["kind"], bytes.fromhex(line["commitment"]))


def with_other_file(files: Mapping[str, bytes], name: str) -> Files:
    """Return *files* with another one whose digest is beside theirs."""
    return {**files, name: b"proof", SUMS: sums({**_without_sums(files), name: b"proof"})}


def zipped(files: Mapping[str, bytes], *more: tuple[zipfile.ZipInfo, bytes], compression: int = 0) -> bytes:
    """Return a ZIP of *files* and of *more* entries."""
    whole = io.BytesIO(pack(_without_sums(files)))
    with zipfile.ZipFile(whole, "a", compression) as archive:
        for entry, content in more:
            entry.compress_type = compression
            archive.writestr(entry, content)
    return whole.getvalue()


def written(document: object) -> bytes:
    """Return *document* as packs are written."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _without_sums(files: Mapping[str, bytes]) -> Files:
    return {name: content for name, content in files.items() if name != SUMS}
