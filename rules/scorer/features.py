"""What a model sees in a text: pieces of its normal form, shapes of contacts, and the signals read in it."""

import re
from collections.abc import Iterator

from rules.signals import Reading, Signal

LONGEST = 4  # characters of a piece (measured: 5 and 6 add nothing that holds in communities not trained on)
MOST_LEARNED = 10_000  # characters of one text; no message teaches more (design)
_ALIKE = (*((digit, "0") for digit in "123456789"), *((stop, ",") for stop in "、。"))
_RUN = re.compile(r"\d{5,}")
_ID = re.compile(r"(?<![a-z0-9])(?=[a-z_]{0,20}\d)(?=\d{0,20}[a-z_])[a-z0-9_]{4,20}(?![a-z0-9])")
_HIGH_YIELD = 6.0  # percent a month (catalogue, yield-promise)
_LONG_RUN = 13  # digits; a longer one is no telephone or account to be reached by


def view(normal: str) -> str:
    """Return the text whose pieces are weighed: the normal form, where all digits and all stops look alike.

    Numbers come and go; commas tell who typed with care, not who sells.
    """
    for written, alike in _ALIKE:
        normal = normal.replace(written, alike)  # in turns is faster than `translate` in one go
    return normal


def pieces(text: str) -> set[str]:
    """Return every piece to learn from in *text*, a view: substrings of 1 to `LONGEST` characters of its beginning."""
    text = text[:MOST_LEARNED]
    return {text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text) - size + 1)}


def hints(reading: Reading) -> Iterator[str]:
    """Yield what a model weighs beside pieces, each once: shapes of contacts, and the signals with their stance.

    A signal that is not promoted (`yield?`) is a hint of its own: who warns uses the words of whom he warns of.
    """
    yield from dict.fromkeys((*_shapes(reading.normal), *_signals(reading)))


def _shapes(normal: str) -> Iterator[str]:
    for run in _RUN.findall(normal):
        yield f"digits {min(len(run), _LONG_RUN)}"
    if _ID.search(normal):
        yield "id"


def _signals(reading: Reading) -> Iterator[str]:
    for signal in reading.signals:
        name = _name(signal)
        yield name if signal.stance == "promote" else f"{name}?"


def _name(signal: Signal) -> str:
    match signal:
        case Signal(kind="contact", value=str(channel)):
            return f"contact {channel}"
        case Signal(kind="link", unit=suspicion) if suspicion:
            return f"link {suspicion}"
        case Signal(kind="yield", value=float(percent)) if percent >= _HIGH_YIELD:
            return "yield high"
        case _:
            return signal.kind
