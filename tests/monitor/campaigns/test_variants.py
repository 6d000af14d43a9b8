"""The index finds the near-duplicates that comparing everything with everything finds."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from monitor.campaigns.fingerprint import LONGEST, SHORTEST, hashes_of, to_bytes
from monitor.campaigns.variants import MOST_ALIKE, Variants, is_near
from tests.monitor.campaigns.sightings import padded, resembling


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
    variants.add(other)
    found = one == other or variants.similar(other) == [one]
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
    for number in range(3):
        variants.add(resembling(number))
    shown = [variants.similar(resembling(number)) for number in range(3)]
    assert shown == [[resembling(1)], [resembling(0), resembling(2)], [resembling(1)]]


def test_of_texts_that_resemble_each_other_only_so_many_are_kept() -> None:
    variants = Variants()
    kept = [padded(number) for number in range(MOST_ALIKE + 1)]
    assert [variants.add(text) for text in kept] == kept
    assert variants.add(padded(MOST_ALIKE + 1)) in kept
    assert len(variants) == len(kept)
    variants.remove(kept[3])
    assert variants.add(padded(MOST_ALIKE + 2)) == padded(MOST_ALIKE + 2)


def test_a_text_that_very_many_others_resemble_counts_as_one_of_them() -> None:
    """Each of those says something of its own, so that they do not resemble each other."""
    variants = Variants()
    for number in range(MOST_ALIKE + 1):
        variants.add(to_bytes([*range(72), *range(1_000 + 8 * number, 1_008 + 8 * number)]))
    middle = to_bytes(range(72))
    assert len(variants) == MOST_ALIKE + 1
    assert variants.add(middle) != middle
