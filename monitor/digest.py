"""Short stable ids made from what they identify."""

import hashlib


def digest(*parts: str) -> str:
    """Return 20 hexadecimal digits (80 bits) of SHA-256 over *parts*."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
