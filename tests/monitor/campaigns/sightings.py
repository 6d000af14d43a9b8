"""Promotional messages for tests, told in minutes since the start."""

from itertools import count

from monitor.campaigns.fingerprint import Fingerprints, to_bytes
from monitor.campaigns.sighting import Sighting
from monitor.clock import DAY, MINUTE
from monitor.findings import Proof

START = 100 * DAY
DOWN = "厂家直销羽绒被今天下单立减全国包邮加微信抢购"
JOBS = "手机兼职在家可做日结不收押金名额有限加我报名"
_fingerprints = Fingerprints(b"a key for tests")
_numbers = count(1)


def text(words: str) -> bytes:
    """Return the fingerprint of *words*."""
    fingerprint = _fingerprints.of(words)
    assert fingerprint
    return fingerprint


def resembling(number: int) -> bytes:
    """Return the fingerprint number 0, 1, 2 .. of a row in which only neighbours are near-duplicates."""
    return to_bytes(range(100 + 4 * number, 180 + 4 * number))


def padded(number: int) -> bytes:
    """Return one fingerprint of many that are all near-duplicates of each other: each has a hash of its own."""
    return to_bytes([*range(80), 1_000 + number])


def seen(
    minutes: float,
    community: str = "g1",
    account: str = "ann",
    fingerprint: bytes = text(DOWN),
    *,
    ad_percent: int = 0,
    newcomer: bool = False,
    notice: bool = False,
) -> Sighting:
    """Return one message."""
    event, at = f"e{next(_numbers):04}", START + round(minutes * MINUTE)
    proof = Proof(event, community=community)
    return Sighting(at, community, event, account, fingerprint, proof, ad_percent, newcomer, notice)
