"""The recorded cases reach their stages no later than they did in the world; what is lawful stays quiet."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from api.demo import demo_profiles
from monitor.check import judge_events
from monitor.document import CheckDocument, FindingEntry, StageName
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import read_profiles
from rules import Severity
from tests.scenarios import EXPECTED, Expectation, education, forsage, healthy, plustoken, tokenstore

REPLAYS = {replay.__name__: replay for replay in (plustoken, tokenstore, forsage, education, healthy)}
STAGES: tuple[StageName, ...] = get_args(StageName)
SHANGHAI = ZoneInfo("Asia/Shanghai")
KEY = b"one key for every scenario"

Judge = Callable[[str], CheckDocument]


@pytest.fixture(scope="module")
def judged() -> Iterator[Judge]:
    """Return what comes of the scenario of a name; each is judged once."""
    panel = Panel.load()
    profiles = read_profiles(demo_profiles(), "demo")

    def judge(name: str) -> CheckDocument:
        return judge_events(REPLAYS[name](), panel, language("zh"), key=KEY, profiles=profiles)

    yield cache(judge)
    panel.engine.close()


def furthest(document: CheckDocument, by: date) -> StageName:
    """Return the furthest stage that a scheme has reached when the day *by* ends in China."""
    steps = [step for community in document.communities for scheme in community.schemes for step in scheme.timeline]
    reached = [step for step in steps if datetime.fromisoformat(step.time).astimezone(SHANGHAI).date() <= by]
    return STAGES[max((STAGES.index(step.stage) for step in reached), default=0)]


def grave(document: CheckDocument) -> list[FindingEntry]:
    """Return the findings of medium and above."""
    findings = [finding for community in document.communities for finding in community.findings]
    return [finding for finding in findings if Severity[finding.severity] >= Severity.medium]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(case, expected, id=f"{case} {expected.by} {expected.stage}")
        for case, expectations in EXPECTED.items()
        for expected in expectations
    ],
)
def test_a_recorded_case_reaches_its_stage_in_time(judged: Judge, case: str, expected: Expectation) -> None:
    assert STAGES.index(furthest(judged(case), expected.by)) >= STAGES.index(expected.stage), expected.what


def test_a_pyramid_that_always_pays_never_strains(judged: Judge) -> None:
    document = judged("forsage")
    assert furthest(document, date.max) == "growth"
    rules = {finding.rule for finding in grave(document)}
    assert not rules & {"withdrawal-failure-cluster", "maintenance-excuse"}


def test_education_raises_nothing_and_shows_no_scheme(judged: Judge) -> None:
    document = judged("education")
    texts = {event.id: event.data.message.text for event in education() if event.data.message}
    assert [(f.rule, [texts.get(each.event) for each in f.evidence]) for f in grave(document)] == []
    assert furthest(document, date.max) == "none"


def test_in_healthy_groups_only_what_visitors_post_is_found(judged: Judge) -> None:
    by_event = {(event.source, event.id): event for event in healthy()}
    caused = [
        (finding.rule, by_event[f"im://{community.id.replace(':', '/', 1)}", proof.event])
        for community in judged("healthy").communities
        for finding in community.findings
        if Severity[finding.severity] >= Severity.medium
        for proof in finding.evidence
    ]
    assert caused
    assert [(rule, said(event)) for rule, event in caused if not is_by_visitor(event)] == []


def test_healthy_groups_show_no_scheme_and_leave_nothing_unhandled(judged: Judge) -> None:
    document = judged("healthy")
    assert furthest(document, date.max) == "none"
    assert {finding.rule for finding in grave(document)} <= {
        "new-member-ad",
        "contact-diversion",
        "ad-restricted-goods",
    }


def said(event: Event) -> str:
    """Return what *event* says."""
    return event.data.message.text if event.data.message else event.type


def is_by_visitor(event: Event) -> bool:
    """Return whether an advertiser from outside is behind *event*."""
    return event.data.actor is not None and "-v" in (event.data.actor.id or "")
