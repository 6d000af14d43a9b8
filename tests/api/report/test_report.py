"""Text, JSON, excerpts and next steps."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from api.report import Reader, render_html, render_json, render_text
from api.report.excerpt import pieces
from api.report.sparkline import sparkline, trend_words
from api.report.step import next_steps
from api.report.words import DUTIES
from monitor.document import CheckDocument, Evidence, NextStep
from tests.api.report.examples import WEIGHTS, camp, document, reader, scheme_group, shop, trend


def test_json_keeps_the_shape_of_the_contract() -> None:
    shape = msgspec.json.decode(render_json(document()))
    community = shape["communities"][0]
    assert list(shape) == ["events", "skipped", "communities"]
    assert list(community) == [
        "id", "name", "grade", "score", "coverage", "duties", "findings", "schemes", "referral",
        "trend", "change", "response", "open_items", "complaints", "steps",
    ]  # fmt: skip
    assert community["referral"] == {"members": 40, "tiers": 4, "roots": 2}
    assert community["findings"][0]["evidence"][0]["spans"] == [[5, 15], [24, 28]]


def test_json_reads_back_as_the_document_without_its_drawing() -> None:
    whole = document()
    plain = tuple(
        replace(group, referral=replace(group.referral, parents=(), staff=(), left=())) for group in whole.communities
    )
    assert msgspec.json.decode(render_json(whole), type=CheckDocument) == replace(whole, communities=plain)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param((), [("🚀加微信 ***", False)], id="nothing matched"),
        pytest.param(((1, 4),), [("🚀", False), ("加微信", True), (" ***", False)], id="code points, not bytes"),
        pytest.param(((5, 8),), [("🚀加微信 ", False), ("***", True)], id="a masked part"),
        pytest.param(((1, 4), (3, 8)), [("🚀", False), ("加微信", True), (" ***", True)], id="overlapping"),
        pytest.param(((5, 99), (50, 60)), [("🚀加微信 ", False), ("***", True)], id="beyond the end"),
    ],
)
def test_excerpt_is_cut_at_its_spans(spans: tuple[tuple[int, int], ...], expected: list[tuple[str, bool]]) -> None:
    assert list(pieces(Evidence("e", "🚀加微信 ***", spans))) == expected


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=4))
def test_cutting_loses_nothing_and_marks_exactly_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    cut = list(pieces(Evidence("e", text, tuple(spans))))
    assert "".join(piece for piece, _matched in cut) == text
    marked = [matched for piece, matched in cut for _character in piece]
    assert marked == [any(start <= at < end for start, end in spans) for at in range(len(text))]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["高风险  28 分", "[高] 疑似：高收益承诺", "⟦月收益10%-30%⟧", "2019年6月24日  承压期", "40 人、4 级"]),
        ("en", ["High risk  28 of 100", "[High] Suspected: Promise of high yield", "Jun 24, 2019  Strain", "line 7"]),
    ],
)  # fmt: skip
def test_text_works_without_colour(lang: str, words: list[str]) -> None:
    text = render_text(document(lang), reader(lang))
    assert [word for word in words if word not in text] == []
    assert "\x1b" not in text


def test_colour_adds_escapes() -> None:
    assert "\x1b[" in render_text(document(), reader(), color=True)


def test_a_narrow_terminal_shows_the_whole_excerpt_beside_its_bar() -> None:
    excerpt = "月收益15%，" * 12
    camp_alone = replace(camp(), findings=(replace(camp().findings[0], evidence=(Evidence("e", excerpt, ()),)),))
    text = render_text(replace(document(), communities=(camp_alone,)), reader(), width=40)
    bar = next(line for line in text.splitlines() if "│" in line)
    assert bar.startswith("  │ 月收益15%")
    assert excerpt in "".join(line.strip(" │") for line in text.splitlines())


def test_every_duty_has_words() -> None:
    assert set(DUTIES) == set(WEIGHTS)


def test_a_step_says_what_it_gains_and_has_one_action_and_words_to_post() -> None:
    steps = next_steps(camp("en"), reader("en"))
    assert [(step.title, step.why) for step in steps] == [
        ("Group rules and notice", "Gains 8 points"),
        ("Admins on duty", "Gains 7 points"),
        ("Suspected: Advertising flood", "Medium: handle within 24 hours · Gains 1 point"),
    ]
    assert steps[2].action == "Timed mute"
    assert all(step.message for step in steps)


def test_a_step_that_gains_nothing_at_once_says_why_it_matters() -> None:
    assert [step.why for step in next_steps(scheme_group("en"), reader("en"))] == [
        "The score follows once the scheme has been quiet for 30 days",
        "High: handle within 12 hours",
    ]


def test_what_takes_a_month_to_gain_says_so() -> None:
    community = replace(shop("en"), steps=(NextStep("duty", "response", None, 12),))
    assert next_steps(community, reader("en"))[0].why == "Gains 12 points within 30 days"


@pytest.mark.parametrize(
    ("scores", "change", "said"),
    [
        pytest.param(
            (80, None, 71), -9, "80 on Mar 1, 2024; lowest 71, highest 80. Down by 9 points since then.", id="down"
        ),
        pytest.param((None, 60), 1, "60 on Mar 2, 2024; lowest 60, highest 60. Up by 1 point since then.", id="up"),
        pytest.param((60, 60), 0, "60 on Mar 1, 2024; lowest 60, highest 60. The same today.", id="the same"),
        pytest.param((None, None), None, "Too little was known on these days for a score.", id="unknown"),
    ],
)
def test_the_trend_is_said_in_words(scores: tuple[int | None, ...], change: int | None, said: str) -> None:
    assert trend_words(replace(shop("en"), trend=trend(*scores), change=change), reader("en")) == said


def test_the_line_is_broken_where_nothing_is_known() -> None:
    line = sparkline(trend(100, 100, None, 0))
    assert [stretch.count(",") for stretch in line.stretches] == [2, 1]
    assert (line.days[0].x, line.days[-1].x) == (line.left + 8, line.right)
    assert [dot.y for dot in line.days] == [y for score, y in line.levels if score == 100] * 2 + [line.levels[-1][1]]


@pytest.mark.parametrize("render", [render_html, render_text])
def test_the_page_shows_how_fast_violations_and_complaints_were_dealt_with(
    render: Callable[[CheckDocument, Reader], str],
) -> None:
    page = render(CheckDocument(0, (), (camp("en"),)), reader("en"))
    for words in ("75%", "1.5 h", "20 h", "30.2 h", "50%", "with a verdict or a reason", "found to be without ground"):
        assert words in page


def test_a_group_in_order_has_nothing_to_do() -> None:
    assert next_steps(shop(), reader()) == []
