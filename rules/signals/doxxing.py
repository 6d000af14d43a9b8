"""Somebody held up to others with the number of his identity card."""

import re
from collections.abc import Iterator

from rules.signals.passage import Found, Hit, Passage

_ID_NUMBER = re.compile(r"(?<![0-9a-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dx](?![0-9a-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
_CHECKS = "10x98765432"
_REACH = 80  # characters between the number, what it is posted for, and name or address (design)


def doxxing(passage: Passage) -> Iterator[Found]:
    """Find an identity number that holds (by its check digit) beside a name or address and words that expose.

    A number is no offence by itself: people register for things, and finders look for owners.
    """
    if passage.has("lawfully_named"):
        return
    for match in _ID_NUMBER.finditer(passage.text):
        at = Hit(*match.span())
        exposed = passage.near(at, ["exposes"], _REACH, across=True)
        if exposed and _holds(match[0]) and passage.near(at, ["whereabouts"], _REACH, across=True):
            yield Found(*at, "doxxing")


def _holds(number: str) -> bool:
    """Return whether the last character of *number* is what the others ask for."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1]
