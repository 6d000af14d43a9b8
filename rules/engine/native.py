"""The C module of durable-rules, typed: the part of it that is exact on small valid inputs.

Its Python layer (Host, threads, sessions) is not used; it crashes or mis-matches where this subset does not.
"""

from importlib import import_module
from typing import Protocol, cast


class Native(Protocol):
    """What is called of `durable_rules_engine`; a message is JSON, a slot is the state's number in its ruleset."""

    def create_ruleset(self, name: str, rules: str, /) -> int:
        """Compile rules; return a handle."""
        ...

    def delete_ruleset(self, handle: int, /) -> object:
        """Free the ruleset."""
        ...

    def assert_event(self, handle: int, message: str, /) -> tuple[int, int]:
        """Take in an event."""
        ...

    def assert_fact(self, handle: int, message: str, /) -> tuple[int, int]:
        """Take in a fact; return 1 if no rule knows it else 0, and the slot."""
        ...

    def retract_fact(self, handle: int, message: str, /) -> tuple[int, int]:
        """Take the fact out again."""
        ...

    def start_action_for_state(self, handle: int, slot: int, /) -> tuple[str, str] | None:
        """Return the state and the first match, None when there is none."""
        ...

    def complete_and_start_action(self, handle: int, slot: int, /) -> str | None:
        """Finish a match; return the next one, None after the last."""
        ...

    def delete_state(self, handle: int, sid: str | None, /) -> object:
        """Forget every fact of the state."""
        ...


native = cast(Native, import_module("durable_rules_engine"))
