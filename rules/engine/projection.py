"""Facts cut down to the fields a shard reads, checked, and written as the engine's JSON."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from rules.engine.ruleset import ONE
from rules.facts import MAX_INTEGER, MAX_STRING, Fact, FactError, Value

_TYPES: dict[type[Value], Any] = {
    bool: bool,
    int: Annotated[int, msgspec.Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)],
    str: Annotated[str, msgspec.Meta(max_length=MAX_STRING)],
}


class Projection:
    """Writes the fields that matter of a fact as one JSON message.

    A missing or mistyped field would be matched wrongly without an error, so it is refused here.
    """

    def __init__(self, kind: str, fields: Iterable[tuple[str, type[Value]]]) -> None:
        self._kind = kind
        self._type = msgspec.defstruct(
            "Projected", [*((name, _TYPES[of]) for name, of in fields), ("id", str, "0"), (ONE, int, 1)]
        )
        self._encode = msgspec.json.Encoder().encode

    def message(self, fact: Fact) -> str:
        """Return the message of *fact*; its id is "0" unless the fact has one.

        Raises:
            FactError: a field is missing, of another type, or beyond what the engine can hold.
        """
        try:
            return self._encode(msgspec.convert(fact, self._type)).decode()
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            raise FactError(f"not a complete fact of kind {self._kind}: {error}") from error
