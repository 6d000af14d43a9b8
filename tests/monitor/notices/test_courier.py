"""Notices leave at least once, in order, each under its own key, whatever happens to sinks and to the process."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace

from monitor.clock import DAY, HOUR, MINUTE, SECOND
from monitor.notices.backoff import MOST_REFUSALS, next_attempt
from monitor.notices.courier import Courier, Outcome
from monitor.notices.notice import Notice
from monitor.notices.sink import Kind, Refused, Sink, Undelivered
from monitor.store import OutboxRow, Store
from tests.monitor.notices.notes import NOTICE


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1_600_000_000 * SECOND

    def now(self) -> int:
        return self.time


def take(_notice: Notice) -> None:
    """Take a notice."""


class FakeSink:
    """Remembers what it was given, after it did what the test wants."""

    kind: ClassVar[Kind] = "webhook"

    def __init__(self, act: Callable[[Notice], object] = take) -> None:
        self.given: list[tuple[Notice, int]] = []
        self.act = act

    def send(self, notice: Notice, at: int) -> None:
        self.act(notice)
        self.given.append((notice, at))

    @property
    def keys(self) -> list[str]:
        return [notice.key for notice, _ in self.given]


class Office:
    """A store, a clock and a courier over them."""

    def __init__(self, store: Store, sinks: Mapping[str, Sink]) -> None:
        self.store = store
        self.clock = Clock()
        self.outcomes: list[tuple[Kind, Outcome]] = []
        self.courier = Courier(
            store, sinks, self.clock.now, lambda kind, outcome: self.outcomes.append((kind, outcome))
        )

    def post(self, *keys: str, to: str = "ops") -> None:
        for key in keys:
            with self.store.begin() as transaction:
                transaction.add_outbox(key, to, replace(NOTICE, key=key).encode(), self.clock.now())

    def rounds(self, length: int, step: int = SECOND, to: str = "ops") -> None:
        """Serve again and again for *length*."""
        for _ in range(length // step):
            self.courier.serve(to)
            self.clock.time += step

    def dead(self) -> list[OutboxRow]:
        with self.store.read() as transaction:
            return transaction.dead_letters(100)


def fail(error: Exception) -> Callable[[Notice], object]:
    def act(_notice: Notice) -> object:
        raise error

    return act


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'store.db'}", durable=False)) as opened:
        yield opened


@pytest.fixture
def sink() -> FakeSink:
    return FakeSink()


@pytest.fixture
def office(store: Store, sink: FakeSink) -> Office:
    return Office(store, {"ops": sink})


def test_a_notice_is_handed_over_as_it_was_left(office: Office, sink: FakeSink) -> None:
    office.post("k1")
    office.courier.serve("ops")
    assert sink.given == [(NOTICE, office.clock.time)]
    assert office.outcomes == [("webhook", "sent")]


def test_a_taken_notice_is_not_sent_again(office: Office, sink: FakeSink) -> None:
    office.post("k1")
    office.rounds(MINUTE)
    assert sink.keys == ["k1"]


def test_what_a_sink_missed_in_an_hour_arrives_afterwards_once_each_and_in_order(
    office: Office, sink: FakeSink
) -> None:
    tried: list[str] = []

    def refuse(notice: Notice) -> None:
        tried.append(notice.key)
        raise Undelivered("no connection")

    sink.act = refuse
    for number in range(12):
        office.post(f"k{number:02}")
        office.rounds(5 * MINUTE, 5 * SECOND)
    assert sink.given == []
    assert set(tried) == {"k00"}, "the first keeps its place, so that none overtakes it"
    sink.act = take
    office.rounds(10 * MINUTE, 5 * SECOND)
    assert sink.keys == [f"k{number:02}" for number in range(12)]
    assert office.dead() == []


class Crash(BaseException):
    """The process dies."""


def test_a_notice_whose_acknowledgement_is_lost_is_sent_again_under_the_same_key(store: Store) -> None:
    sink = FakeSink()

    def take_and_crash(notice: Notice) -> None:
        sink.send(notice, 0)
        raise Crash

    dying = Office(store, {"ops": FakeSink(take_and_crash)})
    dying.post("k1")
    with pytest.raises(Crash):
        dying.courier.serve("ops")
    Office(store, {"ops": sink}).courier.serve("ops")
    first, second = sink.given
    assert first[0] == second[0] == NOTICE


def test_an_answer_that_is_lost_sends_the_same_notice_again(office: Office, sink: FakeSink) -> None:
    taken: list[Notice] = []

    def take_and_lose_the_answer(notice: Notice) -> None:
        taken.append(notice)
        raise Undelivered("no answer: ReadTimeout")

    sink.act = take_and_lose_the_answer
    office.post("k1")
    office.courier.serve("ops")
    sink.act = taken.append
    office.rounds(10 * SECOND)
    assert taken == [NOTICE, NOTICE]


def test_a_refused_notice_holds_the_others_up_for_minutes_only_and_is_kept_with_the_answer(
    office: Office, sink: FakeSink
) -> None:
    def refuse_one(notice: Notice) -> None:
        if notice.key == "k1":
            raise Refused("answered 400")

    sink.act = refuse_one
    office.post("k1", "k2")
    office.rounds(11 * MINUTE, 5 * SECOND)
    assert sink.keys == ["k2"]
    assert [(row.key, row.error, row.refusals) for row in office.dead()] == [("k1", "answered 400", MOST_REFUSALS)]
    assert office.outcomes.count(("webhook", "given_up")) == 1


def test_refusals_after_an_outage_count_from_nought(office: Office, sink: FakeSink) -> None:
    sink.act = fail(Undelivered("no connection"))
    office.post("k1")
    office.rounds(2 * HOUR, MINUTE)
    sink.act = fail(Refused("answered 404"))
    office.rounds(30 * MINUTE, MINUTE)
    assert office.dead() == []


def test_a_notice_is_given_up_three_days_after_it_was_made(office: Office, sink: FakeSink) -> None:
    sink.act = fail(Undelivered("answered 500"))
    office.post("k1")
    office.rounds(3 * DAY, HOUR)
    assert office.dead() == []
    office.courier.serve("ops")
    assert [(row.key, row.error) for row in office.dead()] == [("k1", "answered 500")]


def test_a_notice_given_up_can_be_tried_again_and_has_three_days_more(office: Office, sink: FakeSink) -> None:
    sink.act = fail(Undelivered("answered 500"))
    office.post("k1")
    office.rounds(3 * DAY + 2 * HOUR, HOUR)
    with office.store.begin() as transaction:
        assert transaction.revive(office.clock.now(), "elsewhere") == 0
        assert transaction.revive(office.clock.now(), "ops", "k1") == 1
    office.courier.serve("ops")
    assert office.dead() == []
    sink.act = take
    office.rounds(10 * SECOND)
    assert sink.keys == ["k1"]


def test_whatever_breaks_in_a_sink_is_its_failure_and_what_it_says_may_be_secret(
    office: Office, sink: FakeSink
) -> None:
    sink.act = fail(ZeroDivisionError("https://api.example/bot12345:token"))
    office.post("k1")
    office.courier.serve("ops")
    with office.store.read() as transaction:
        (row,) = transaction.due_outbox("ops", office.clock.now() + MINUTE, 1)
    assert row.error == "ZeroDivisionError"


def test_a_notice_of_an_older_version_is_given_up_and_holds_the_others_up_for_minutes_only(
    office: Office, sink: FakeSink
) -> None:
    with office.store.begin() as transaction:
        transaction.add_outbox("old", "ops", b'{"key":"old","rule":"ad-flood"}', office.clock.now() - 1)
    office.post("k1")
    office.rounds(11 * MINUTE, 5 * SECOND)
    assert sink.keys == ["k1"]
    assert [(row.key, row.error) for row in office.dead()] == [("old", "not a notice as this version writes them")]


def test_waiting_and_dead_notices_are_counted_by_kind_of_sink(office: Office, sink: FakeSink) -> None:
    sink.act = fail(Undelivered("no connection"))
    office.post("k1", "k2")
    office.post("k1", to="no longer configured")
    office.courier.serve("ops")
    assert office.courier.standing() == {"webhook": (2, 0), "other": (1, 0)}
    office.clock.time += 4 * DAY
    office.courier.serve("ops")
    assert office.courier.standing()["webhook"] == (0, 2)


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(0, 5), (1, 10), (5, 160), (6, 320), (7, 600), (10_000, 600)],
    ids=["first", "second", "sixth", "seventh", "capped", "for ever capped"],
)
def test_the_delay_doubles_up_to_ten_minutes(attempts: int, seconds: int) -> None:
    assert next_attempt(OutboxRow("k", "ops", b"", 0, attempts), 0, Undelivered("")) == seconds * SECOND


@pytest.mark.parametrize(
    ("asked", "waits"),
    [(SECOND, 5 * SECOND), (HOUR, HOUR), (400 * DAY, DAY)],
    ids=["shorter than the delay", "longer", "absurd"],
)
def test_a_sink_that_asks_to_be_left_alone_is_for_a_day_at_most(asked: int, waits: int) -> None:
    assert next_attempt(OutboxRow("k", "ops", b"", 0), 0, Undelivered("", asked)) == waits
