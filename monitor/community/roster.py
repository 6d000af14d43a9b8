"""Who is in a community, in which role, and which names mean whom."""

from collections.abc import Mapping
from typing import Protocol

import msgspec

from monitor.clock import MINUTE
from monitor.record import Who

STAFF = frozenset({"owner", "admin"})
JOIN_REPEATS_WITHIN = MINUTE  # a second join within a minute enriches the first (decisions: time and order)


class Member(msgspec.Struct):
    """One member; times are microseconds, 0 when not seen. Who left keeps his entry: his recruits still count."""

    role: str = "member"
    joined: int = 0
    left: int = 0
    spoke: int = 0
    messages: int = 0
    verified: bool | None = None
    offended: int = 0

    @property
    def present(self) -> bool:
        """Return whether the member is in, as far as is known."""
        return not self.left

    @property
    def is_staff(self) -> bool:
        """Return whether this is the owner or an admin."""
        return self.role in STAFF


class RosterState(msgspec.Struct):
    """What a roster has to keep."""

    members: dict[str, Member] = msgspec.field(default_factory=dict[str, Member])
    ids_of_name: dict[str, list[str]] = msgspec.field(default_factory=dict[str, list[str]])
    alias: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    present: int = 0
    count: int = 0
    confused: bool = False
    verifies: bool = False


class Moved(Protocol):
    """Is told who came in and who went out."""

    def __call__(self, member: str, *, is_in: bool) -> None:
        """Enter that *member* is in or out now."""


def nobody(member: str, *, is_in: bool) -> None:
    """Tell nobody."""


class Roster:
    """Resolves people and keeps their roles.

    Somebody known by name only is the id that alone bears this name, else a person of that name; when an id with
    that name turns up later it is taken for the same person. A name borne by two ids is ambiguous; `confused` says
    that such a name had already been taken for one person.
    """

    def __init__(self, state: RosterState, moved: Moved = nobody) -> None:
        """Continue from *state*; who is known and comes back or leaves is told to *moved*."""
        self.state = state
        self._moved = moved
        self.changed: set[str] = set()

    def resolve(self, who: Who) -> str:
        """Return the member that *who* is, entering an unknown one."""
        member = self._by_id(who) if who.id else self._by_name(who.name)
        if member not in self.state.members:
            self.state.members[member] = Member()
            self.state.present += 1
            self.changed.add(member)
        if who.verified is not None:
            self.state.members[member].verified = who.verified
            self.state.verifies = True
        return member

    def _by_id(self, who: Who) -> str:
        state = self.state
        known = self.label(who.id)
        if who.name:
            ids, named = state.ids_of_name.setdefault(who.name, []), self.label(who.name)
            if who.id not in ids:
                if not ids and named in state.members and known == who.id and who.id not in state.members:
                    state.alias[who.id] = known = named
                ids.append(who.id)
                self.state.confused |= len(ids) > 1 and named in state.members
        return known

    def _by_name(self, name: str) -> str:
        ids = self.state.ids_of_name.get(name, ())
        return self.label(ids[0] if len(ids) == 1 else name)

    def label(self, pseudonym: str) -> str:
        """Return whom *pseudonym* stands for: himself, or who he was taken for or known as first."""
        return self.state.alias.get(pseudonym, pseudonym)

    def label_with(self, pseudonym: str, former: Mapping[str, str] | None) -> str:
        """Return what `label` will return once *former* is known."""
        before = self.label((former or {}).get(pseudonym, pseudonym))
        return before if before in self.state.members and pseudonym not in self.state.members else self.label(pseudonym)

    def known_as(self, label: str) -> list[str]:
        """Return every pseudonym that stands for *label*; a name is his when nobody else bears it."""
        ids = {label, *(new for new, old in self.state.alias.items() if old == label)}
        names = (name for name, borne in self.state.ids_of_name.items() if borne and ids.issuperset(borne))
        return sorted({*ids, *names})

    def know(self, former: Mapping[str, str]) -> None:
        """Enter under which pseudonyms people went by the key before: who is known by that one keeps it."""
        for new, old in former.items():
            known = self.label_with(new, former)
            if known != new:
                self.state.alias[new] = known
            if old in self.state.ids_of_name and new not in self.state.ids_of_name:
                self.state.ids_of_name[new] = self.state.ids_of_name.pop(old)
        now = {old: new for new, old in former.items()}
        for name in former.keys() & self.state.ids_of_name.keys():
            self.state.ids_of_name[name] = [now.get(id_, id_) for id_ in self.state.ids_of_name[name]]

    def is_ambiguous(self, who: Who) -> bool:
        """Return whether *who* is a name that several members bear."""
        return not who.id and len(self.state.ids_of_name.get(who.name, ())) > 1

    def join(self, member: str, at: int) -> bool:
        """Enter a join; return False when it repeats the one just seen."""
        entry = self.state.members[member]
        if entry.present and entry.joined and abs(at - entry.joined) <= JOIN_REPEATS_WITHIN:
            return False
        entry.joined, entry.messages = at, 0
        self._return(member, entry)
        self.changed.add(member)
        return True

    def leave(self, member: str, at: int) -> None:
        """Enter that *member* is out since *at*; roles end with it."""
        entry = self.state.members[member]
        if entry.present:
            entry.left = at
            self._count(-1)
            self._moved(member, is_in=False)
        entry.role = "member"
        self.changed.add(member)

    def set_role(self, member: str, role: str) -> None:
        """Promote or demote *member*."""
        entry = self.state.members[member]
        if role and entry.role != role:
            entry.role = role
            self.changed.add(member)

    def snapshot(self, people: tuple[Who, ...], count: int, at: int, *, exact: bool) -> None:
        """Enter a roster snapshot; only an exact one takes out who is missing. *count* is 0 when nobody says it."""
        present = {self.resolve(who) for who in people}
        for who in people:
            self.set_role(self.resolve(who), who.role)
        if exact and people:
            for member in sorted(self.state.members.keys() - present):
                if self.state.members[member].present:
                    self.leave(member, at)
        self.state.count = count or self.state.count

    def spoke(self, member: str, at: int, *, again: bool = False) -> Member:
        """Enter a message of *member*, or that he said it *again* in other words."""
        entry = self.state.members[member]
        entry.spoke = at
        entry.messages += not again
        if not entry.present:
            self._return(member, entry)
            self.changed.add(member)
        return entry

    def _return(self, member: str, entry: Member) -> None:
        if not entry.present:
            entry.left = 0
            self._count(1)
            self._moved(member, is_in=True)

    def _count(self, step: int) -> None:
        self.state.present += step
        if self.state.count:
            self.state.count = max(1, self.state.count + step)  # 0 would say that nobody has counted

    @property
    def members(self) -> int:
        """Return how many members there are: at least those seen, or the last count if it was larger."""
        return max(self.state.present, self.state.count)

    @property
    def is_counted(self) -> bool:
        """Return whether `members` rests on a count, stated or declared; otherwise there are at least so many."""
        return self.state.count > 0

    def staff(self) -> list[str]:
        """Return the present owner and admins, sorted."""
        return sorted(key for key, entry in self.state.members.items() if entry.present and entry.is_staff)
