"""Who pseudonyms stand for, sealed under a key that is not in the store."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from monitor.clock import DAY
from monitor.errors import RefusedStepError
from monitor.store import IdentityRow

_NONCE = 12  # bytes, NIST SP 800-38D §5.2.1.1
_KEY = 32
_REMEMBERED = 200_000  # people of whom it is known that they were sealed lately


class Sight(NamedTuple):
    """Somebody with an id of the platform was seen: under which pseudonym, and when."""

    community: str
    member: str
    plain: str
    at: int


class Vault:
    """Seals platform ids with AES-256-GCM, each bound to its community and pseudonym.

    Somebody is sealed when he is first seen, and again on every day on which he is seen, so that the row tells when he
    may be forgotten.
    """

    def __init__(self, secret: bytes) -> None:
        """Derive the key from *secret*, which is not the pseudonym key."""
        derived = HKDF(SHA256(), _KEY, salt=None, info=b"groupwarden identity vault").derive(secret)
        self._cipher = AESGCM(derived)
        self._sealed: dict[tuple[str, str], int] = {}

    def rows(self, sights: Iterable[Sight]) -> list[IdentityRow]:
        """Return the rows to write for those of *sights* that are not sealed yet; see `wrote`."""
        due: dict[tuple[str, str], Sight] = {}
        for sight in sights:
            key = sight.community, sight.member
            if sight.at // DAY > self._sealed.get(key, -1):
                due[key] = max(sight, due.get(key, sight), key=lambda one: one.at)
        return [self._row(sight) for sight in due.values()]

    def wrote(self, rows: Iterable[IdentityRow]) -> None:
        """Enter that *rows* are committed."""
        if len(self._sealed) > _REMEMBERED:
            self._sealed.clear()
        self._sealed |= {(row.community, row.member): row.seen_at // DAY for row in rows}

    def _row(self, sight: Sight) -> IdentityRow:
        nonce = os.urandom(_NONCE)
        bound = _bound(sight.community, sight.member)
        sealed = nonce + self._cipher.encrypt(nonce, sight.plain.encode(), bound)
        return IdentityRow(sight.community, sight.member, sealed, sight.at)

    def forget(self) -> None:
        """Enter that rows are gone: everybody is sealed again when he is seen again."""
        self._sealed.clear()

    def open(self, row: IdentityRow) -> str:
        """Return the platform id in *row*.

        Raises:
            RefusedStepError: it was sealed under another key, or for somebody else.
        """
        try:
            plain = self._cipher.decrypt(row.sealed[:_NONCE], row.sealed[_NONCE:], _bound(row.community, row.member))
        except InvalidTag:
            raise RefusedStepError(f"{row.community} {row.member}: sealed under another reveal key") from None
        return plain.decode()


def _bound(community: str, member: str) -> bytes:
    return f"{community}\0{member}".encode()
