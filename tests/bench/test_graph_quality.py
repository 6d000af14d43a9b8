"""What is measured of the graph is what was meant: stories become groups, alarms are counted, real trees are read."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from monitor.event import Event
from monitor.panel import Panel
from rules import Severity
from tests.bench import graph_quality
from tests.bench.graph_quality import TALK, Judge, Story, interval, share
from tests.bench.natural_trees import CAMPAIGN, CASCADES, is_there, natural_trees
from tests.graph.schemes import LAWFUL, SCHEMES, Commission, Invite, Plan

STAR = [(0, member) for member in range(1, 30)]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    panel = Panel.load()
    yield Judge(panel)
    panel.close()


def story(plan: Plan, people: int, *, is_paid: bool = False) -> Story:
    return Story("m0", list(plan.invites(people)), list(plan.commissions(people)) if is_paid else ())


def test_a_scheme_alarms_and_a_campaign_does_not(judge: Judge) -> None:
    matrix, star = SCHEMES["forced matrix 2x12"], LAWFUL["star campaign"]
    assert judge.gravest(story(matrix, 60)) == Severity.medium
    assert judge.gravest(story(matrix, 60, is_paid=True)) >= Severity.high
    assert judge.gravest(story(star, 60)) == Severity.info


def test_a_story_is_told_in_order_of_time() -> None:
    told = Story("a", [Invite("a", "b", 5), Invite("b", "c", 9)], [Commission("a", "b", 1, 5)], TALK[3])

    def what(event: Event) -> tuple[str, str]:
        money, target = event.data.money, event.data.target
        return event.type, (target and target.id) or (money and money.payee and money.payee.id) or ""

    assert [what(event) for event in told.events()] == [
        ("community.created", ""),
        ("message.created", ""),
        ("member.joined", "b"),
        ("payment.sent", "a"),
        ("member.joined", "c"),
    ]


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(0, 44, 0.0, 0.0804), (9, 1490, 0.0028, 0.0114), (44, 44, 0.9196, 1.0)],  # R: binom.test
)
def test_a_share_has_its_exact_interval(hits: int, count: int, low: float, high: float) -> None:
    assert interval(hits, count) == pytest.approx((low, high), abs=5e-5)


def test_alarms_are_counted_from_their_severity_on() -> None:
    found = [Severity.info, Severity.low, Severity.medium, Severity.critical]
    assert share(found, Severity.medium).startswith("2 of 4: 50.00%")
    assert share(found, Severity.high).startswith("1 of 4: 25.00%")


def write(folder: Path) -> None:
    """Write a cascade of 30 people and one of 29, and a campaign whose two trees become one of 30, in a circle."""
    cascades = [(0, *edge, edge[1]) for edge in STAR] + [(1, *edge, edge[1]) for edge in STAR[1:]]
    (folder / CASCADES).write_text(_csv("tree,inviter,invitee,seconds", reversed(cascades)), encoding="utf-8")
    campaign = [(100 + inviter, 100 + member, "") for inviter, member in STAR[1:]] + [(1, 100, ""), (128, 1, "")]
    (folder / CAMPAIGN).write_text(_csv("inviter,invitee,time", campaign), encoding="utf-8")


def _csv(header: str, rows: Iterable[Sequence[object]]) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)])


def test_real_trees_are_read_by_tree_and_in_order_of_time(tmp_path: Path) -> None:
    assert not is_there(tmp_path)
    write(tmp_path)
    assert is_there(tmp_path)
    cascade, campaign = natural_trees(tmp_path)
    assert (cascade.source, cascade.organiser, len(cascade.invites)) == (CASCADES, "m0", 29)
    assert [invite.at for invite in cascade.invites] == sorted(invite.at for invite in cascade.invites)
    assert (campaign.source, campaign.organiser, len(campaign.invites)) == (CAMPAIGN, "m1", 30)


def printed(judge: Judge, folder: Path) -> str:
    console = Console(width=160, record=True, file=StringIO())
    for part in graph_quality.report(judge, folder, {30: 1}, 40):
        console.print(part)
    return console.export_text()


def test_both_tables_are_printed(judge: Judge, tmp_path: Path) -> None:
    assert "not measured" in printed(judge, tmp_path)
    write(tmp_path)
    tables = printed(judge, tmp_path)
    for word in ("as they were, together", "0 of 2", "at most 1%", "forced matrix", "giveaway"):
        assert word in tables
