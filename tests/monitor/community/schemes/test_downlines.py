"""Members with many below them, the trees they stand in, and what becomes of it when they come and go."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import SECOND
from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState
from monitor.panel import Panel
from monitor.record import Record, Sum, Who
from monitor.schemes.organisations import GROWN
from rules import Severity
from rules.signals import Stance
from tests.monitor.happenings import ANN, BOB, OWEN, SEES_ALL, Told, at, happened, joined, said, signal

THREE_LEVELS = signal("commission", 3.0)
PEOPLE, TIERS = 30, 3  # what the built-in rules ask for
RULE = "downline-position"


def brought(inviter: str, many: int, prefix: str, hours: float = 1) -> list[Record]:
    """Return *many* joins that *inviter* brings about."""
    return [joined(hours + number / 60, Who(f"{prefix}{number}"), Who(inviter)) for number in range(1, many + 1)]


def commission(hours: float, payee: str, payer: str) -> Record:
    """Return a commission that was paid."""
    record = happened("payment.sent", hours)
    return msgspec.structs.replace(record, paid_to=Who(payee), paid_by=Who(payer), sum=Sum("commission"))


MANY = [*brought("ann", 2, "a"), *brought("a1", 27, "b", 2)]


ADVERTISED = ((ANN, signal("yield", 15.0)), (BOB, THREE_LEVELS))
REPORTED = ((ANN, signal("yield", 15.0)), (Who("a1"), signal("commission", 3.0, Stance.report)))


def members(told: Told) -> list[str]:
    """Return who is found to hold a leader's position."""
    return [finding.subject.removeprefix("member:") for finding in told.findings(RULE)]


def test_who_promises_three_levels_and_has_the_laws_people_below_him_is_told_once(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, THREE_LEVELS), *MANY, *brought("a1", 40, "c", 3)])
    assert members(told) == ["ann"]
    assert told.findings(RULE)[0].values["people"] == PEOPLE
    assert told.severities(RULE) == [Severity.medium]


def test_he_is_told_when_the_promise_comes_later(panel: Panel) -> None:
    assert members(Told(panel, [*MANY, said(9, ANN, THREE_LEVELS)])) == ["ann"]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param([*MANY, said(9, Who("a1"), THREE_LEVELS)], id="somebody else promises, he nothing"),
        pytest.param(
            [*MANY, *(said(9, who, words) for who, words in ADVERTISED)], id="a passer-by advertises commission"
        ),
        pytest.param([*MANY, *(said(9, who, words) for who, words in REPORTED)], id="somebody reports of commission"),
        pytest.param([*MANY, said(9, ANN, signal("commission", 1.0))], id="one level"),
        pytest.param([*MANY, said(9, ANN, signal("yield", 15.0))], id="a yield, and nobody speaks of commission"),
        pytest.param([*MANY[:-1], said(9, ANN, THREE_LEVELS)], id="twenty-nine people"),
    ],
)
def test_many_people_below_him_alone_make_nobody_an_organiser(panel: Panel, records: list[Record]) -> None:
    assert members(Told(panel, records)) == []


def test_who_was_put_out_is_not_counted_for_who_comes_later_until_he_is_paid(panel: Panel) -> None:
    start = [said(0, ANN, signal("yield", 15.0)), said(0.1, Who("a1"), THREE_LEVELS), *brought("ann", 2, "a")]
    out = happened("member.left", 1.5, target=ANN)
    told = Told(panel, [*start, out, *brought("a1", 27, "b", 2)])
    assert members(told) == []
    told.fold.apply(commission(5, "ann", "b1"))
    assert members(told) == ["ann"]
    assert told.fold.referrals.forest.position(told.fold.referrals.forest.number("ann")).people == PEOPLE


def test_who_comes_back_is_counted_for_everybody_below_him(panel: Panel) -> None:
    out, back = happened("member.removed", 1.5, OWEN, ANN), joined(4, ANN)
    told = Told(panel, [*brought("ann", 2, "a"), out, *brought("a1", 9, "b", 2)])
    forest = told.fold.referrals.forest
    assert forest.position(forest.number("ann")).people == 3
    told.fold.apply(back)
    assert forest.position(forest.number("ann")).people == 12


def test_who_comes_back_to_many_is_told_with_the_next_one(panel: Panel) -> None:
    start = [said(0, ANN, THREE_LEVELS), *brought("ann", 2, "a")]
    out, back = happened("member.left", 1.5, target=ANN), joined(4, ANN)
    told = Told(panel, [*start, out, *brought("a1", 40, "b", 2), back, *brought("b1", 1, "c", 5)])
    assert members(told) == ["ann"]


def test_who_had_many_before_anybody_asked_is_told_with_the_next_one(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, THREE_LEVELS), *brought("ann", 2, "a"), *brought("a1", 40, "b", 2)])
    state = msgspec.structs.replace(told.fold.snapshot(), positions={}, findings=[])
    fold = CommunityFold("wechat:g", SEES_ALL, panel, state)
    fold.apply(brought("b1", 1, "c", 5)[0])
    assert RULE in {finding.rule for finding in fold.findings.changed.values()}


def test_a_line_in_which_everybody_brings_one_accuses_nobody(panel: Panel) -> None:
    line = [joined(1 + n / 60, Who(f"m{n + 1}"), Who(f"m{n}")) for n in range(120)]
    promises = [said(4 + n / 60, Who(f"m{n}"), THREE_LEVELS) for n in range(120)]
    assert members(Told(panel, [*line, *promises])) == []


