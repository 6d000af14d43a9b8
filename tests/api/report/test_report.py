"""Text, JSON, excerpts and next steps."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from api.report import render_json, render_text
from api.report.excerpt import pieces
from api.report.step import next_steps
from api.report.words import DUTIES
from monitor.document import CheckDocument, Evidence
from tests.api.report.examples import WEIGHTS, camp, document, reader, scheme_group, shop


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
        ("zh", ["高风险  28 分", "[高] 疑似:高收益承诺", "⟦月收益10%-30%⟧", "2019年6月24日  承压期", "40 人、4 级"]),
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


def test_next_steps_are_grave_findings_first_then_duties_by_points() -> None:
    titles = [step.title for step in next_steps(scheme_group("en"), reader("en"))]
    assert titles == ["Suspected: Dissolved at night", "Suspected: Scheme moved up a stage", "Response time"]


def test_next_steps_without_grave_findings_gain_the_most_points() -> None:
    steps = next_steps(camp("en"), reader("en"))
    assert [(step.title, step.why) for step in steps] == [
        ("Group rules and notice", "Gains up to 8 points"),
        ("Admins on duty", "Gains up to 7 points"),
        ("Privacy notice", "Gains up to 2 points"),
    ]
    assert all(step.message for step in steps)


def test_a_group_in_order_has_nothing_to_do() -> None:
    assert next_steps(shop(), reader()) == []
