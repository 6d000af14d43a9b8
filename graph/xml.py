"""Text that may stand in an XML document."""

import re
from html import escape

_UNSAFE = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # XML 1.0 §2.2
    "|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # controls, and marks that turn a line around
)


def characters(text: str) -> str:
    """Return *text* with every character that XML 1.0 forbids, or that hides what is written, replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return *text* fit for element content and quoted attributes."""
    return escape(characters(text))
