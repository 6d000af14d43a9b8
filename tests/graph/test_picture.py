"""Pictures are well-formed, accessible, told apart without colours, and hold at any size."""

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from xml.etree import ElementTree as ET

import pytest

from graph.drawing import marks, svg
from graph.drawing.looks import of_loss, without_loss
from graph.drawing.tree import Tree
from graph.errors import GraphError
from graph.picture import Person, Words, picture
from tests.graph.drawn import bushy, chain, legs, pyramid, star

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    organiser="organiser",
    recruiter="recruiter",
    member="nobody",
    staff="staff",
    left="left",
    subtree="subtree",
    legs="legs",
    torn="torn",
    lost="lost",
    lost_a_head="lost a head",
    number=str,
    amount=lambda minor: f"¥{minor / 100:g}",
    people=lambda count: f"{count} people",
    brought=lambda count: f"brought {count}",
    tier=lambda tier: f"tier {tier}",
    tiers_alike=lambda count: f"{count} tiers alike",
)


def drawn(parents: Sequence[int], people: Sequence[Person] = (), words: Words | None = WORDS) -> ET.Element:
    return ET.fromstring(picture(parents, people, title="t", description="d", words=words))  # noqa: S314 - our own SVG


def crowd(count: int) -> list[Person]:
    """Return people of every kind, some with hostile names."""
    chance = Random(7)  # noqa: S311 - a seeded shape, no secret
    return [
        Person(
            chance.choice(["<李四> & \x07", "王五", ""]),
            is_staff=chance.random() < 0.1,
            has_left=chance.random() < 0.1,
            lost=chance.choice([None, -500, 0, 40_000, 300_000, 5_000_000]),
        )
        for _ in range(count)
    ]


def texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(SVG + "text")]


def legend_of(root: ET.Element) -> list[str]:
    """Return the words of the legend, the only group of words that is moved."""
    moved = [group for group in root.findall(SVG + "g") if "scale" in group.get("transform", "")]
    return [text for group in moved for text in texts(group)]


def told(root: ET.Element) -> list[str]:
    """Return what marks say when pointed at."""
    return [title.text or "" for title in root.iter(SVG + "title")][1:]


SHAPES = {
    "alone": [-1],
    "two": [-1, 0],
    "chain of 60": chain(60),
    "chain of 3,000 tiers": chain(3000),
    "chain with legs": legs(5000, 3000),
    "pyramid of 50": pyramid(50),
    "pyramid of 500": pyramid(500),
    "pyramid of 5,000": pyramid(5000),
    "random of 5,000": bushy(5000),
    "200 legs of 36": [-1, *(above for leg in range(200) for above in (0, *range(1 + leg * 36, 36 + leg * 36)))],
    "star of 600": star(600),
    "star of 5,000": star(5000),
}


@pytest.mark.parametrize("words", [WORDS, None], ids=["legend", "bare"])
@pytest.mark.parametrize("parents", SHAPES.values(), ids=SHAPES.keys())
def test_a_picture_is_one_svg_that_stands_alone(parents: list[int], words: Words | None) -> None:
    people = crowd(len(parents))
    text = picture(parents, people, title="树 <1>", description="a & b\x00", words=words, name='"tree')
    root = ET.fromstring(text)  # noqa: S314 - our own SVG
    assert (root.tag, root.get("role")) == (SVG + "svg", "img")
    assert [root[0].text, root[1].text] == ["树 <1>", "a & b\ufffd"]
    assert (root.get("aria-labelledby") or "").split() == [root[0].get("id"), root[1].get("id")]
    assert not re.search(r"<script|<style|href|url\(|\bon\w+=", text)
    assert len(text) < 300_000


def test_ids_are_those_of_the_picture() -> None:
    first, second = (
        set(re.findall(r'id="([^"]+)"', picture([-1, 0], title="t", description="d", name=name))) for name in "ab"
    )
    assert len(first) == len(second) == 2
    assert first.isdisjoint(second)


@pytest.mark.parametrize("people", [1, 60, 61, 600])
def test_everybody_is_marked_up_to_600(people: int) -> None:
    root = drawn(pyramid(people), words=None)
    organisers = [mark for group in root.iter(SVG + "g") if group.get("fill") == marks.ORGANISER for mark in group]
    dots = [mark for mark in root.iter(SVG + "circle") if mark.get("cx")]
    assert (len(organisers), len(dots)) == (1, people - 1)


@pytest.mark.parametrize(
    ("person", "recruits", "shape"),
    [
        pytest.param(Person(), 1, ("dot", True, False), id="brought somebody"),
        pytest.param(Person(), 0, ("dot", False, False), id="brought nobody"),
        pytest.param(Person(is_staff=True), 1, ("square", True, False), id="staff"),
        pytest.param(Person(is_staff=True, has_left=True), 0, ("square", False, True), id="staff that left"),
        pytest.param(Person(has_left=True), 1, ("dot", True, True), id="left"),
    ],
)
def test_shape_tells_the_role(person: Person, recruits: int, shape: tuple[str, bool, bool]) -> None:
    tree = Tree.of([-1, 0, *[1] * recruits], [Person(), person, *[Person()] * recruits])
    look = marks.look(tree, 1)
    assert (look.shape, look.is_full, look.is_crossed) == shape


