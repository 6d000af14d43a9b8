"""What is told of a scheme's money: how much, from payments and reports; how long and after whom, from payments."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.panel import Panel
from monitor.record import SumKind
from monitor.schemes.board import SchemeBoard
from monitor.schemes.evidence import Evidence
from monitor.schemes.flow import MORE, flows, signal_of
from rules.facts import Value, complete
from tests.monitor.schemes.evidence import seen
from tests.monitor.schemes.paying import KINDS, entrances, moved, payouts


def told(evidence: Sequence[Evidence]) -> dict[str, Value]:
    """Return the last fact of *evidence*."""
    *_, (_, fact) = flows(evidence)
    return fact


SAID_30 = moved("payout", "ann", 30, told=True)
SEEN_30 = moved("payout", "ann", 30)
FAILED = moved("failed", "ann")
FAILURES = "failed_withdrawals_7d"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([SEEN_30, moved("payout", "ann", 20)], {"payouts_cny": 50}, id="paid twice"),
        pytest.param([SAID_30, SAID_30], {"payouts_cny": 30}, id="said twice"),
        pytest.param([SEEN_30, moved("payout", "ann", 70, told=True)], {"payouts_cny": 70}, id="the larger report"),
        pytest.param([SAID_30, moved("payout", "ann", 20)], {"payouts_cny": 30}, id="seen after it was said"),
        pytest.param([moved("commission", "ann", 5)], {"payouts_cny": 0, "commissions_cny": 5}, id="commission"),
        pytest.param([SEEN_30, moved("commission", "ann", 5)], {"payees": 1}, id="one payee"),
        pytest.param([moved("payout", "ann", 0)], {"payouts_cny": 0, "payees": 0}, id="another currency"),
        pytest.param([FAILED, FAILED, moved("failed", "bob")], {FAILURES: 2}, id="failed"),
        pytest.param([moved("failed", "ann", told=True)], {FAILURES: 1}, id="said to have failed"),
        pytest.param([moved("asked", "ann")], {FAILURES: 0, "withdrawal_delay_hours": -1}, id="asked"),
        pytest.param([seen("attract.yield", 0, 30)], {"promised": True, "commission_evidence": False}, id="a yield"),
        pytest.param([seen("attract.guarantee", 0, 15)], {"promised": True}, id="a guarantee"),
        pytest.param([seen("recruit.headcount", 0, 25)], {"promised": True, "commission_evidence": True}, id="heads"),
        pytest.param([seen("attract.story", 0, 5)], {"promised": False}, id="a story promises nothing"),
    ],
)
def test_what_comes_out_adds_up_and_nobody_counts_twice(evidence: list[Evidence], expected: dict[str, Value]) -> None:
    fact = told([moved("deposit", "zoe", 100), *evidence])
    assert fact | expected == fact


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "deposit"])
def test_who_only_gets_or_asks_is_in_no_scheme(kind: SumKind) -> None:
    assert list(flows([moved(kind, "ann", 100), moved(kind, "bob", 100, told=True)])) == []


def test_every_sum_has_a_name_of_its_own() -> None:
    names = {signal_of(kind, seen=seen) for kind in get_args(SumKind) for seen in (True, False)}
    assert len(names) == 2 * len(get_args(SumKind)) - 1  # nobody sees a loss happen


def test_enough_payments_tell_how_money_goes_round() -> None:
    assert told([*entrances(20), moved("payout", "boss", 100, 24), *payouts(10)]).items() >= {
        ("member_inflow_pm", 1000),
        ("loser_share_pm", 500),
        ("newcomer_money_pm", 909),
        ("entry_gini_pm", 0),
        ("peak_float_pm", 1000),
        ("dwell_hours", 37),
    }


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param([*entrances(19), *payouts(10)], id="nineteen depositors"),
        pytest.param([*entrances(20), *payouts(9)], id="nine payees"),
        pytest.param([*entrances(20), *payouts(10, 0)], id="payouts in another currency"),
    ],
)
def test_too_little_is_unknown(evidence: list[Evidence]) -> None:
    fact = told(evidence)
    least = ("loser_share_pm", "newcomer_money_pm", "payout_gini_pm", "dwell_hours", "peak_float_pm")
    assert {fact[name] for name in least} == {-1}


def test_reports_tell_how_much_but_not_when() -> None:
    fact = told([*entrances(20), *payouts(10, told=True)])
    assert (fact["loser_share_pm"], fact["payout_gini_pm"]) == (500, 500)
    assert (fact["newcomer_money_pm"], fact["dwell_hours"], fact["peak_float_pm"]) == (-1, -1, -1)


def test_a_withdrawal_takes_as_long_as_it_was_asked_for() -> None:
    asked = [moved("asked", f"m{number}", hour=1) for number in range(3)]
    fact = told([*entrances(1), *asked, *(moved("payout", f"m{number}", 10, 36) for number in range(3))])
    assert fact["withdrawal_delay_hours"] == 35


def test_money_that_was_reported_before_it_was_seen_still_ends_a_wait() -> None:
    waits = [moved("asked", f"m{number}", hour=1) for number in range(3)]
    said = [moved("payout", f"m{number}", 10, 0.5, told=True) for number in range(3)]
    fact = told([moved("deposit", "m0", 10), *said, *waits, *(moved("payout", f"m{n}", 10, 11) for n in range(3))])
    assert (fact["withdrawal_delay_hours"], fact["payouts_cny"]) == (10, 30)


def test_how_uneven_sums_are_is_never_older_than_an_eighth_of_the_payments() -> None:
    random = Random(1)  # noqa: S311 - repeatable
    evidence = [*entrances(20), *payouts(10)]
    evidence += [moved("payout", f"m{random.randrange(20)}", random.randrange(1, 999), 49 + n) for n in range(200)]
    shown = [fact["payout_gini_pm"] for _, fact in flows(evidence)]
    fresh = [told(evidence[: number + 1])["payout_gini_pm"] for number in range(len(evidence))]
    assert shown == fresh  # what is told of a payment does not depend on what comes after
    changes = [number + 1 for number in range(30, len(shown)) if shown[number] != shown[number - 1]]
    assert all(later * MORE < (earlier + 1) * (MORE + 1) for earlier, later in pairwise(changes))


@given(
    st.lists(
        st.builds(
            moved,
            st.sampled_from(("deposit", *KINDS)),
            st.sampled_from("abc"),
            st.sampled_from((0, 1, 50, -50, 10**17)),
            st.integers(0, 99),
            told=st.booleans(),
        ),
        max_size=30,
    )
)
def test_whatever_happens_to_money_is_a_fact_that_rules_can_judge(evidence: list[Evidence]) -> None:
    for _, fact in flows(sorted(evidence, key=lambda entry: entry.at)):
        assert complete("scheme_flow", fact)["deposits_cny"] == fact["deposits_cny"]


def test_a_group_that_only_pays_out_is_no_scheme(panel: Panel) -> None:
    board = SchemeBoard(panel, [*payouts(30, 9999), moved("commission", "ann", 9999), moved("asked", "bob")])
    assert board.review() == {}


def test_what_is_found_does_not_depend_on_the_order_in_which_money_comes_in(panel: Panel) -> None:
    promised = seen("attract.yield", 0, 35)
    evidence = [promised, moved("payout", "boss", 100, 1.5), *entrances(24)]
    evidence += [moved("payout", f"m{number}", 100, number + 2.5) for number in range(22)]
    board, shuffled = SchemeBoard(panel), list(evidence)
    Random(7).shuffle(shuffled)  # noqa: S311 - repeatable
    for entry in shuffled:
        board.add([entry])
        board.review()
    found = [scheme.findings for scheme in board.review().values()]
    assert found == [scheme.findings for scheme in SchemeBoard(panel, evidence).review().values()]
    assert "payouts-from-newcomers" in {finding.rule for findings in found for finding in findings.values()}
