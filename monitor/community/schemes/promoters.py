"""Members who promote schemes here, and when they go: by leaving, or under strain by falling silent for a day."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from monitor.clock import DAY
from monitor.schemes.evidence import Evidence, EvidenceBook, Key, Occasion
from monitor.schemes.exodus import BACK, LEFT, PROMOTED_WITHIN, SILENT

REMEMBERED = 90 * DAY  # design: an offer of a new scheme is theirs so long
SILENT_FOR = DAY  # catalogue promoter-exodus
WEEK = 7  # days
HEARD_DAYS = 4  # design: who is heard on most days of a week is missed when he is not
STRAIN_LASTS = 14 * DAY  # design: without a strain signal for so long, the next one is a new strain
SOON_BEFORE = 3 * DAY  # design: who was last heard earlier had gone before the strain


class Promoter(msgspec.Struct):
    """When a member last promoted a scheme, named by `keys`, and was last heard, in which event.

    `days` is a bit for each day of the week that ended on the day of `heard`, the lowest for that day.
    """

    promoted: int
    heard: int
    event: str
    keys: tuple[Key, ...] = ()
    days: int = 1
    gone: bool = False


class PromoterState(msgspec.Struct):
    """Everybody who promoted something lately, and the strain that began last; times are 0 for never."""

    members: dict[str, Promoter] = msgspec.field(default_factory=dict[str, Promoter])
    strain_since: int = 0
    last_strain: int = 0


class Promoters:
    """Follows them and hands on as evidence who has gone or come back. An alarm that rings for silence."""

    def __init__(self, state: PromoterState, evidence: EvidenceBook, announced: Callable[[int], bool]) -> None:
        """Continue from *state*; *announced* tells whether an end or pause was announced well before a time (X8)."""
        self._state = state
        self._evidence = evidence
        self._announced = announced

    def __contains__(self, member: str) -> bool:
        """Return whether *member* promoted something lately."""
        return member in self._state.members

    def promoted(self, member: str, found: Iterable[Evidence]) -> None:
        """Enter what was *found* in a message of *member*."""
        promoting = [entry for entry in found if entry.is_promotion]
        if member and promoting:
            entry = promoting[0]
            known = self._state.members.setdefault(member, Promoter(entry.at, entry.at, entry.event))
            known.promoted, known.keys = entry.at, entry.keys or known.keys

    def strained(self, at: int) -> None:
        """Enter a signal of strain."""
        state = self._state
        if at > state.last_strain + STRAIN_LASTS:
            state.strain_since = at
        state.last_strain = at

    def heard(self, member: str, at: int, event: str) -> int:
        """Enter that *member* said something or came back; return when silence would be noted, 0 for never."""
        known = self._state.members.get(member)
        if known is None:
            return 0
        at = max(at, known.heard)  # what comes in late was said before
        passed = at // DAY - known.heard // DAY
        known.days = (known.days << passed | 1) & (1 << WEEK) - 1 if passed <= WEEK else 1
        known.heard, known.event = at, event
        if known.gone:
            known.gone = False
            self._evidence.note(BACK, Occasion(at, member, event, known.keys), {})
        return at + SILENT_FOR

    def left(self, member: str, at: int, event: str) -> None:
        """Enter that *member* left on his own."""
        self._go(LEFT, member, at, event)

    def removed(self, member: str) -> None:
        """Forget *member*, whom the owner has put out."""
        self._state.members.pop(member, None)

    def dues(self) -> Iterator[int]:
        """Yield when promoters will have been silent for a day of strain."""
        state = self._state
        if state.strain_since:
            for known in state.members.values():
                due = max(known.heard, state.strain_since) + SILENT_FOR
                if self._is_missed(known, due):
                    yield due

    def ring(self, due: int) -> None:
        """Hand on who has been silent until *due*."""
        state = self._state
        for member, known in state.members.items():
            if self._is_missed(known, due) and max(known.heard, state.strain_since) + SILENT_FOR <= due:
                self._go(SILENT, member, due, known.event)

    def forget_before(self, at: int) -> None:
        """Drop who has not promoted anything for long."""
        members = self._state.members
        for member in [member for member, known in members.items() if known.promoted <= at - REMEMBERED]:
            del members[member]

    def _is_missed(self, known: Promoter, due: int) -> bool:
        return (
            not known.gone
            and known.days.bit_count() >= HEARD_DAYS
            and known.promoted > due - PROMOTED_WITHIN
            and known.heard > self._state.strain_since - SOON_BEFORE
            and due <= self._state.last_strain + STRAIN_LASTS
        )

    def _go(self, name: str, member: str, at: int, event: str) -> None:
        known = self._state.members.get(member)
        if known and not known.gone:
            known.gone = True
            self._evidence.note(name, Occasion(at, member, event, known.keys), {"announced": self._announced(at)})
