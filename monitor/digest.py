"""Short stable ids made from what they identify."""

import hashlib
import re


def digest(*parts: str) -> str:
    """Return 20 hexadecimal digits (80 bits) of SHA-256 over *parts*."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def is_digest(text: str) -> bool:
    """Return whether *text* has the form of such an id."""
    return re.fullmatch(r"[0-9a-f]{20}", text) is not None
