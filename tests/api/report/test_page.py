"""The page stands alone, is well formed, escapes what strangers wrote, and speaks both languages."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from api.report import for_audience, render_html, render_text
from api.report.template import TEMPLATES
from monitor.document import CheckDocument, Referral, Skipped
from tests.api.report.examples import camp, document, evidence, finding, reader, scheme_group

VOID = {"meta", "br", "link", "img", "input", "hr", "area", "base", "col", "embed", "source", "track", "wbr"}
HOSTILE = "<script>alert(1)</script>\"'&\x1b[31m\u202eevil\x00"


class Outline(HTMLParser):
    """Every element of a page in order; checks that what opens closes, in that order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open[-1:]:
            self.text.setdefault(tag, []).append(data)


def hostile(name: str) -> CheckDocument:
    """Return a document in which everything a stranger can write is *name*."""
    group = scheme_group()
    said = finding("yield-promise", "high", "2019-05-02T02:00:00Z", f"member:{name}", name, evidence("e1", name, name))
    schemes = tuple(replace(scheme, name=name) for scheme in group.schemes)
    group = replace(group, id=f"qq:{name}", name=name, findings=(said,), schemes=schemes)
    return CheckDocument(1, (Skipped(name, name),), (group, group))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_is_well_formed_and_stands_alone(lang: str) -> None:
    page = render_html(document(lang), reader(lang))
    outline = Outline(page)
    assert ("lang", lang) in outline.attributes
    assert not {"script", "link", "img", "iframe", "object"} & set(outline.tags)
    assert [
        value for name, value in outline.attributes if name in {"src", "href"} and not (value or "").startswith("#")
    ] == []
    assert not re.search(r"@import|url\(", page)
    assert [name for name, _value in outline.attributes if name.startswith("on")] == []


def test_links_lead_to_groups_of_the_page() -> None:
    attributes = Outline(render_html(document(), reader())).attributes
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {f"#{value}" for value in ids} >= {value for name, value in attributes if name == "href"}


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag in Outline(render_html(document(), reader())).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["高风险", "需整改", "合规", "自评参考，不构成法律意见", "疑似：高收益承诺", "未检查的内容", "line 7"]),
        (
            "en",
            ["High risk", "Needs work", "In order", "Self-check, not legal advice", "What was not checked", "line 7"],
        ),
    ],
)
def test_page_says_what_an_owner_needs(lang: str, words: list[str]) -> None:
    page = render_html(document(lang), reader(lang))
    assert [word for word in words if word not in page] == []


def test_english_page_has_no_chinese_of_its_own() -> None:
    empty = replace(document("en"), communities=(camp("en"),))
    page = re.sub(
        r"<blockquote>.*?</blockquote>|<style>.*?</style>", "", render_html(empty, reader("en")), flags=re.DOTALL
    )
    assert re.findall(r"[\u4e00-\u9fff]+", page) == []


def test_matched_spans_are_marked() -> None:
    marks = Outline(render_html(document(), reader())).text["mark"]
    assert "月收益10%-30%" in marks
    assert "加微信 *********" in marks


def test_hostile_names_stay_text() -> None:
    page = render_html(hostile(HOSTILE), reader())
    assert "script" not in Outline(page).tags
    assert not {"\x1b", "\x00", "\u202e"} & set(page)


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_name_leaves_the_page_well_formed(name: str) -> None:
    assert Outline(render_html(hostile(name), reader())).open == []


def test_terminal_is_not_driven_by_names() -> None:
    text = render_text(hostile(HOSTILE + "[bold]"), reader())
    assert not {"\x1b", "\x00", "\u202e"} & set(text)
    assert "[bold]" in text


def test_the_tree_is_drawn_only_when_there_is_one() -> None:
    lonely = replace(camp(), referral=Referral(0, 0, 0), trend=())
    assert "<svg" not in render_html(CheckDocument(1, (), (lonely,)), reader())
    assert "<svg" in render_html(CheckDocument(1, (), (camp(),)), reader())


@pytest.mark.parametrize(
    ("lang", "legend"),
    [
        ("zh", ["邀请树发起人", "群主或管理员", "邀请过他人", "未邀请他人", "已退群"]),
        (
            "en",
            ["Organiser of the tree", "Owner or admin of the group", "Brought somebody", "Brought nobody", "Has left"],
        ),
    ],
)
def test_the_tree_has_a_legend_and_a_table_in_the_readers_language(lang: str, legend: list[str]) -> None:
    page = render_html(CheckDocument(1, (), (scheme_group(lang),)), reader(lang))
    assert Outline(page).text["text"][-len(legend) :] == legend
    table = Outline(page[page.index('<table class="tiers">') : page.index("</details>")])
    assert table.text["td"] == ["1", "1", "0", "3", "3", "0", "9", "9", "1", "27", "0", "2"]


def test_a_flood_of_findings_is_cut_and_counted() -> None:
    many = tuple(
        finding("ad-flood", "medium", f"2024-03-05T06:20:{second:02}Z", "member:x", "flood") for second in range(50)
    )
    page = render_html(CheckDocument(1, (), (replace(camp("en"), findings=many),)), reader("en"))
    assert page.count("<p>flood</p>") == 20
    assert "and 30 more" in page


def test_owner_page_tells_the_count_and_the_day() -> None:
    page = render_html(for_audience(document("en"), "owner", zone=reader().zone), reader("en"))
    assert "1 message is kept for the platform&#39;s moderators" in page
    assert "complainant" not in page


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    css = Path(TEMPLATES / "report.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    )
    colours = light if scheme == "light" else dark
    pairs = [(name, name.replace("ink", "paper")) for name in colours if name.endswith("-ink")]
    pairs += [(text, ground) for text in ("ink", "muted", "link") for ground in ("paper", "ground")]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []
