"""What is kept of a promotional text instead of it: enough to recognise its variants, too little to read it."""

import hashlib
import re
import struct
from collections.abc import Callable, Sequence
from functools import lru_cache

LONGEST = 128  # hashes kept, 2 bytes each: a text with more different units is compared by a fixed sample of them
SHORTEST = 10  # different units below which a text says too little to be told from others (design)
READ = 2_000  # characters looked at: what comes behind them is padding
UNITS_AT_HAND = 50_000

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASCII = re.compile(r"[!-~]+")
_VARYING = re.compile(r"[\d@_/\\]|\w[.:=]\w")  # numbers, names, addresses


class Fingerprints:
    """Makes fingerprints: the hashes of a text's different units - characters, or words where words are spaced.

    Numbers, addresses, emoji and marks are no units; in an ideographic text no ASCII is, for there it writes names.
    Units alone, at Jaccard 0.9, find twice as many variants in 25,000 real spam messages as pairs of units do, and
    no two messages that a reader would keep apart (measured).
    """

    def __init__(self, key: bytes) -> None:
        """Hash under *key* (at most 64 bytes), so that a dictionary alone turns no fingerprint back into units.

        Who has thousands of excerpts beside their fingerprints can still work out most units that are common.
        """
        self._key = key
        self._hash: Callable[[str], int] = lru_cache(UNITS_AT_HAND)(self._hashed)

    def of(self, normal: str) -> bytes:
        """Return the fingerprint of a text's normal form, at most 256 bytes; empty when the text tells too little."""
        hashes = sorted({self._hash(unit) for unit in units(normal[:READ])})
        return to_bytes(hashes[:LONGEST]) if len(hashes) >= SHORTEST else b""

    def _hashed(self, unit: str) -> int:
        return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=2, key=self._key).digest(), "little")


def units(normal: str) -> set[str]:
    """Return the different units of a normal form."""
    ideographs = _IDEOGRAPH.findall(normal)
    if len(ideographs) * 4 >= len(normal):
        return set(ideographs) - _NUMERALS
    words = _WORD.findall(_ASCII.sub(_constant, normal))
    return set(words) if len(words) > len(ideographs) else set(ideographs) - _NUMERALS


def _constant(run: re.Match[str]) -> str:
    return " " if _VARYING.search(run[0]) else run[0]


def to_bytes(hashes: Sequence[int]) -> bytes:
    """Return *hashes* as a fingerprint or a part of one."""
    return struct.pack(f"<{len(hashes)}H", *hashes)


def hashes_of(fingerprint: bytes) -> tuple[int, ...]:
    """Return the hashes of a fingerprint, ascending."""
    return struct.unpack(f"<{len(fingerprint) // 2}H", fingerprint)
