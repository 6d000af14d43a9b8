"""The people in an event, replaced by pseudonyms."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from monitor.event import Data, Event, Person
from monitor.looks import looks_of
from monitor.pseudonym import Pseudonyms
from monitor.record import Who

AT_HAND = 100_000
STAFF = frozenset({"owner", "admin"})


class People:
    """Knows people by pseudonyms: in their community, and across communities where a rule needs that."""

    def __init__(self, pseudonyms: Pseudonyms, fold: Callable[[str], str]) -> None:
        """Name people with *pseudonyms*; *fold* brings names that look alike to one form."""
        self._pseudonyms = pseudonyms
        self._fold = fold
        self._who: Callable[[str, Person | None, bool], Who | None] = lru_cache(AT_HAND)(self._hide)
        self._across: Callable[[str, str], str] = lru_cache(AT_HAND)(pseudonyms.account)

    def who(self, community: str, person: Person | None, *, named: bool = False) -> Who | None:
        """Return who *person* is in *community*, None when nobody says; with looks if *named* or staff."""
        return self._who(community, person, named)

    def account(self, platform: str, person: Person | None) -> str:
        """Return *person* across the communities of *platform*; empty when nobody says who that is."""
        key = person and (_platform_id(person) or _name(person))
        return self._across(platform, key) if key else ""

    def owner(self, event: Event) -> str:
        """Return the owner of the community across communities; empty when *event* does not tell."""
        data = event.data
        if event.type == "community.created":
            return self.account(data.platform, data.actor)
        if event.type == "member.role_changed" and data.role == "owner":
            return self.account(data.platform, data.target)
        people = (data.actor, data.target, *(data.roster.members if data.roster else ()))
        return self.account(
            data.platform, next((person for person in people if person and person.role == "owner"), None)
        )

    def former(self, community: str, data: Data) -> dict[str, str] | None:
        """Return under which pseudonyms those in *data* went by the key before, by those of now."""
        now, before = self._pseudonyms, self._pseudonyms.previous
        if before is None:
            return None
        people = list(people_in(data))
        ids = {id_ for person in people if (id_ := _platform_id(person))}
        if data.message:
            ids.update(data.message.mentions)
        names = {name for person in people if (name := _name(person))}
        return {now.member(community, id_): before.member(community, id_) for id_ in sorted(ids)} | {
            now.name(community, name): before.name(community, name) for name in sorted(names)
        }

    def _hide(self, community: str, person: Person | None, named: bool) -> Who | None:
        if person is None:
            return None
        id_, name = _platform_id(person), _name(person)
        if not id_ and not name:
            return None
        hide = self._pseudonyms
        shown = person.display_name or name or ""
        return Who(
            id=hide.member(community, id_) if id_ else "",
            name=hide.name(community, name) if name else "",
            role="bot" if person.is_bot else person.role or "",
            looks=looks_of(self._fold(shown), lambda part: hide.name(community, part))
            if id_ and (named or person.role in STAFF)
            else None,
            verified=person.verified,
        )


def people_in(data: Data) -> Iterator[Person]:
    """Yield everybody whom *data* names."""
    money = data.money
    people = (
        data.actor,
        data.target,
        data.inviter.person if data.inviter else None,
        *((money.payer, money.payee) if money else ()),
        *(data.roster.members if data.roster else ()),
    )
    yield from filter(None, people)


def _platform_id(person: Person) -> str | None:
    return person.id if person.id_kind == "platform" else None


def _name(person: Person) -> str | None:
    return person.name or person.display_name
