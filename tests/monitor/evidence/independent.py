"""A verifier of packs by somebody who has read how chains are made, and has nothing of ours."""

import hashlib
import json
from pathlib import Path
from typing import Any


def field(value: bytes) -> bytes:
    return len(value).to_bytes(8, "big") + value


def integer(value: int) -> bytes:
    return field(value.to_bytes(8, "big", signed=True))


def wrong_lines(evidence: Path) -> list[tuple[str, int]]:
    """Return chain and number of every line in the file that is not what it should be."""
    wrong: list[tuple[str, int]] = []
    for section in json.loads(evidence.read_bytes())["sections"]:
        beginning = field(b"groupwarden evidence chain 1") + field(section["chain"].encode())
        previous = hashlib.sha256(beginning).digest()
        for number, line in enumerate(section["lines"], 1):
            if not is_right(line, number, section["chain"], previous):
                wrong.append((section["chain"], number))
            previous = bytes.fromhex(line["hash"])
    return wrong


def is_right(line: dict[str, Any], number: int, chain: str, previous: bytes) -> bool:
    digest = step(line) if "commitment" in line else bytes.fromhex(line["digest"])
    if digest is None:
        return False
    place = field(chain.encode()) + field(previous) + integer(line["number"])
    whole = field(b"groupwarden evidence line 1") + place + field(digest)
    return (line["number"], line["hash"]) == (number, hashlib.sha256(whole).hexdigest())


def step(line: dict[str, Any]) -> bytes | None:
    """Return the digest of what the line says, None when it does not say what it committed to."""
    committed = bytes.fromhex(line["commitment"])
    if "entry" in line:
        content = json.dumps(line["entry"], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        if hashlib.sha256(bytes.fromhex(line["salt"]) + content).digest() != committed:
            return None
    said = integer(line["at"]) + field(line["kind"].encode()) + field(committed)
    return hashlib.sha256(field(b"groupwarden evidence step 1") + said).digest()
