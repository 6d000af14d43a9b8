"""How heavy evidence weighs: independent hints, half-lives, caps, once per week and community."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.clock import DAY
from monitor.schemes.evidence import Evidence
from monitor.schemes.score import Ledger, noisy_or
from rules import load_packs
from rules.scoring import load_scoring
from tests.monitor.schemes.evidence import seen

SCORING = load_scoring(load_packs())
PROMISE = [seen("attract.yield", 0, 35), seen("attract.entry_fee", 0, 10), seen("attract.crypto_deposit", 0, 10)]
RECRUITING = [seen("recruit.commission", 0, 30), seen("recruit.headcount", 0, 25), seen("recruit.ranks", 0, 10)]
STRAIN = [seen("strain.payout_fail", 0, 35), seen("strain.notice", 0, 30)]


def ledger(evidence: list[Evidence]) -> Ledger:
    """Return a ledger with *evidence* entered."""
    book = Ledger(SCORING)
    for entry in evidence:
        book.enter(entry)
    return book


def score(evidence: list[Evidence], day: float = 0) -> float:
    """Return the score on *day*."""
    return ledger(evidence).score(round((1 + day) * DAY))


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([*PROMISE, seen("attract.story", 0, 5), *RECRUITING], 76, id="PlusToken before strain: about 80"),
        pytest.param(
            [*PROMISE, seen("attract.story", 0, 5), *RECRUITING, *STRAIN], 89, id="PlusToken under strain: about 91"
        ),
        pytest.param(
            [seen("attract.entry_fee", 0, 10), seen("recruit.commission", 0, 30), seen("recruit.headcount", 0, 25)],
            53,
            id="like Forsage: 53",
        ),
        pytest.param([seen("attract.yield", 0, 30)], 30, id="talk of yields alone: 30"),
        pytest.param(
            [seen("attract.yield", 0, 35), seen("attract.guarantee", 0, 15), seen("attract.entry_fee", 0, 10)],
            45,
            id="one family: at most 45",
        ),
        pytest.param([seen("attract.yield", 0, 35), *STRAIN], 60, id="no recruitment: at most 60"),
        pytest.param([], 0, id="nothing"),
        pytest.param([seen("payout_ok", 0, 0)], 0, id="a milestone weighs nothing"),
    ],
)
def test_the_computed_check_of_the_catalogue(evidence: list[Evidence], expected: int) -> None:
    assert round(score(evidence)) == expected


@given(st.lists(st.integers(0, 100), max_size=6))
def test_hints_add_up_in_any_order_and_never_pass_a_hundred(weights: list[int]) -> None:
    total = noisy_or(weights)
    assert max(weights, default=0) - 1e-9 <= total <= 100
    assert total == pytest.approx(noisy_or(sorted(weights)))


@pytest.mark.parametrize(
    ("signal", "days"),
    [pytest.param("attract.yield", 30, id="30 days"), pytest.param("strain.terms", 14, id="strain: 14")],
)
def test_weight_halves_in_its_half_life(signal: str, days: int) -> None:
    entry = seen(signal, 0, 20)
    assert [score([entry], day) for day in (0, days, 2 * days)] == pytest.approx([20, 10, 5])


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(seen("attract.yield", 6.9, 10), [30], id="lighter within a week"),
        pytest.param(seen("attract.yield", 6.9, 35), [35], id="heavier within a week"),
        pytest.param(seen("attract.yield", 7, 10), [30, 10], id="a week later"),
        pytest.param(seen("attract.yield", 1, 10, member="bob"), [30], id="by another member"),
        pytest.param(seen("attract.yield", 1, 10, community="g2"), [30, 10], id="in another group"),
        pytest.param(seen("attract.guarantee", 1, 15), [30, 15], id="another signal"),
    ],
)
def test_a_signal_counts_once_a_week_and_community_at_its_heaviest(second: Evidence, expected: list[int]) -> None:
    counted = ledger([seen("attract.yield", 0, 30), second]).since(0)
    assert sorted((entry.weight for entry in counted), reverse=True) == expected


def test_a_sub_score_looks_back_a_time_and_does_not_decay() -> None:
    book = ledger([seen("attract.yield", 0, 20), seen("attract.story", 10, 5)])
    assert book.family("attraction", since=DAY - 1) == pytest.approx(24)
    assert book.family("attraction", since=DAY) == pytest.approx(5)
    assert book.family("strain", since=0) == 0


def test_evidence_of_one_moment_weighs_the_same_in_any_order() -> None:
    entries = [*PROMISE, *RECRUITING[:1]]
    assert len({round(score(list(order)), 9) for order in permutations(entries)}) == 1
