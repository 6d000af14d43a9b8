"""A labelled alert is told as far as it can be, and says what cannot."""

from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from monitor.service import Verdict
from monitor.workbench.snippets import Story, snippet
from monitor.workbench.trials import TrialRunner

HOUR = 3_600_000_000
PROMISE = "投资我们的智能搬砖项目，月收益15%，稳稳到账，今天就可以参与"
GREETING = "大家早上好，今天天气不错"


def story(verdict: Verdict, *texts: str, version: int = 1) -> Story:
    messages = tuple(
        (Record(f"e{number}", "message.created", number * HOUR, Who("m1", role="owner")), text)
        for number, text in enumerate(texts)
    )
    return Story("a1", "yield-promise", version, verdict, messages, Profile(ads="forbidden"))


def test_what_was_confirmed_is_told_with_its_people_and_its_group(panel: Panel) -> None:
    told = snippet(story("confirmed", GREETING, PROMISE), panel.catalogue.rules["yield-promise"], TrialRunner(panel))
    assert told.trial == {
        "name": "alert a1, which a moderator called confirmed",
        "profile": {"ads": "forbidden"},
        "expect": "hit",
        "severity": "high",
        "events": [
            {"at": "0m", "by": "member 1", "role": "owner", "text": GREETING},
            {"at": "60m", "by": "member 1", "role": "owner", "text": PROMISE},
        ],
    }


def test_what_the_excerpts_do_not_show_cannot_be_rebuilt(panel: Panel) -> None:
    rule, runner = panel.catalogue.rules["yield-promise"], TrialRunner(panel)
    assert "does not lead to a finding" in snippet(story("confirmed", GREETING), rule, runner).remark
    assert "no message whose text was kept" in snippet(story("confirmed"), rule, runner).remark
    assert "no longer in force" in snippet(story("confirmed", PROMISE), None, runner).remark


def test_a_near_miss_says_whether_it_fails_yet(panel: Panel) -> None:
    rule, runner = panel.catalogue.rules["yield-promise"], TrialRunner(panel)
    assert snippet(story("false", PROMISE), rule, runner).remark == "fails until the rule is mended"
    assert "version 0 found it" in snippet(story("false", GREETING, version=0), rule, runner).remark
    assert "does not lead to a finding" in snippet(story("false", GREETING), rule, runner).remark
