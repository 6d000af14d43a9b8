"""Response times of a demonstration group, worked out from its events alone, are those of the report."""

from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest

from api.demo import demo_profiles, healthy_history
from monitor.check import judge_events
from monitor.document import CommunityReport, Response
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import read_profiles

GROUP = "qq:exam-class"
MOST_HOURS = {"high": 12, "medium": 24}  # waking hours; whatever was advertised here is high or medium


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return [event for event in healthy_history() if event.source == "im://qq/exam-class"]


@pytest.fixture(scope="module")
def reports(panel: Panel) -> dict[str, CommunityReport]:
    """Return what our own code says of the healthy groups."""
    profiles = read_profiles(demo_profiles(), "demo")
    judged = judge_events(healthy_history(), panel, language("en"), profiles=profiles, key=b"k" * 32)
    return {community.id: community for community in judged.communities}


@pytest.fixture(scope="module")
def reported(reports: dict[str, CommunityReport]) -> Response:
    response = reports[GROUP].response
    assert response
    return response


def minutes_by_hand(events: list[Event]) -> list[int]:
    """Return the whole minutes from each advertisement of a visitor to the first answer of staff, in the last 30 days.

    Nothing of the monitor is used: visitors have ids with -v, and the answer replies to the message.
    """
    times = {event.data.message.id: _time(event) for event in events if event.data.message and _is_visitor(event)}
    last = _time(events[-1])
    answers: dict[str, datetime] = {}
    for event in events:
        message = event.data.message
        if message and message.reply_to_id in times and event.data.actor and event.data.actor.role != "member":
            answers.setdefault(message.reply_to_id, _time(event))
    recent = {key: at for key, at in answers.items() if at > last - timedelta(days=30)}
    return sorted((at - times[key]) // timedelta(minutes=1) for key, at in recent.items())


def _is_visitor(event: Event) -> bool:
    return event.type == "message.created" and "-v" in str(event.data.actor and event.data.actor.id)


def _time(event: Event) -> datetime:
    return datetime.fromisoformat(event.time)


def test_the_figures_of_the_exam_class_are_those_read_off_its_events(events: list[Event], reported: Response) -> None:
    minutes = minutes_by_hand(events)
    assert minutes == [54, 60, 62]  # 20 April 14:51 to 15:45; 26 April 14:04 to 15:04; 14 April 10:18 to 11:20
    assert reported.handled == len(minutes)
    assert reported.median_hours == round(minutes[ceil(3 / 2) - 1] / 60, 1) == 1.0
    assert reported.p90_hours == round(minutes[ceil(3 * 9 / 10) - 1] / 60, 1) == 1.0


def test_all_of_them_were_in_time_and_none_is_left(events: list[Event], reported: Response) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    posted = [_time(event).astimezone(zone).hour for event in events if _is_visitor(event)]
    assert all(8 <= hour < 23 for hour in posted)  # no night lies between, so that minutes by the calendar are waking
    assert max(minutes_by_hand(events)) < 60 * min(MOST_HOURS.values())
    assert (reported.in_time, reported.missed) == (1.0, 0)


def test_every_healthy_group_comes_out_in_order_and_stays_so(reports: dict[str, CommunityReport]) -> None:
    assert {key: report.grade for key, report in reports.items()} == dict.fromkeys(reports, "compliant")
    assert len(reports) == 5
    assert all(day.score is not None and day.score >= 85 for report in reports.values() for day in report.trend)