def test_who_was_erased_is_nobody(panel: Panel) -> None:
    told = Told(panel, [said(0, ANN, signal("yield", 15.0)), *MANY])
    told.fold.referrals.forest.erase("ann")
    told.fold.apply(said(9, Who("a1"), THREE_LEVELS))
    assert members(told) == []
    assert told.fold.failures == []


def test_words_of_nobody_known_are_nobodys_promise(panel: Panel) -> None:
    nameless = msgspec.structs.replace(said(9, BOB, THREE_LEVELS), type="message.updated", actor=None)
    referrals = Told(panel, [*MANY, nameless]).fold.referrals
    assert referrals.levels(referrals.forest.number("ann")) == 0


def test_the_time_of_an_invite_is_kept(panel: Panel) -> None:
    forest = Told(panel, [joined(3, BOB, ANN)]).fold.referrals.forest
    assert forest.first_seen[forest.number("ann")] == at(3) // SECOND


TREES = st.lists(st.tuples(st.integers(0, 44), st.integers(0, 44)), min_size=40, max_size=120)


@settings(max_examples=30)
@given(TREES, st.integers(0, 120))
def test_everybody_who_passes_the_gate_is_seen_in_whatever_order_trees_grow_together(
    panel: Panel, invites: list[tuple[int, int]], cut: int
) -> None:
    line = [(number, number + 45) for number in range(45)]
    records = [
        joined(number / 60, Who(f"m{lower}"), Who(f"m{upper}"))
        for number, (upper, lower) in enumerate([*invites, *line])
    ]
    told = Told(panel, records[:cut])
    saved = msgspec.msgpack.encode(told.fold.snapshot())
    fold = CommunityFold("wechat:g", SEES_ALL, panel, msgspec.msgpack.decode(saved, type=CommunityState))
    for record in records[cut:]:
        fold.apply(record)
    forest = fold.referrals.forest
    passing = {n for n in range(len(forest)) if forest.size[n] >= PEOPLE and forest.height[n] + 1 >= TIERS}
    assert fold.state.positions.keys() == passing


PROVEN = [("org", "c1"), ("org", "c2"), ("a1", "d1")]


def paying(hours: float = 3) -> list[Record]:
    """Return a tree of eight in which three members pay two over three tiers."""
    tree = [
        *brought("org", 1, "a"),
        *brought("a1", 1, "b", 2),
        *brought("b1", 3, "c", 2.1),
        *brought("c1", 1, "d", 2.2),
    ]
    return [*tree, *(commission(hours, *pair) for pair in PROVEN)]


def test_what_is_paid_in_one_tree_says_nothing_of_another(panel: Panel) -> None:
    other = [*brought("top", 2, "t", 4), *brought("t1", 27, "u", 5)]
    fold = Told(panel, [*paying(), *other]).fold
    forest = fold.referrals.forest
    said_of = {name: fold.referrals.tree(forest.number(name)) for name in ("org", "top")}
    assert [said_of["org"][name] for name in ("commissions", "paid_tier_span", "commission_levels")] == [3, 3, 3]
    assert [said_of["top"][name] for name in ("commissions", "paid_tier_span", "commission_levels")] == [0, 0, 0]


def test_payments_that_are_a_test_or_name_one_of_two_people_prove_nothing(panel: Panel) -> None:
    tests = [msgspec.structs.replace(record, is_test=record.type == "payment.sent") for record in paying()]
    twins = [joined(0, Who("w1", "Wu")), joined(0.1, Who("w2", "Wu"))]
    nameless = [
        msgspec.structs.replace(record, paid_by=Who(name="Wu")) if record.paid_by else record for record in paying()
    ]
    for records in (tests, [*twins, *nameless]):
        assert Told(panel, records).fold.state.commissions.trees == {}


def organised(panel: Panel, records: list[Record]) -> list[int]:
    """Return how many people schemes are told that the owner's tree has, time and again."""
    accounts = [msgspec.structs.replace(record, owner_account="owen@") for record in records]
    found = [entry for entry in Told(panel, accounts).fold.evidence.new if entry.signal == GROWN]
    assert {entry.owner for entry in found} <= {"owen@"}
    return [int(entry.values["people"]) for entry in found]


HIS = [said(0, OWEN, signal("yield", 15.0)), *brought("owen", 3, "a")]


def test_schemes_are_told_of_the_owners_own_tree_as_it_grows(panel: Panel) -> None:
    assert organised(panel, HIS) == [2, 3, 4]


def test_beyond_every_size_that_rules_ask_for_they_are_told_of_a_quarter_more(panel: Panel) -> None:
    told = organised(panel, [HIS[0], *brought("owen", 200, "a")])
    assert told == [*range(2, 121), 150, 188]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(HIS[1:], id="nobody promotes anything"),
        pytest.param([HIS[0], *brought("ann", 3, "a")], id="somebody else's tree"),
        pytest.param([HIS[0], joined(0.5, OWEN, ANN), *HIS[1:]], id="somebody brought the owner"),
    ],
)
def test_of_other_trees_they_are_told_nothing(panel: Panel, records: list[Record]) -> None:
    assert organised(panel, records) == []
