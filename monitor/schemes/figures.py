"""How figures stand in facts, and from how many levels on pay is for recruits."""

from rules.facts import MAX_INTEGER

FEN = 100
UNKNOWN = -1
SEVERAL = 2  # levels: pay over one is what lawful campaigns promise, too


def yuan(fen: int) -> int:
    """Return whole yuan, as many as a fact can hold."""
    return min(fen // FEN, MAX_INTEGER)  # whoever sends absurd amounts stops no rule


def or_unknown(value: int | None, per: int = 1) -> int:
    """Return *value* in units of *per*, `UNKNOWN` for None."""
    return UNKNOWN if value is None else value // per
