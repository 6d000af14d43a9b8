"""Patterns in which `*` stands for any text, and nothing else is special."""


def fits(pattern: str, text: str) -> bool:
    """Return whether the whole of *text* is as *pattern* says.

    Complexity: O(length of both), whatever the pattern.
    """
    head, *rest = pattern.split("*")
    if not rest:
        return text == head
    *middle, tail = rest
    if not text.startswith(head) or not text.endswith(tail) or len(text) < len(head) + len(tail):
        return False
    at, end = len(head), len(text) - len(tail)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
