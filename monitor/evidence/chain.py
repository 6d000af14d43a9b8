"""A chain of evidence: each line commits to what it says and to every line before it.

Anybody can verify a chain with SHA-256 and JSON alone::

    field(x)   = the length of x in bytes as 8 bytes, then x
    integer(n) = n as 8 bytes, two's complement          (all 8 bytes are big-endian; texts are UTF-8)

    commitment = SHA-256(salt || content)
    digest     = SHA-256(field("groupwarden evidence step 1") || field(integer(at)) || field(kind) || field(commitment))
    hash       = SHA-256(field("groupwarden evidence line 1") || field(chain) || field(hash of the line before) ||
                         field(integer(number)) || field(digest))

Lines are numbered from 1. Before line 1 stands SHA-256(field("groupwarden evidence chain 1") || field(chain)). Chain
and number are in every hash: no line can be moved, no part of a chain be passed off as another's. The salt has 32
bytes. The content is the entry as JSON, in UTF-8, keys sorted, without spaces and without escapes that JSON does not
ask for: what Python's
`json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))` makes of it.

A line without salt and content is redacted: its place, time and kind still stand, what it said cannot be guessed at.
Of a line that is withheld there is the digest alone: nobody who has not got the commitment can guess time or kind, and
the lines before and behind it are held together as by any other.
The hash of the last line is the chain's head. That lines are missing at the end shows only to who noted a later head.
"""

import hashlib

SALT_BYTES = 32
_CHAIN, _LINE, _STEP = (b"groupwarden evidence %b 1" % what for what in (b"chain", b"line", b"step"))


def start(chain: str) -> bytes:
    """Return what stands before the first line of *chain*."""
    return _digest(_CHAIN, chain.encode())


def commitment(salt: bytes, content: bytes) -> bytes:
    """Return what stands for *content* in its line, and betrays nothing of it once *salt* is gone."""
    return hashlib.sha256(salt + content).digest()


def step_digest(at: int, kind: str, committed: bytes) -> bytes:
    """Return what stands in a line for when it was entered, of what kind it is, and what it says."""
    return _digest(_STEP, _integer(at), kind.encode(), committed)


def line_hash(chain: str, previous: bytes, number: int, step: bytes) -> bytes:
    """Return the hash of the line of *chain* that follows the one with the hash *previous*; *step* is its digest."""
    return _digest(_LINE, chain.encode(), previous, _integer(number), step)


def _digest(*fields: bytes) -> bytes:
    return hashlib.sha256(b"".join(_integer(len(field)) + field for field in fields)).digest()


def _integer(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)
