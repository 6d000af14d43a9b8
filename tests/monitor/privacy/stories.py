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
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.writer import Writer

GROUP = "telegram:-100777"
START = micros(moment(0).replace(year=2024, month=3, day=1, hour=2))
OFFER = "稳赚项目:保本月收益30%,日结,名额有限,加微信13812345678,邮箱boss@example.org"
OWEN = Person("1001", "Owen", role="owner")
PROFILE = Profile(owner=OWEN.id, observes=frozenset({"messages", "joins", "notices", "roles", "moderation"}))


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

    def removed(self, who: Person, by: Person, reason: str | None = None) -> Event:
        """Return a removal."""
        return self._event("member.removed", actor=by, target=who, reason=reason)

    def deleted(self, message: Event, by: Person, reason: str) -> Event:
        """Return that *message* was deleted; nothing says whose it was."""
        said = message.data.message
        return self._event("message.deleted", actor=by, message=Message(said.id if said else ""), reason=reason)

    def _event(
        self,
        kind: EventType,
        *,
        actor: Person | None = None,
        target: Person | None = None,
        inviter: Inviter | None = None,
        message: Message | None = None,
        reason: str | None = None,
    ) -> Event:
        self._at += MINUTE
        community = Community("-100777", "搬砖交流群")
        data = Data("telegram", community, actor=actor, target=target, inviter=inviter, message=message, reason=reason)
        return Event(f"e{next(self._numbers)}", "im://telegram/-100777", kind, exact(self._at), data=data)


class Living:
    """A writer at work on the store in *file*, with what it reads and remembers."""

    def __init__(self, file: Path, panel: Panel, pseudonyms: Pseudonyms, lateness: int = 0) -> None:
        self.store = Store.open(f"sqlite:///{file}")
        self.intake = Intake(panel.reader, pseudonyms)
        self.memory = Memory(panel, self.intake.hidden({GROUP: PROFILE}))
        self.writer = Writer(
            self.store,
            self.memory,
            lateness,
            lambda _transaction, _outcome: None,
            lambda _outcome, _judging, _whole: None,
        )

    def tell(self, events: Sequence[Event]) -> None:
        """Hand *events* in."""
        self.writer.submit([self.intake.stored(event) for event in events], [])


@contextmanager
def living(
    folder: Path, panel: Panel, pseudonyms: Pseudonyms, lateness: int = 0, name: str = "live.db"
) -> Generator[Living]:
    """Let a writer work in *folder* for as long as the block lasts."""
    life = Living(folder / name, panel, pseudonyms, lateness)
    life.writer.start()
    try:
        yield life
    finally:
        life.writer.stop()
        life.store.close()


def state_in(folder: Path, community: str = GROUP) -> CommunityState:
    """Return what is remembered of *community* in the store that was closed in *folder*."""
    with closing(Store.open(f"sqlite:///{folder}/live.db")) as store, store.read() as transaction:
        snapshot = transaction.load_snapshot(community)
    assert snapshot
    return msgspec.msgpack.decode(snapshot[1], type=CommunityState)


def on_disk(folder: Path) -> bytes:
    """Return every byte of every file in *folder*, as it lies there."""
    return b"\0".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


def spellings(text: str) -> list[bytes]:
    """Return *text* as it may stand in a file."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
