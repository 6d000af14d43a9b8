"""How grave a finding is."""

from enum import IntEnum


class Severity(IntEnum):
    """info < low < medium < high < critical; the names are the contract, the numbers order them."""

    info = 0
    low = 1
    medium = 2
    high = 3
    critical = 4

    def raised(self, steps: int = 1) -> "Severity":
        """Return the severity *steps* higher, at most critical."""
        return Severity(min(self + steps, Severity.critical))
