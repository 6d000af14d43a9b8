"""Pictures are well-formed, accessible and hold at any size."""

from collections import defaultdict
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.drawing.blocks import Blocks
from graph.drawing.marks import ORGANISER
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree
from graph.errors import GraphError
from graph.picture import Person, picture

SVG = "{http://www.w3.org/2000/svg}"


def trees(people: int) -> st.SearchStrategy[list[int]]:
    """Return trees of up to *people*, parents before children."""
    shape = st.lists(st.integers(0, 10**6), max_size=people - 1)
    return shape.map(lambda picks: [-1, *(pick % (place + 1) for place, pick in enumerate(picks))])


def chain(people: int) -> list[int]:
    return list(range(-1, people - 1))


def pyramid(people: int) -> list[int]:
    return [-1, *((member - 1) // 3 for member in range(1, people))]


@pytest.mark.parametrize(
    "parents",
    [[-1], chain(60), chain(3000), pyramid(10), pyramid(50), pyramid(500), pyramid(5000), [-1] + [0] * 599],
    ids=["alone", "chain60", "chain3000", "p10", "p50", "p500", "p5000", "star600"],
)
def test_a_picture_is_one_svg_with_a_text_alternative(parents: list[int]) -> None:
    text = picture(parents, title="树 <1>", description="a & b\x00", people=[Person("<李四> & \x07")] * len(parents))
    root = ET.fromstring(text)  # noqa: S314 - the document is our own
    assert (root.tag, root.get("role")) == (SVG + "svg", "img")
    assert [root[0].text, root[1].text] == ["树 <1>", "a & b\ufffd"]
    assert "<script" not in text
    assert len(text) < 250_000


@pytest.mark.parametrize("people", [1, 60, 61, 600])
def test_everybody_is_marked_up_to_600(people: int) -> None:
    root = ET.fromstring(picture(pyramid(people), title="t", description="d"))  # noqa: S314 - as above
    organisers = [mark for group in root.iter(SVG + "g") if group.get("fill") == ORGANISER for mark in group]
    dots = [mark for mark in root.iter(SVG + "circle") if mark.get("cx")]
    assert (len(organisers), len(dots)) == (1, people - 1)


@given(trees(60))
def test_tidy_keeps_neighbours_apart_and_parents_centred(parents: list[int]) -> None:
    across = tidy(parents, lambda _left, _right: 1.0)
    depths, recruits = [0], defaultdict[int, list[int]](list)
    for member, parent in enumerate(parents[1:], start=1):
        depths.append(depths[parent] + 1)
        recruits[parent].append(member)
    for tier in set(depths):
        row = sorted(x for x, depth in zip(across, depths, strict=True) if depth == tier)
        assert all(right - left > 0.999 for left, right in pairwise(row))
    for parent, children in recruits.items():
        assert across[parent] == pytest.approx((across[children[0]] + across[children[-1]]) / 2)


@given(trees(60), st.floats(0.1, 30))
def test_an_icicle_loses_nobody(parents: list[int], narrowest: float) -> None:
    blocks = Blocks(Tree.of(parents), width=100.0, narrowest=narrowest, rows=100).blocks
    headed = [block for block in blocks if not block.is_collapsed]
    collapsed = [block for block in blocks if block.is_collapsed]
    assert len(headed) + sum(block.people for block in collapsed) == len(parents)


@pytest.mark.parametrize("parents", [[], [0], [-1, -1], [-1, 2, 0]], ids=["empty", "no root", "two roots", "order"])
def test_what_is_not_one_tree_is_refused(parents: list[int]) -> None:
    with pytest.raises(GraphError):
        picture(parents, title="t", description="d")
