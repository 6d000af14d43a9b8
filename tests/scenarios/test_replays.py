"""The replays keep to the record, label what is invented, and follow the order of the cases."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from monitor.decode import decode_event, encode_event, event_time
from monitor.document import StageName
from monitor.event import Event
from tests.scenarios import EXPECTED, education, forsage, healthy, plustoken, tokenstore

REPLAYS = [plustoken, tokenstore, forsage, education, healthy]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def text(event: Event) -> str:
    """Return what the event says, as a message or a notice."""
    data = event.data
    return (data.message and data.message.text) or (data.notice and data.notice.text) or ""


def local_time(event: Event) -> datetime:
    """Return the event's time in China."""
    return datetime.fromisoformat(event.time).astimezone(SHANGHAI)


def china(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """Return an hour in China."""
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize("replay", REPLAYS)
def test_every_event_is_valid_unique_and_in_time_order(replay: Callable[[], list[Event]]) -> None:
    events = replay()
    assert [decode_event(encode_event(event)) for event in events] == events
    assert len({(event.source, event.id) for event in events}) == len(events)
    assert events == sorted(events, key=event_time)


@pytest.mark.parametrize("replay", REPLAYS)
def test_a_replay_is_the_same_at_every_call_and_says_what_is_invented(replay: Callable[[], list[Event]]) -> None:
    events = replay()
    assert events == replay()
    assert {event.connectorid for event in events} <= {"synthetic", "record"}


@pytest.mark.parametrize(
    ("replay", "when", "wording"),
    [
        (plustoken, china(2018, 5, 1, 10), "智能狗搬砖,开启需500美元以上"),
        (
            plustoken,
            china(2019, 6, 30, 12),
            "为了更好的使每个Plus Token会员能够正常提现到账……暂停服务亚洲区所有plus钱包会员资料,及其一切提币行为",
        ),
        (tokenstore, china(2019, 5, 31, 15), "遭遇黑客入侵,系统将升级维护10天"),
        (education, china(2026, 1, 1, 9), "警惕!凡是说月收益10%-30%、发展下线拿提成、提现要交解冻金的,都是诈骗"),
        (education, china(2026, 1, 2, 9), "PlusToken案例:‘系统升级维护10天’之后提不了币,大家别上当"),
    ],
)
def test_what_is_on_record_is_quoted_as_it_was(replay: Callable[[], list[Event]], when: datetime, wording: str) -> None:
    quotes = [(local_time(event), text(event)) for event in replay() if event.connectorid == "record"]
    assert (when, wording) in quotes


def test_plustoken_pays_late_to_several_members_on_the_recorded_day() -> None:
    late = {
        event.data.actor
        for event in plustoken()
        if local_time(event).date() == date(2019, 6, 23) and ("没到账" in text(event) or "提不出来" in text(event))
    }
    assert len(late) >= 3


def test_plustoken_groups_are_dissolved_at_night_and_another_talks_on() -> None:
    events = plustoken()
    dissolved = {event.source: local_time(event) for event in events if event.type == "community.dissolved"}
    assert set(dissolved.values()) == {china(2019, 7, 1, 2)}
    assert not [e for e in events if e.source in dissolved and local_time(e) > dissolved[e.source]]
    assert any(local_time(event) > china(2019, 7, 8) for event in events)


def test_nobody_at_forsage_speaks_of_withdrawals_and_promotion_never_pauses_for_a_month() -> None:
    events = forsage()
    assert not [event for event in events if "提现" in text(event)]
    promoted = [local_time(event) for event in events if "Forsage" in text(event) or "卡槽" in text(event)]
    assert promoted[0].date() == date(2020, 1, 31)
    assert promoted[-1].date() >= date(2022, 8, 1)
    assert max(b - a for a, b in pairwise(promoted)) < timedelta(days=30)


@pytest.mark.parametrize("replay", [plustoken, tokenstore])
def test_promotion_and_recruitment_come_before_the_first_strain(replay: Callable[[], list[Event]]) -> None:
    strain = next(e.by for e in EXPECTED[replay.__name__] if e.stage == "strain")
    before = [text(event) for event in replay() if local_time(event).date() < strain]
    assert any("月收益" in said for said in before)
    assert any("二代" in said for said in before)
    assert not any("没到账" in said or "提现失败" in said for said in before)


def test_education_holds_at_least_forty_invented_texts_all_different() -> None:
    said = [text(event) for event in education() if event.type == "message.created"]
    assert len(said) >= 42
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("replay", [plustoken, tokenstore, forsage, education])
def test_every_expectation_lies_within_its_replay(replay: Callable[[], list[Event]]) -> None:
    events = replay()
    for expectation in EXPECTED[replay.__name__]:
        assert local_time(events[0]).date() <= expectation.by <= local_time(events[-1]).date() + timedelta(days=1)


@pytest.mark.parametrize("case", EXPECTED)
def test_expected_stages_only_advance(case: str) -> None:
    stages = [get_args(StageName).index(expectation.stage) for expectation in EXPECTED[case]]
    assert stages == sorted(stages)
