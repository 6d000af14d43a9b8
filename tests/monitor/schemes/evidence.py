"""Evidence for tests: each signal with the weight and family of the scoring table."""

from itertools import count

from monitor.clock import DAY
from monitor.schemes.evidence import Evidence, Key
from rules.facts import Value

FAMILIES = {"attract": "attraction", "recruit": "recruitment", "strain": "strain", "exit": "exit"}
STAR: Key = ("name", "star")
_numbers = count(1)


def seen(
    signal: str,
    day: float,
    weight: int,
    *,
    member: str = "ann",
    community: str = "g1",
    keys: tuple[Key, ...] = (STAR,),
    high: bool = False,
    values: dict[str, Value] | None = None,
) -> Evidence:
    """Return evidence of *signal* on *day*."""
    family = FAMILIES.get(signal.partition(".")[0], "")
    at = round((1 + day) * DAY)
    return Evidence(
        at, community, f"e{next(_numbers)}", signal, family, signal, weight, member, keys, high, values or {}
    )
