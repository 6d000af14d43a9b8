"""Whoever changes, drops or moves anything in a pack or in the store is found out."""

from tests.bench.tampering import tampering

TRIES = 200  # `python -m tests.bench.tampering` tries 10,000


def test_every_single_tampering_is_caught() -> None:
    caught = list(tampering(TRIES))
    assert {way for way, is_caught in caught if not is_caught} == set()
    assert len({way for way, _ in caught}) == 9
