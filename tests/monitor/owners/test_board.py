"""What an owner is told of all groups together depends on these groups, not on how their news came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.owners.board import OwnerBoard
from monitor.owners.holding import Holding
from monitor.panel import Panel


def held(community: str, members: int, owner: str = "owen", at: int = 1) -> Holding:
    """Return what *community* contributes."""
    return Holding(community, owner, members, at)


def test_a_new_line_is_a_new_finding_and_the_one_before_is_gone(panel: Panel) -> None:
    board = OwnerBoard(panel)
    board.add([held("a", 99)])
    assert board.review().changed == {}
    board.add([held("a", 150, at=2)])
    [first] = board.review().opened
    board.add([held("a", 160, at=3)])
    grown = board.review()
    assert (list(grown.changed), grown.opened, grown.dropped) == ([first.id], [], [])
    board.add([held("b", 40, at=4)])
    last = board.review()
    [second] = last.opened
    assert (second.values["members"], second.values["line"], second.communities) == (200, 200, ("a", "b"))
    assert [finding.id for finding in last.dropped] == [first.id]


@pytest.mark.parametrize(
    ("holdings", "expected"),
    [
        pytest.param([held("a", 60), held("b", 40)], [("owner:owen", 100)], id="together"),
        pytest.param([held("a", 60), held("b", 40, "olga")], [], id="apart"),
        pytest.param([held("a", 60), held("b", 40), held("b", 0, at=2)], [], id="one ended"),
        pytest.param(
            [held("a", 60), held("b", 60), held("b", 100, "olga", 2)], [("owner:olga", 100)], id="handed over"
        ),
        pytest.param([held(key, 3) for key in "abcde"], [("owner:owen", 15)], id="five groups"),
    ],
)
def test_members_count_for_whom_they_are_owned_by(
    panel: Panel, holdings: list[Holding], expected: list[tuple[str, int]]
) -> None:
    found = OwnerBoard(panel, holdings).findings().values()
    assert [(finding.subject, finding.values["members"]) for finding in found] == expected


@given(
    st.lists(st.builds(held, st.sampled_from("abcdef"), st.integers(0, 900), st.sampled_from(["owen", "olga"]))),
    st.integers(1, 9),
)
def test_the_order_across_communities_leaves_no_trace(panel: Panel, holdings: list[Holding], every: int) -> None:
    latest = {holding.community: holding for holding in holdings}
    stepwise = OwnerBoard(panel)
    for number, holding in enumerate(holdings):
        stepwise.add([holding])
        if number % every == 0:
            stepwise.review()
    stepwise.review()
    assert stepwise.findings() == OwnerBoard(panel, [latest[key] for key in sorted(latest)]).findings()
