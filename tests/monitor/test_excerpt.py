"""An excerpt shows why something was found and hides numbers of people; its spans stay true."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.excerpt import LONGEST, excerpt
from rules.signals import Signal, Stance


def of(start: int, end: int) -> Signal:
    """Return a signal at [start, end)."""
    return Signal("yield", (start, end), Stance.promote, 15.0)


def test_a_short_text_is_kept_whole() -> None:
    assert excerpt("保本月收益15%", (of(2, 8), of(0, 2))) == ("保本月收益15%", ((0, 2), (2, 8)))


@given(st.integers(0, 400), st.integers(1, 20))
def test_the_spans_of_a_long_text_point_at_the_same_words(start: int, length: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(450))
    cut, spans = excerpt(text, (of(start, start + length),))
    assert len(cut) <= LONGEST
    assert [cut[begin:end] for begin, end in spans] == [text[start : start + length]]


@given(st.integers(130, 170))
def test_a_number_that_the_cut_goes_through_is_masked_all_the_same(before: int) -> None:
    cut, _ = excerpt("字" * before + "13812345678" + "字" * 300, ())
    assert "138" not in cut
