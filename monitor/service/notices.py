"""Notices that could not be delivered."""

from typing import Protocol

import msgspec


class DeadLetter(msgspec.Struct, frozen=True):
    """A notice that was given up: for whom, since when, after how many attempts, and what the last one failed of."""

    key: str
    recipient: str
    created_time: str
    attempts: int
    error: str


class DeadLetterList(msgspec.Struct, frozen=True):
    """Notices that were given up, the newest first."""

    letters: tuple[DeadLetter, ...]


class NoticeDesk(Protocol):
    """Where notices that were given up are seen, and sent once more."""

    def dead(self) -> DeadLetterList:
        """Return the notices that were given up."""
        ...

    def retry(self, key: str, recipient: str) -> DeadLetter:
        """Send a notice once more, under the key it had.

        Raises:
            UnknownItemError: no such notice was given up.
        """
        ...
