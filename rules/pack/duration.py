"""A span of time as rule authors write it: "10m", "72h", "30d"."""

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

DAY = 86_400
_SECONDS = {"m": 60, "h": 3_600, "d": DAY}
SHORTEST = _SECONDS["m"]
LONGEST = 180 * _SECONDS["d"]


def seconds(text: object) -> int:
    """Return the seconds of a duration of 0 minutes to 180 days.

    Raises:
        ValueError: not a whole number followed by m, h or d, or too long.

    >>> seconds("72h")
    259200
    """
    match = re.fullmatch(r"(\d{1,6})([mhd])", text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f'a duration is written like "10m", "72h" or "30d", not {text!r}')
    value = int(match[1]) * _SECONDS[match[2]]
    if value > LONGEST:
        raise ValueError(f"a duration is at most 180d, not {text}")
    return value


def span_seconds(text: object) -> int:
    """Return the seconds of a duration that takes time: 1 minute to 180 days.

    Raises:
        ValueError: as `seconds`, and for 0.
    """
    value = seconds(text)
    if not value:
        raise ValueError("a duration here is at least 1m")
    return value


def written(length: int) -> str:
    """Return a duration of *length* seconds, a whole number of minutes, as authors write it.

    >>> written(259200)
    '3d'
    """
    unit, size = next((unit, size) for unit, size in reversed(_SECONDS.items()) if length % size == 0)
    return f"{length // size}{unit}"


_WRITTEN = WithJsonSchema({"type": "string", "pattern": r"^\d{1,6}[mhd]$"})
Moment = Annotated[int, BeforeValidator(seconds), PlainSerializer(written), _WRITTEN]
Span = Annotated[int, BeforeValidator(span_seconds), PlainSerializer(written), _WRITTEN]
