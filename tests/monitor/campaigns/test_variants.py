"""The index finds the near-duplicates that comparing everything with everything finds."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from monitor.campaigns.fingerprint import LONGEST, SHORTEST, hashes_of, to_bytes
from monitor.campaigns.variants import Variants, is_near
from tests.monitor.campaigns.sightings import resembling


@st.composite
def alike(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Return two fingerprints that differ little."""
    size = draw(st.integers(SHORTEST, LONGEST))
    random = draw(st.randoms(use_true_random=False))
    both = random.sample(range(2**16), size + 12)
    gone, new = draw(st.integers(0, min(12, size - SHORTEST))), draw(st.integers(0, 12))
    one, other = both[:size], both[gone:size] + both[size : size + new]
    return to_bytes(sorted(one)), to_bytes(sorted(other)[:LONGEST])


@given(alike())
def test_two_texts_find_each_other_exactly_when_they_are_near(pair: tuple[bytes, bytes]) -> None:
    one, other = pair
    variants = Variants()
    variants.add(one)
    found = one == other or variants.add(other) == [one]
    assert found == is_near(frozenset(hashes_of(one)), frozenset(hashes_of(other)))


@given(st.lists(alike(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_what_was_removed_leaves_no_trace(pairs: list[tuple[bytes, bytes]], random: Random) -> None:
    texts = sorted({text for pair in pairs for text in pair})
    kept = set(random.sample(texts, len(texts) // 2))
    some, fresh = Variants(), Variants()
    for text in texts:
        some.add(text)
    for text in texts:
        if text not in kept:
            some.remove(text)
    for text in sorted(kept):
        fresh.add(text)
    assert len(some) == len(kept)
    assert all(sorted(some.similar(text)) == sorted(fresh.similar(text)) for text in kept)


def test_being_near_is_not_handed_on() -> None:
    variants = Variants()
    assert variants.add(resembling(0)) == []
    assert variants.add(resembling(1)) == [resembling(0)]
    assert variants.add(resembling(2)) == [resembling(1)]
    assert variants.similar(resembling(1)) == [resembling(0), resembling(2)]
