"""Notices are worded in the reader's language, masked, escaped, and cut between characters only."""

import re
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.notices.wording import Wording, gravest, plain, shortened
from tests.monitor.notices.notes import NOTICE, TOLD, many

TEMPLATES = ["markdown.txt", "notice.txt", "notice.html", "telegram.html"]
ENOUGH = 1_000_000
WORDING = Wording(ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_notice_is_worded_in_its_language(template: str) -> None:
    chinese = WORDING.fitted(template, NOTICE, ENOUGH)
    english = WORDING.fitted(template, replace(NOTICE, language="en"), ENOUGH)
    assert "3 次" in chinese
    assert "3 times" in english
    assert "Suspected risks with their reasons, not verdicts." in english
    assert not re.search("[a-z]{4}", re.sub("<[^>]*>|https?:[^ )]*|[>*-]|yield", "", chinese)), (
        "nothing is left English"
    )


@pytest.mark.parametrize("template", TEMPLATES)
def test_numbers_that_name_a_person_are_masked(template: str) -> None:
    told = replace(TOLD, name="加微信 13812345678", summary="疑似引流到 13812345678,证件 11010519491231002X")
    text = WORDING.fitted(template, replace(NOTICE, alerts=(told,)), ENOUGH) + WORDING.title(
        replace(NOTICE, alerts=(told,))
    )
    assert "13812345678" not in text
    assert "11010519491231002" not in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_group_is_called_by_its_name_and_its_key(template: str) -> None:
    text = WORDING.fitted(template, many(1, community_name="春分团购群 13812345678"), ENOUGH)
    assert re.search(r"春分团购群 \S+（qq:1）", text)
    assert "13812345678" not in text


ODD = "<script>alert(1)</script> **b** [x](http://evil.example) <@all> <at id=all></at> _i_ `c` &amp; \n# head"


def test_what_messengers_would_act_on_becomes_plain() -> None:
    text = WORDING.fitted(
        "markdown.txt", many(1, summary=ODD, name=ODD, community=f"qq:{ODD}", community_name=ODD), ENOUGH
    )
    ours = re.sub(r"\[查看详情\]\(https://console\.example/alerts/a1\)", "", text)
    assert not set("<[]()`#_@") & set(ours)
    assert ours.count("**") == 4, "of the title and of the severity"


@pytest.mark.parametrize("template", ["notice.html", "telegram.html"])
def test_html_is_escaped(template: str) -> None:
    text = WORDING.fitted(
        template, many(1, summary=ODD, name=ODD, community_name=ODD, url='https://x/"><script>'), ENOUGH
    )
    assert "<script" not in text
    assert "<at" not in text
    assert "&lt;script&gt;" in text


class Tags(HTMLParser):
    """Notes which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser gives them
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(
    summary=st.text(max_size=600),
    count=st.integers(1, 12),
    longest=st.integers(600, 2_000),
    template=st.sampled_from(["markdown.txt", "telegram.html"]),
)
def test_whatever_is_said_fits_whole(summary: str, count: int, longest: int, template: str) -> None:
    notice = many(count, summary=summary, url="")
    text = WORDING.fitted(template, notice, longest)
    assert len(text.encode()) <= longest
    if template == "telegram.html":
        tags = Tags()
        tags.feed(text)
        assert tags.open == []
        assert not re.search(r"&(?!lt;|gt;|amp;|#34;|#39;)", text), "no entity is cut in two"


@given(st.integers(0, 40), st.integers(1, 3_000))
def test_every_alert_is_shown_or_counted(count: int, longest: int) -> None:
    notice = replace(many(count + 1), more=5)
    text = WORDING.fitted("markdown.txt", notice, max(longest, 600))
    counted = re.search(r"另有 ([\d,]+) 条\n\n", text)
    assert counted is not None
    assert text.count("\n> **") + int(counted[1]) == count + 6


def test_the_gravest_are_shown_first() -> None:
    alerts = (replace(TOLD, alert="low", severity="low", name="轻"), replace(TOLD, severity="critical", name="重"))
    notice = replace(NOTICE, alerts=alerts)
    assert gravest(notice) == "critical"
    assert WORDING.title(notice) == "紧急 · 疑似：重，另有 1 条"
    text = WORDING.fitted("notice.txt", notice, ENOUGH)
    assert text.index("[紧急]") < text.index("[低]")


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("abc", 0, ""),
        ("ae\u0301x", 3, "a…"),
        ("a👩\u200d👧b", 4, "a…"),
        ("a❤\ufe0fb", 3, "a…"),
    ],
    ids=["fits", "is cut", "nothing left", "accent", "family", "red heart"],
)
def test_a_character_and_its_marks_stay_together(text: str, length: int, short: str) -> None:
    assert shortened(text, length) == short


def test_plain_text_stays_readable() -> None:
    assert plain("a_b*c") == "a＿b＊c"


def test_a_resolved_alert_says_so_and_a_test_says_it_is_one() -> None:
    resolved = WORDING.fitted("notice.txt", replace(NOTICE, alerts=(replace(TOLD, state="resolved"),)), ENOUGH)
    assert "承诺收益 · 已解除" in resolved
    test = replace(NOTICE, reason="test", alerts=())
    assert WORDING.title(test) == "Groupwarden 测试通知"
    assert "能看到这条消息，说明通知可以送达" in WORDING.fitted("notice.txt", test, ENOUGH)


HOSTILE = 'wechat:g\n\n# 系统公告\u2028<img src=x onerror="x">[点我](https://evil.example)\u202egpj.exe\x1b[31m @all'


@pytest.mark.parametrize("template", ["notice.txt", "notice.html", "telegram.html", "markdown.txt"])
def test_a_groups_name_is_text_on_one_line(template: str) -> None:
    told = replace(TOLD, community=HOSTILE, summary=HOSTILE, name=HOSTILE, url="")
    usual = WORDING.fitted(template, replace(NOTICE, alerts=(replace(TOLD, url=""),)), ENOUGH)
    text = WORDING.fitted(template, replace(NOTICE, alerts=(told,)), ENOUGH)
    assert len(text.splitlines()) == len(usual.splitlines())
    assert not [character for character in "\u202e\u2028\x1b" if character in text]
    if template != "notice.txt":
        assert "<img" not in text
    if template == "markdown.txt":
        assert not [mark for mark in ("# ", "](", "@all") if mark in text]


@pytest.mark.parametrize(("code", "place"), [("zh", "跨群 · "), ("en", "across groups · ")])
def test_an_alert_of_no_one_group_is_said_to_be_across_groups(code: str, place: str) -> None:
    notice = replace(NOTICE, language=code, alerts=(replace(TOLD, community=""),))
    assert place in WORDING.fitted("notice.txt", notice, ENOUGH)
