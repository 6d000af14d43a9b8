"""What a scheme's days show of accounts that work together and of money that goes round."""

from collections.abc import Iterable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from monitor.clock import DAY
from monitor.panel import Panel
from monitor.schemes.board import SchemeBoard
from monitor.schemes.collusion import ACTIVE, CIRCLE, Collusion
from monitor.schemes.evidence import Evidence
from monitor.schemes.stages import AFTERMATH, GROWTH, RECRUITMENT, WATCH, Step
from rules.facts import MAX_INTEGER, Value, complete
from tests.monitor.schemes.evidence import seen

GROUPS = ("g1", "g2", "g3")
RULE = "promoter-ring"


def active(account: str, day: float, community: str, brought: int = 0) -> Evidence:
    """Return that *account* promotes on *day*."""
    entry = seen(ACTIVE, day, 0, member=f"{account} in {community}", community=community, values={"brought": brought})
    return structs.replace(entry, account=account)


def everywhere(account: str, day: float, groups: Iterable[str] = GROUPS, brought: int = 0) -> list[Evidence]:
    """Return that *account* promotes in all *groups* on *day*."""
    return [active(account, day, community, brought) for community in groups]


def round_of(yuan: float, day: float, members: int = 3) -> Evidence:
    """Return that *yuan* went round."""
    return seen(CIRCLE, day, 0, values={"members": members, "fen": round(100 * yuan)})


def facts(evidence: Iterable[Evidence], steps: Sequence[Step] = ()) -> list[dict[str, Value]]:
    """Return what the days of *evidence* show, the oldest first."""
    ordered = sorted(evidence, key=lambda entry: entry.at)
    return [fact for _, fact in Collusion().facts(ordered, steps)]


def by_turns(*accounts: str, days: int) -> list[Evidence]:
    """Return that *accounts* promote one after the other, day after day."""
    return [entry for day in range(days) for entry in everywhere(accounts[day % len(accounts)], day)]


ANN = everywhere("ann", 0)
NINE = [f"g{number}" for number in range(9)]
ELSEWHERE = [active(f"other {number}", 0, f"h{number}") for number in range(12)]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param(ANN, {"shared_accounts": 1, "ring_accounts": 0}, id="one account in three groups"),
        pytest.param([*ANN, *everywhere("bob", 0, GROUPS[:2])], {"shared_accounts": 1}, id="another in two"),
        pytest.param([*ANN[:2], active("ann", 29.9, "g3")], {"shared_accounts": 1}, id="within thirty days"),
        pytest.param([*ANN, *everywhere("bob", 0)], {"shared_accounts": 2, "ring_accounts": 0}, id="two are no ring"),
        pytest.param(
            [*ELSEWHERE, *(entry for name in "abc" for entry in everywhere(name, 0))],
            {"ring_accounts": 3, "ring_groups": 3, "alternating_accounts": 0},
            id="three in the same groups, others in others",
        ),
        pytest.param(
            [entry for name in "abc" for entry in everywhere(name, 0)],
            {"shared_accounts": 3, "ring_accounts": 0, "ring_groups": 0},
            id="three in the only groups there are",
        ),
        pytest.param(
            [
                *ELSEWHERE,
                *(entry for number, name in enumerate("abc") for entry in everywhere(name, 0, NINE[3 * number :][:3])),
            ],
            {"shared_accounts": 3, "ring_accounts": 0, "ring_groups": 0},
            id="three in three groups of their own",
        ),
        pytest.param(everywhere("ann", 0, brought=3), {"shared_introducers": 1}, id="brought three into each"),
        pytest.param(
            [*everywhere("ann", 0, brought=1), *everywhere("ann", 1, brought=3), *everywhere("ann", 2, brought=2)],
            {"shared_introducers": 1},
            id="in the course of time",
        ),
        pytest.param(everywhere("ann", 0, brought=2), {"shared_introducers": 0}, id="brought two"),
        pytest.param(by_turns("ann", "bob", days=14), {"alternating_accounts": 2}, id="by turns for a fortnight"),
        pytest.param(by_turns("ann", "bob", days=6), {"alternating_accounts": 0}, id="by turns for six days"),
        pytest.param(
            [round_of(100, 0), round_of(50.5, 6.9, members=5)],
            {"circles_7d": 2, "circle_members": 5, "circle_cny": 150},
            id="money that went round twice in a week",
        ),
        pytest.param([round_of(100, 0), round_of(50, 7)], {"circles_7d": 1, "circle_cny": 50}, id="twice in two weeks"),
        pytest.param([round_of(2**60, 0)], {"circle_cny": MAX_INTEGER}, id="more money than there is"),
    ],
)
def test_the_last_day_shows_who_works_together(evidence: list[Evidence], expected: dict[str, Value]) -> None:
    fact = facts(evidence)[-1]
    assert fact | expected == fact


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param([], id="nothing"),
        pytest.param([seen("attract.yield", 0, 30, community=group) for group in GROUPS], id="accounts nobody knows"),
        pytest.param(ANN[:2], id="two groups"),
        pytest.param([*ANN[:2], active("ann", 30, "g3")], id="the third after thirty days"),
    ],
)
def test_what_is_thin_shows_nothing(evidence: list[Evidence]) -> None:
    assert facts(evidence) == []


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        pytest.param(("olga", "olga", "olga"), True, id="one owner"),
        pytest.param(("olga", "olga", "otto"), False, id="two"),
        pytest.param(("olga", "olga", ""), False, id="one is not known"),
        pytest.param(("", "", ""), False, id="none is known"),
    ],
)
def test_a_ring_is_in_the_groups_of_one_owner_where_that_is_known_of_all(
    owners: tuple[str, ...], expected: bool
) -> None:
    ring = [
        structs.replace(active(account, 0, community), owner=owner)
        for account in "abc"
        for community, owner in zip(GROUPS, owners, strict=True)
    ]
    fact = facts([*ELSEWHERE, *ring])[-1]
    assert (fact["ring_accounts"], fact["ring_one_owner"]) == (3, expected)