def test_the_organiser_is_a_diamond_whoever_he_is() -> None:
    assert marks.look(Tree.of([-1], [Person(is_staff=True)]), 0).shape == "diamond"


@pytest.mark.parametrize(
    ("parents", "people", "legend"),
    [
        pytest.param([-1], [], [], id="one mark needs no legend"),
        pytest.param([-1, 0], [], ["organiser", "nobody"], id="roles that occur"),
        pytest.param([-1, 0], [Person(), Person(lost=-5)], ["organiser", "nobody"], id="nobody lost"),
        pytest.param(
            [-1, 0, 1], [Person(is_staff=True), Person(has_left=True), Person(is_staff=True)],
            ["organiser", "staff", "recruiter", "nobody", "left"], id="every role",
        ),
        pytest.param(
            [-1, 0, 0], [Person(), Person(lost=99_900), Person(lost=700_000)],
            ["organiser", "nobody", "lost", "¥300 – ¥1000", "≥ ¥3000"], id="losses",
        ),
        pytest.param(star(601), [], ["◆ organiser", "nobody"], id="icicle of a star"),
        pytest.param(chain(601), [], ["◆ organiser", "subtree", "legs", "torn"], id="icicle of a chain"),
        pytest.param(
            star(601), [Person(lost=700_000)] * 601, ["◆ organiser", "lost a head", "≥ ¥3000"], id="icicle with losses"
        ),
    ],
)  # fmt: skip
def test_the_legend_names_what_occurs(parents: list[int], people: list[Person], legend: list[str]) -> None:
    assert legend_of(drawn(parents, people)) == legend


def test_a_person_says_who_he_is_when_pointed_at() -> None:
    people = [Person("Ann", is_staff=True), Person("Bob", lost=12_300), Person(has_left=True)]
    assert sorted(told(drawn([-1, 0, 1], people))) == [
        "Ann · organiser · staff · tier 1 · brought 1",
        "Bob · tier 2 · brought 1 · lost ¥123",
        "tier 3 · nobody · left",
    ]


def test_without_words_only_names_are_said() -> None:
    root = drawn([-1, 0], [Person("Ann"), Person("Bob")], words=None)
    assert sorted(told(root)) == sorted(texts(root)) == ["Ann", "Bob"]


def test_a_block_says_whom_it_stands_for() -> None:
    people = [Person("Ann"), *[Person(lost=1_000)] * 700]
    assert told(drawn(star(701), people)) == [
        "Ann · organiser · tier 1 · 701 people · lost a head ¥9.98",
        "tier 2 · 700 people · nobody · lost a head ¥10",
    ]


def test_long_runs_of_tiers_share_a_row_and_say_so() -> None:
    said = texts(drawn(chain(3000)))
    assert {"1", "2–88", "◆ 3000"} <= set(said)
    assert sum("tiers alike" in text for text in said) > 10
    rows = [text for text in said if re.fullmatch(r"\d+(–\d+)?", text) and text != "3000"]
    assert len([row for row in rows if "–" in row]) == 35


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [svg.INK, svg.LINK, marks.ORGANISER, marks.STAFF, marks.PEOPLE, marks.LEFT])
def test_marks_and_words_stand_out_from_the_ground(colour: str) -> None:
    assert contrast(colour, svg.GROUND) >= 4.5


def test_captions_stand_out_from_their_blocks() -> None:
    looks = [without_loss(kind, row, is_lossy=False) for kind in (-2, -1, 0, 1) for row in (0, 1)]
    looks += [of_loss(step) for step in range(1, 5)]
    assert all(contrast(look.ink, look.fill) >= 4.5 for look in looks)


def test_losses_grow_darker_wider_and_in_strokes() -> None:
    assert all(contrast(lighter, darker) >= 1.3 for lighter, darker in pairwise(marks.LOSSES))
    assert sorted(marks.LOSSES, key=luminance, reverse=True) == list(marks.LOSSES)
    assert sorted(set(marks.HALOS)) == list(marks.HALOS)
    assert [of_loss(step).strokes for step in range(1, 5)] == [1, 2, 3, 4]


@pytest.mark.parametrize("parents", [[], [0], [-1, -1], [-1, 2, 0]], ids=["empty", "no root", "two roots", "order"])
def test_what_is_not_one_tree_is_refused(parents: list[int]) -> None:
    with pytest.raises(GraphError):
        picture(parents, title="t", description="d")


def test_people_are_described_all_or_none() -> None:
    with pytest.raises(GraphError, match="1 people described for a tree of 2"):
        picture([-1, 0], [Person()], title="t", description="d")
