"""What people of a file call themselves, kept aside for a report that may name them."""

from collections.abc import Iterable, Iterator

from monitor.document import Skipped
from monitor.event import Event, Person, community_key
from monitor.pseudonym import Pseudonyms


class Naming:
    """The names behind pseudonyms, for as long as one report is made; nothing of it is stored."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        """Note names under *pseudonyms*."""
        self._pseudonyms = pseudonyms
        self.called: dict[str, str] = {}

    def noting(self, entries: Iterable[Event | Skipped]) -> Iterator[Event | Skipped]:
        """Pass *entries* on and note who is in them."""
        for entry in entries:
            if isinstance(entry, Event):
                self._note(entry)
            yield entry

    def _note(self, event: Event) -> None:
        data = event.data
        community = community_key(data.platform, data.community.id)
        for person in (data.actor, data.target, data.inviter and data.inviter.person, *_in_money(event)):
            if person and person.id:
                called = person.display_name or person.name or person.id
                self.called[self._pseudonyms.member(community, person.id)] = called
            elif person and person.name:
                self.called[self._pseudonyms.name(community, person.name)] = person.name


def _in_money(event: Event) -> tuple[Person | None, ...]:
    money = event.data.money
    return (money.payer, money.payee, money.source_member) if money else ()
