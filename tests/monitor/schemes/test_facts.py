"""What is told of a scheme as a whole: money, reach, promoters who go - functions of its evidence in order."""

import pytest
from msgspec import structs
from structlog.testing import capture_logs

from monitor.panel import Panel
from monitor.schemes.board import SchemeBoard
from monitor.schemes.evidence import Evidence
from monitor.schemes.exodus import BACK, LEFT, SILENT, Exodus
from monitor.schemes.flow import LOST, PAID, REPORTED, flows
from monitor.schemes.reach import reaches
from monitor.schemes.stages import STRAIN
from rules.facts import Value
from tests.monitor.schemes.evidence import seen


def money(signal: str, yuan: float, member: str = "ann", community: str = "g1") -> Evidence:
    """Return what *member* paid, reported or lost."""
    return seen(signal, 0, 0, member=member, community=community, values={"fen": round(100 * yuan)})


def paying(levels: int) -> Evidence:
    """Return that commission over *levels* was promised."""
    return structs.replace(seen("recruit.commission", 0, 30), values={"commission_levels": levels})


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([money(PAID, 100), money(PAID, 50)], {"depositors": 1, "deposits_cny": 150}, id="payments add up"),
        pytest.param([money(REPORTED, 100), money(REPORTED, 100)], {"deposits_cny": 100}, id="a report said twice"),
        pytest.param([money(REPORTED, 100), money(REPORTED, 300)], {"deposits_cny": 300}, id="the larger report"),
        pytest.param([money(PAID, 100), money(REPORTED, 300)], {"deposits_cny": 300}, id="a report of more than seen"),
        pytest.param([money(PAID, 400), money(REPORTED, 300)], {"deposits_cny": 400}, id="a report of less than seen"),
        pytest.param([money(PAID, 1, "ann"), money(PAID, 2, "bob")], {"depositors": 2, "deposits_cny": 3}, id="two"),
        pytest.param([money(PAID, 0)], {"depositors": 1, "deposits_cny": 0}, id="another currency"),
        pytest.param([money(PAID, 1.99)], {"deposits_cny": 1}, id="whole yuan"),
        pytest.param(
            [money(LOST, 70, "a"), money(LOST, 40, "b")], {"losses_cny": 110, "largest_loss_cny": 70}, id="loss"
        ),
        pytest.param([money(PAID, 1), seen("recruit.headcount", 0, 30)], {"commission_evidence": True}, id="by head"),
        pytest.param([money(PAID, 1), paying(2)], {"commission_evidence": True}, id="over two levels"),
        pytest.param([money(PAID, 1), paying(1)], {"commission_evidence": False}, id="one level, as lawful campaigns"),
        pytest.param([money(PAID, 1), seen("attract.yield", 0, 30)], {"commission_evidence": False}, id="no fees"),
    ],
)
def test_money_adds_up_and_nobody_counts_twice(evidence: list[Evidence], expected: dict[str, Value]) -> None:
    *_, (_, fact) = flows(evidence)
    assert fact | expected == fact


def test_a_scheme_without_money_tells_no_sums() -> None:
    assert list(flows([seen("recruit.commission", 0, 30), seen("attract.yield", 0, 30)])) == []


def promoted(day: float, community: str, owner: str = "", members: int = 0, signal: str = "attract.yield") -> Evidence:
    """Return a promotion in *community*."""
    return structs.replace(seen(signal, day, 30, community=community), owner=owner, members=members)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([promoted(0, "g1"), promoted(6.9, "g2")], (2, 0, 0), id="two groups in a week"),
        pytest.param([promoted(0, "g1"), promoted(7, "g2")], (1, 0, 0), id="a week apart"),
        pytest.param([promoted(0, "g1", "o"), promoted(1, "g2", "o")], (2, 1, 0), id="of one owner"),
        pytest.param([promoted(0, "g1", "o"), promoted(1, "g2", "p")], (2, 2, 0), id="of two owners"),
        pytest.param([promoted(0, "g1", members=9), promoted(1, "g2", members=3)], (2, 0, 12), id="members together"),
        pytest.param(
            [promoted(0, "g1", members=9), promoted(1, "g1", members=8)], (1, 0, 8), id="members as they are now"
        ),
        pytest.param(
            [promoted(0, "g1"), promoted(1, "g2", signal="strain.notice")], (1, 0, 0), id="strain is no promotion"
        ),
    ],
)
def test_a_scheme_reaches_where_it_is_promoted(evidence: list[Evidence], expected: tuple[int, int, int]) -> None:
    *_, (_, fact) = reaches(evidence)
    assert (fact["communities_7d"], fact["owners_7d"], fact["members"]) == expected


def test_what_has_no_name_reaches_nowhere() -> None:
    assert list(reaches([seen("attract.yield", 0, 30, keys=())])) == []


def gone(*goings: Evidence) -> tuple[Value, Value, Value]:
    """Return promoters, gone and the difference after *goings* among four promoters."""
    exodus = Exodus()
    for entry in (seen("attract.story", day / 10, 5, member=f"p{day}") for day in range(4)):
        exodus.enter(entry, STRAIN)
    fact = [exodus.enter(entry, STRAIN) for entry in goings][-1]
    assert fact is not None
    return fact["promoters"], fact["gone"], fact["gone_less_stayed"]


def went(day: float, member: str, how: str = LEFT, *, announced: bool = False) -> Evidence:
    """Return that *member* went."""
    return seen(how, day, 0, member=member, values={"announced": announced})


@pytest.mark.parametrize(
    ("goings", "expected"),
    [
        pytest.param([went(1, "p0")], (4, 1, -2), id="one"),
        pytest.param([went(1, "p0"), went(2, "p1", SILENT)], (4, 2, 0), id="half, left or silent"),
        pytest.param([went(1, "p0"), went(2, "p0", SILENT)], (4, 1, -2), id="one twice"),
        pytest.param([went(1, "p0"), went(1.5, "p0", BACK), went(2, "p1")], (4, 1, -2), id="one came back"),
        pytest.param([went(1, "p0"), went(8, "p1")], (4, 1, -2), id="a week apart is not together"),
        pytest.param([went(1, "zoe"), went(2, "p1")], (4, 1, -2), id="who never promoted"),
        pytest.param([went(30.05, "p3")], (3, 1, -1), id="who promoted over 30 days ago is none any more"),
    ],
)
def test_an_exodus_counts_promoters_who_go_together(goings: list[Evidence], expected: tuple[int, int, int]) -> None:
    assert gone(*goings) == expected


def test_an_exodus_was_announced_where_all_groups_announced_it() -> None:
    exodus = Exodus()
    for member in ("p0", "p1"):
        exodus.enter(seen("attract.story", 0, 5, member=member), STRAIN)
    facts = [exodus.enter(went(day, f"p{day - 1}", announced=day == 1), STRAIN) for day in (1, 2)]
    assert [fact and fact["announced"] for fact in facts] == [True, False]


def test_what_one_scheme_cannot_be_told_of_stops_nothing_else(panel: Panel) -> None:
    unreadable = structs.replace(money(PAID, 1, community="g1"), values={"fen": "ten"})
    loss = structs.replace(money(LOST, 600_000, community="g2"), keys=())
    with capture_logs() as lines:
        schemes = SchemeBoard(panel, [unreadable, loss]).review()
    assert [finding.rule for scheme in schemes.values() for finding in scheme.findings.values()] == ["funds-threshold"]
    assert [(line["event"], line["kind"]) for line in lines] == [("scheme not judged", "scheme_flow")]
