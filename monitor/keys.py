"""API keys: made once, shown once, kept as a hash."""

import hmac
import secrets
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

_PREFIX = "gw_"  # lets a scanner of leaked secrets, and a human, see what it is


class Scope(StrEnum):
    """What a key allows.

    Sending events; reading alerts and reports; cases, silences, labels and appeals; asking for and approving names;
    changing what judges, what is kept and what is erased.
    """

    ingest = "ingest"
    read = "read"
    moderate = "moderate"
    reveal = "reveal"
    admin = "admin"


class NewKey(NamedTuple):
    """A key that was just made; `plain` goes to its owner and is kept nowhere."""

    plain: str
    hash: str


def new_key() -> NewKey:
    """Make a key of 256 random bits."""
    plain = _PREFIX + secrets.token_urlsafe(32)
    return NewKey(plain, hash_key(plain))


def hash_key(plain: str) -> str:
    """Return the SHA-256 of a key in hex; a slow hash protects passwords, not 256 random bits."""
    return sha256(plain.encode()).hexdigest()


def is_key(plain: str, hash_: str) -> bool:
    """Return whether *plain* is the key kept as *hash_*, in time that does not tell how much of it is right."""
    return hmac.compare_digest(hash_key(plain), hash_)