def test_each_day_of_evidence_shows_once_with_its_last_piece() -> None:
    evidence = [*ANN, *everywhere("ann", 0.5), *everywhere("ann", 1)]
    assert [entry for entry, _ in Collusion().facts(evidence, [])] == [evidence[5], evidence[8]]


def test_facts_keep_to_their_kind() -> None:
    for fact in facts([*by_turns("ann", "bob", days=14), round_of(100, 3)]):
        complete("collusion", fact)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([], False, id="no stage"),
        pytest.param([(0, WATCH)], False, id="watch"),
        pytest.param([(0.9, RECRUITMENT)], True, id="recruitment by the end of the day"),
        pytest.param([(1, RECRUITMENT)], False, id="the day after"),
        pytest.param([(-9, GROWTH), (-1, WATCH)], False, id="no longer"),
        pytest.param([(-9, AFTERMATH)], True, id="long since"),
    ],
)
def test_a_scheme_recruits_from_that_stage_on(steps: list[tuple[float, int]], expected: bool) -> None:
    walked = [Step(round((1 + day) * DAY), 0, stage, ()) for day, stage in steps]
    assert [fact["recruiting"] for fact in facts(ANN, walked)] == [expected]


NAMES, PLACES = st.sampled_from(("ann", "bob", "cat", "dan")), st.sampled_from(("g1", "g2", "g3", "g4"))
PIECES = st.one_of(
    st.builds(active, NAMES, st.integers(0, 40), PLACES, st.integers(0, 4)),
    st.builds(round_of, st.integers(1, 900), st.integers(0, 40), st.integers(3, 6)),
)


@given(st.lists(PIECES, max_size=40), st.lists(st.integers(0, 40), max_size=4), st.randoms())
def test_what_is_worked_out_bit_by_bit_is_what_all_of_it_shows(
    pieces: list[Evidence], cuts: list[int], random: Random
) -> None:
    random.shuffle(pieces)
    collusion = Collusion()
    for cut in [*sorted(cuts), len(pieces)]:
        known = sorted(pieces[:cut], key=lambda entry: (entry.at, entry.event))
        assert list(collusion.facts(known, [])) == list(Collusion().facts(known, []))


def test_what_is_found_does_not_depend_on_the_order_in_which_it_comes(panel: Panel) -> None:
    signs = [seen(name, 0, 30) for name in ("attract.yield", "recruit.commission")]
    evidence = [*signs, *ELSEWHERE, *(entry for name in "abcde" for entry in everywhere(name, 0, NINE[:5]))]
    found = SchemeBoard(panel, evidence).review()
    assert RULE in {finding.rule for scheme in found.values() for finding in scheme.findings.values()}
    Random(1).shuffle(evidence)  # noqa: S311 - repeatable
    board = SchemeBoard(panel)
    for entry in evidence:
        board.add([entry])
        board.review()
    assert board.review() == found
