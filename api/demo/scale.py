"""A cheap stream of any size for benchmarks: mostly small talk, about 3 % of the messages carry something."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import msgspec

from api.demo.grammar import Grammar
from api.demo.group import SYNTHETIC
from api.demo.script import bundled, common_words
from monitor.event import Community, Data, Event, EventType, Inviter, Join, Message, Person, Settings, source_of

_BEGIN = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp())
_STEP_SECONDS = 2
_JOIN_SHARE = 0.02
_CARRYING_SHARE = 0.03

_Content = tuple[EventType, str | None, Data]  # type, subject, what happened


class _Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of messages that say nothing to a rule, and of messages that do."""

    plain: tuple[str, ...]
    carrying: tuple[str, ...]


class _Crowd:
    """One community of the stream: a name for its events and a growing number of members."""

    def __init__(self, number: int) -> None:
        self.community = Community(id=f"scale-{number}", name=f"压测群{number}")
        self.source = source_of("generic", self.community.id)
        self.owner = Person(id=f"{self.community.id}-p0", name="群主", role="owner")
        self.members = 1

    def founding(self) -> _Content:
        data = Data("generic", self.community, actor=self.owner, settings=Settings(join_approval=True))
        return "community.created", None, data

    def someone(self, rng: Random) -> Person:
        number = rng.randrange(self.members)
        return self.owner if number == 0 else Person(id=f"{self.community.id}-p{number}", role="member")

    def newcomer(self) -> Person:
        self.members += 1
        return Person(id=f"{self.community.id}-p{self.members - 1}", role="member")


def scale_history(events: int, communities: int, seed: int = 1) -> Iterator[Event]:
    """Yield exactly *events* events of *communities* interleaved communities, in time order.

    Complexity: O(events) time; memory grows with the communities only.
    """
    stream = _Stream(Random(seed))  # noqa: S311 - load that repeats, no secret
    crowds = [_Crowd(number) for number in range(communities)]
    for number in range(events):
        time = datetime.fromtimestamp(_BEGIN + number * _STEP_SECONDS, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        is_first = number < communities
        crowd = crowds[number] if is_first else stream.rng.choice(crowds)
        kind, subject, data = crowd.founding() if is_first else stream.next(crowd, number)
        yield Event(f"e{number}", crowd.source, kind, time, data, subject=subject, connectorid=SYNTHETIC)


class _Stream:
    """What comes next: a join now and then, otherwise a message."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._talk = msgspec.yaml.decode(bundled("scale"), type=_Talk)
        self._grammar = Grammar(common_words())

    def next(self, crowd: _Crowd, number: int) -> _Content:
        if self.rng.random() < _JOIN_SHARE:
            inviter, target = crowd.someone(self.rng), crowd.newcomer()
            data = Data("generic", crowd.community, target=target, inviter=Inviter(inviter), join=Join("invited"))
            return "member.joined", target.id, data
        is_carrying = self.rng.random() < _CARRYING_SHARE
        pattern = self.rng.choice(self._talk.carrying if is_carrying else self._talk.plain)
        message = Message(f"m{number}", self._grammar.sentence(pattern, self.rng))
        data = Data("generic", crowd.community, actor=crowd.someone(self.rng), message=message)
        return "message.created", message.id, data
