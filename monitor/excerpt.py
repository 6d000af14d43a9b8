"""The least text that still explains a finding, with personal numbers masked."""

from monitor.masking import mask
from rules.signals import Signal

LONGEST = 160
MARGIN = 20


def excerpt(text: str, signals: tuple[Signal, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a masked piece of *text* around its signals and their spans (code points) inside that piece."""
    if len(text) <= LONGEST:
        begin, end = 0, len(text)
    else:
        begin = max(0, min(signal.span[0] for signal in signals) - MARGIN) if signals else 0
        end = min(len(text), begin + LONGEST)
    inside = sorted({signal.span for signal in signals if signal.span[0] >= begin and signal.span[1] <= end})
    around = max(0, begin - LONGEST)  # a number that the cut goes through is masked as a whole
    cut = mask(text[around : end + LONGEST])[begin - around : end - around]
    return cut, tuple((start - begin, stop - begin) for start, stop in inside)
