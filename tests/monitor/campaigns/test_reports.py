"""Reports on a community say that a campaign was seen, and show what was posted in that community alone."""

import pytest
from msgspec.structs import replace

from monitor.check import judge_events
from monitor.document import CheckDocument
from monitor.event import Event, Person
from monitor.language import language
from monitor.panel import Panel
from tests.monitor.events import message

OFFER = "厂家直销羽绒被，今天下单立减{}00，全国包邮，加微信 xm{}8lin66 抢购"


def posted(minute: int, group: str, text: str, who: str = "42") -> Event:
    """Return a message in *group*."""
    event = message(minute, text)
    data = replace(event.data, community=replace(event.data.community, id=group), actor=Person(who))
    return replace(
        event, id=f"{group}-{minute}", source=f"im://telegram/{group}", time=f"2024-03-01T10:{minute:02}:00Z", data=data
    )


@pytest.fixture(scope="module")
def document(panel: Panel) -> CheckDocument:
    """What comes of an offer in three groups, and of a talk in a fourth."""
    offers = [posted(number, group, OFFER.format(number + 1, number)) for number, group in enumerate("abcab")]
    talk = [posted(number, "d", "大家早上好，今天天气真不错，一起出去走走吧", f"{number}") for number in range(9)]
    return judge_events([*offers, *talk], panel, language("zh"), key=b"a key for many tests")


def test_a_campaign_is_shown_where_it_was_seen_under_one_id(document: CheckDocument) -> None:
    seen = {
        community.id: {finding.id for finding in community.findings if finding.rule == "duplicate-broadcast"}
        for community in document.communities
    }
    one = seen["telegram:a"]
    assert len(one) == 1
    assert seen == {"telegram:a": one, "telegram:b": one, "telegram:c": one, "telegram:d": set()}


def test_evidence_is_what_was_posted_in_that_group(document: CheckDocument) -> None:
    shown = {
        community.id: [evidence.event for evidence in finding.evidence]
        for community in document.communities
        for finding in community.findings
        if finding.rule == "duplicate-broadcast"
    }
    assert shown == {"telegram:a": ["a-0", "a-3"], "telegram:b": ["b-1", "b-4"], "telegram:c": ["c-2"]}


def test_its_summary_says_how_wide_it_went(document: CheckDocument) -> None:
    summaries = {
        f.summary for community in document.communities for f in community.findings if f.subject[:9] == "campaign:"
    }
    assert len(summaries) == 1
    assert "3个群" in summaries.pop()
