"""Names for people that mean nothing outside: keyed hashes made at the door of the store."""

import hmac
from collections.abc import Callable
from functools import lru_cache


class Pseudonyms:
    """HMAC-SHA256 pseudonyms, under a key of their own for every community.

    The result is de-identified, not anonymous data (个保法 §73): who has the key can make them again.
    """

    def __init__(self, key: bytes, previous: bytes | None = None) -> None:
        """Keep *key* (at least 16 bytes), and the *previous* one while some are still known under that alone."""
        if len(key) < 16:
            raise ValueError("the pseudonym key needs at least 16 bytes")
        self._key = key
        self.previous = Pseudonyms(previous) if previous else None
        self._account_key = self.key_for("accounts across communities")
        self._value_key = self.key_for("values of signals")
        self._community_key: Callable[[str], bytes] = lru_cache(4096)(self._derive)

    def _derive(self, community: str) -> bytes:
        return hmac.digest(self._key, b"community\0" + community.encode(), "sha256")

    def key_for(self, purpose: str) -> bytes:
        """Return a key of its own for *purpose*."""
        return hmac.digest(self._key, b"purpose\0" + purpose.encode(), "sha256")

    def account(self, platform: str, id_or_name: str) -> str:
        """Return the pseudonym of an account that is the same in all communities of *platform*.

        It is made for owners and for posters of promotional messages; nobody else can be followed from group to group.
        """
        return "a" + hmac.digest(self._account_key, f"{platform}\0{id_or_name}".encode(), "sha256")[:8].hex()

    def member(self, community: str, member: str) -> str:
        """Return the pseudonym of a platform id inside *community*."""
        return "m" + hmac.digest(self._community_key(community), b"id\0" + member.encode(), "sha256")[:8].hex()

    def name(self, community: str, name: str) -> str:
        """Return the pseudonym of somebody of whom only the name is known."""
        return "n" + hmac.digest(self._community_key(community), b"name\0" + name.encode(), "sha256")[:8].hex()

    def value(self, value: str) -> str:
        """Return a short keyed hash of something that names a scheme, the same in all communities."""
        return hmac.digest(self._value_key, value.encode(), "sha256")[:4].hex()
