"""Which fingerprints are near-duplicates: those at Jaccard 0.9 and above, and no others."""

from collections import defaultdict
from collections.abc import Iterator

from monitor.campaigns.fingerprint import hashes_of, to_bytes

MOST_ALIKE = 50  # near-duplicates kept of one text: of 14,000 real spam texts none has more than 7 (measured)


class Variants:
    """An index of fingerprints that misses no near-duplicate of what it keeps: of one text at most `MOST_ALIKE`.

    Two sets that share 0.9 of their union differ in at most a nineteenth of their sizes' sum. So when both are
    dealt into more parts than that, at least one part is the same in both: it is enough to compare those that share
    a part. Parts that are empty say nothing and are left out.

    Complexity: at most 32 look-ups, and one comparison for each fingerprint that shares a part.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._sharing: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._similar: dict[bytes, list[bytes]] = {}

    def __len__(self) -> int:
        """Return how many fingerprints are kept."""
        return len(self._similar)

    def __contains__(self, fingerprint: bytes) -> bool:
        """Return whether *fingerprint* is kept."""
        return fingerprint in self._similar

    def add(self, fingerprint: bytes) -> bytes:
        """Keep *fingerprint* and return it; or, when what it resembles has enough like it, return one of these."""
        if fingerprint in self._similar:
            return fingerprint
        keys = list(_parts(fingerprint))
        similar = self._near(fingerprint, keys)
        if crowded := self._crowded(similar):
            return crowded[0]
        for key in keys:
            self._sharing[key].append(fingerprint)
        self._similar[fingerprint] = similar
        for other in similar:
            self._similar[other].append(fingerprint)
        return fingerprint

    def _near(self, fingerprint: bytes, keys: list[bytes]) -> list[bytes]:
        own = frozenset(hashes_of(fingerprint))
        candidates = {other for key in keys for other in self._sharing.get(key, ())}
        return sorted(other for other in candidates if is_near(own, frozenset(hashes_of(other))))

    def _crowded(self, similar: list[bytes]) -> list[bytes]:
        """Return which of *similar* leave no room for one more that resembles them all."""
        if len(similar) > MOST_ALIKE:
            return similar
        return [other for other in similar if len(self._similar[other]) == MOST_ALIKE]

    def similar(self, fingerprint: bytes) -> list[bytes]:
        """Return the near-duplicates of *fingerprint* that are kept."""
        return self._similar[fingerprint]

    def remove(self, fingerprint: bytes) -> None:
        """Forget *fingerprint*."""
        for other in self._similar.pop(fingerprint):
            self._similar[other].remove(fingerprint)
        for key in _parts(fingerprint):
            sharing = self._sharing[key]
            sharing.remove(fingerprint)
            if not sharing:
                del self._sharing[key]


def is_near(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether the Jaccard similarity of two sets is at least 0.9 (catalogue duplicate-broadcast)."""
    shared = len(one & other)
    return 10 * shared >= 9 * (len(one) + len(other) - shared)


def _parts(fingerprint: bytes) -> Iterator[bytes]:
    """Yield the non-empty parts of a fingerprint, for every number of parts that its near-duplicates may need."""
    hashes = hashes_of(fingerprint)
    size = len(hashes)
    for count in sorted({_count(size + -(-9 * size // 10)), _count(size + 10 * size // 9)}):
        parts: list[list[int]] = [[] for _ in range(count)]
        for value in hashes:
            parts[value % count].append(value)
        yield from (bytes((count, number)) + to_bytes(part) for number, part in enumerate(parts) if part)


def _count(both: int) -> int:
    """Return how many parts two near-duplicates of *both* hashes together need: a power of 2 over both / 19."""
    return 1 << (both // 19).bit_length()
