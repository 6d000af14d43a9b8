"""Who wrote the latest messages, so that a reply or a deletion can be told whom it is about."""

from itertools import islice

import msgspec

from monitor.clock import DAY, MINUTE

REMEMBERED = 500  # messages of one community (design)
FORGOTTEN_AFTER = 7 * DAY


class Said(msgspec.Struct, frozen=True, array_like=True):
    """Who wrote a message, and when."""

    member: str
    at: int


class Authors:
    """The authors of the latest messages, oldest first.

    Complexity: O(1) amortised; the oldest are dropped by the hundred.
    """

    def __init__(self, state: dict[str, Said]) -> None:
        """Continue from *state*, by message."""
        self._state = state

    def enter(self, message: str, member: str, at: int) -> None:
        """Remember that *member* wrote *message*."""
        self._state[message] = Said(member, at)
        if len(self._state) > REMEMBERED:
            for oldest in list(islice(self._state, REMEMBERED // 5)):
                del self._state[oldest]

    def of(self, message: str) -> str:
        """Return who wrote *message*, nothing when that is not remembered."""
        said = self._state.get(message)
        return said.member if said else ""

    def minutes_since(self, message: str, at: int) -> int:
        """Return how many whole minutes before *at* the message was written, -1 when that is not remembered."""
        said = self._state.get(message)
        return (at - said.at) // MINUTE if said else -1

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be answered."""
        for message in [key for key, said in self._state.items() if said.at <= at - FORGOTTEN_AFTER]:
            del self._state[message]
