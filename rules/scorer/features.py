"""What a model sees in a text: pieces of its normal form, its script and length, and the signals read in it."""

import re
from collections.abc import Iterator

from rules.signals import Reading

LONGEST = 4  # characters of a piece (measured: 5 and 6 add nothing that holds in communities not trained on)
_DIGIT = re.compile(r"\d")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def view(normal: str) -> str:
    """Return the text whose pieces are weighed: the normal form with every digit as 0, since numbers come and go."""
    return _DIGIT.sub("0", normal)


def pieces(text: str) -> set[str]:
    """Return every piece of *text*, a view: its substrings of 1 to `LONGEST` characters."""
    return {text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text) - size + 1)}


def hints(reading: Reading) -> Iterator[str]:
    """Yield what a model weighs beside pieces: script and length of the text, and its signals with their stance.

    A signal that is not promoted (`yield?`) is a hint of its own: who warns uses the words of whom he warns of.
    """
    text = reading.normal
    script = "latin" if text.isascii() else "cyrillic" if _CYRILLIC.search(text) else "han"
    yield f"{script} {len(text).bit_length()}"
    for signal in reading.signals:
        name = f"{signal.kind} {signal.value}" if signal.kind == "contact" else signal.kind
        yield name if signal.stance == "promote" else f"{name}?"
        if signal.kind == "link" and signal.unit:
            yield f"link {signal.unit}"
