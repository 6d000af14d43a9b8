"""A small Telegram group under a running monitor, told day by day."""

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import msgspec

from monitor.clock import DAY, MINUTE, exact, micros, moment
from monitor.community.state import CommunityState
from monitor.event import Community, Data, Event, EventType, Inviter, Message, Person
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.wall_clock import WallClock

GROUP = "telegram:-100777"
START = micros(moment(0).replace(year=2024, month=3, day=1, hour=2))
OFFER = "稳赚项目:保本月收益30%,日结,名额有限,加微信13812345678,邮箱boss@example.org"
OWEN = Person("1001", "Owen", role="owner")
PROFILE = Profile(owner=OWEN.id, observes=frozenset({"messages", "joins", "notices", "roles", "moderation"}))


class Clock(WallClock):
    """A clock that stands where it is put."""

    def __init__(self, at: int = START + 400 * DAY) -> None:
        super().__init__()
        self.at = at

    def now(self) -> int:
        return self.at


class Story:
    """Makes the events of the group, each a minute after the one before."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._at = START

    def day(self) -> None:
        """Let a day pass."""
        self._at += DAY

    def said(self, who: Person, text: str) -> Event:
        """Return a message."""
        return self._event("message.created", actor=who, message=Message(f"msg{next(self._numbers)}", text))

    def joined(self, who: Person, by: Person | None = None) -> Event:
        """Return a join."""
        return self._event("member.joined", target=who, inviter=Inviter(by, "platform_field", "stated") if by else None)

    def removed(self, who: Person, by: Person) -> Event:
        """Return a removal."""
        return self._event("member.removed", actor=by, target=who)

    def _event(
        self,
        kind: EventType,
        *,
        actor: Person | None = None,
        target: Person | None = None,
        inviter: Inviter | None = None,
        message: Message | None = None,
    ) -> Event:
        self._at += MINUTE
        data = Data(
            "telegram", Community("-100777", "搬砖交流群"), actor=actor, target=target, inviter=inviter, message=message
        )
        return Event(f"e{next(self._numbers)}", "im://telegram/-100777", kind, exact(self._at), data=data)


@contextmanager
def living(folder: Path, panel: Panel, pseudonyms: Pseudonyms, clock: Clock | None = None) -> Generator[Monitor]:
    """Open a monitor that lives in *folder*."""
    store = Store.open(f"sqlite:///{folder}/live.db")
    with Monitor(
        store,
        panel,
        Intake(panel.reader, pseudonyms),
        profiles={GROUP: PROFILE},
        clock=clock or Clock(),
        lateness=0,
    ) as monitor:
        yield monitor


def tell(monitor: Monitor, events: Sequence[Event]) -> None:
    """Hand *events* in."""
    monitor.ingest(events, "test")


def state_in(folder: Path, panel: Panel, community: str = GROUP) -> CommunityState:
    """Return what is remembered of *community* in the store that was closed in *folder*."""
    with closing(Store.open(f"sqlite:///{folder}/live.db")) as store, store.read() as transaction:
        snapshot = transaction.load_snapshot(community)
    assert snapshot
    return msgspec.msgpack.decode(snapshot[1], type=CommunityState)
