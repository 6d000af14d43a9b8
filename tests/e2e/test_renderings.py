"""Whatever is found in the invented groups, no notice in any form repeats what somebody wrote, nor who wrote it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product
from typing import ClassVar
from zoneinfo import ZoneInfo

import msgspec
import pytest

from api.demo import demo_history, demo_profiles
from monitor.clock import HOUR, micros
from monitor.event import Event
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.notices.alertmanager import posted
from monitor.notices.notice import Notice, decoded
from monitor.notices.recipient import Audience, Recipient
from monitor.notices.sink import Kind
from monitor.notices.webhook import event
from monitor.notices.wording import Wording
from monitor.panel import Panel
from monitor.profile import read_profiles
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.wall_clock import WallClock
from rules import Severity
from tests.e2e.living import KEY

GROUPS = ("im://qq/star-river-1", "im://telegram/star-river-2")
TOGETHER = 330  # events a commit, after which people are told
QUOTED = 24  # characters in a row that nobody says by chance
QUOTED_CHINESE = 7  # the same, in Chinese
WORDING = Wording(ZoneInfo("Asia/Shanghai"))
FORMS: dict[str, Callable[[Notice], str]] = {
    "title": WORDING.title,
    "markdown": lambda notice: WORDING.fitted("markdown.txt", notice, 4096),
    "plain text": lambda notice: WORDING.fitted("notice.txt", notice, 100_000),
    "page": lambda notice: WORDING.fitted("notice.html", notice, 100_000),
    "telegram": lambda notice: WORDING.fitted("telegram.html", notice, 4096),
    "webhook": lambda notice: msgspec.json.encode(event(notice)).decode(),
    "alertmanager": lambda notice: msgspec.json.encode(list(posted(notice, 0, HOUR))).decode(),
}


class HandClock(WallClock):
    """A clock that is set by hand, and does nothing by itself."""

    time = 0

    def now(self) -> int:
        return self.time

    def every(self, interval: int, work: Callable[[], None]) -> None:
        """Do nothing: the test says when."""


class NoSink:
    """Nobody listens: notices stay in the outbox."""

    kind: ClassVar[Kind] = "webhook"

    def send(self, notice: Notice, at: int) -> None:
        """Take nothing."""


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return [event for event in demo_history() if event.source in GROUPS]


@pytest.fixture(scope="module")
def notices(history: list[Event], panel: Panel, tmp_path_factory: pytest.TempPathFactory) -> list[Notice]:
    """Return all that moderators and owners are told of these groups, in both languages."""
    clock = HandClock()
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('told')}/live.db")
    people = list(recipients())
    profiles = read_profiles(demo_profiles(), "demo")
    with Monitor(
        store, panel, Intake(panel.reader, Pseudonyms(KEY)), profiles=profiles, clock=clock,
        recipients=[(person, NoSink()) for person in people],
    ) as monitor:  # fmt: skip
        for start in range(0, len(history), TOGETHER):
            some = history[start : start + TOGETHER]
            clock.time = max(micros(datetime.fromisoformat(event.time)) for event in some)
            monitor.ingest(some, "test")
            monitor.dispatch()
        with store.read() as transaction:
            return [
                decoded(row.body)
                for person in people
                for row in transaction.due_outbox(person.name, clock.time, 10_000)
            ]


def recipients() -> Iterator[Recipient]:
    owned = frozenset({"qq:star-river-1", "telegram:star-river-2"})
    audiences: tuple[Audience, ...] = ("moderator", "owner")
    for audience, language in product(audiences, ("zh", "en")):
        yield Recipient(
            f"{audience}-{language}",
            audience,
            owned,
            Severity.info,
            "en" if language == "en" else "zh",
            group_wait=0,
            group_interval=HOUR,
            most_listed=1_000,
        )


def quotable(text: str) -> Iterator[str]:
    """Yield every piece of *text* that would be a quotation."""
    yield from (text[start : start + QUOTED] for start in range(len(text) - QUOTED + 1))
    pieces = (text[start : start + QUOTED_CHINESE] for start in range(len(text) - QUOTED_CHINESE + 1))
    yield from (piece for piece in pieces if min(piece) >= "\u4e00")


def test_there_is_something_to_tell_everybody(notices: list[Notice]) -> None:
    assert {notice.recipient for notice in notices} == {recipient.name for recipient in recipients()}
    assert len({told.rule for notice in notices for told in notice.alerts}) > 10


@pytest.mark.parametrize("form", FORMS)
def test_no_notice_repeats_what_somebody_wrote_or_names_him(
    form: str, notices: list[Notice], history: list[Event]
) -> None:
    texts = {event.data.message.text for event in history if event.data.message and event.data.message.text}
    actors = [event.data.actor for event in history if event.data.actor]
    people = {name for actor in actors for name in (actor.id, actor.name) if name and len(name) > 2}
    written = {piece for text in texts for piece in quotable(text)}
    for notice in notices:
        rendering = FORMS[form](notice)
        assert not written & set(quotable(rendering))
        assert not [name for name in people if name in rendering], rendering
