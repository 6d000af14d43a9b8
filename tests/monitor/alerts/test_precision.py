"""Labels say how often a rule was right, and when to go back - once there are enough of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.precision import Precisions, load_measure, read_measure, wilson
from rules import PackError, Rule, load_packs

RULE = load_packs().rules["yield-promise"].model_copy(update={"version": 3, "maturity": "stable"})


def precisions(*labels: tuple[int, int, int]) -> Precisions:
    """Return what is known from (version, confirmed, false)."""
    said = {("yield-promise", version): {"confirmed": yes, "false": no} for version, yes, no in labels}
    return Precisions(load_measure(), said)


def in_force(maturity: str) -> Rule:
    return RULE.model_copy(update={"maturity": maturity})


def test_precision_is_the_share_confirmed_of_those_decided() -> None:
    said = Precisions(load_measure(), {("yield-promise", 3): {"confirmed": 9, "false": 3, "unsure": 50}})
    found = said.of("yield-promise", 3)
    assert found is not None
    assert (found.share, found.labelled, found.unsure) == (0.75, 12, 50)


def test_there_is_none_before_enough_was_said() -> None:
    assert precisions((3, 8, 1)).of("yield-promise", 3) is None
    assert precisions((3, 9, 1)).of("yield-promise", 3) is not None


# Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I
@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_wilson(hits: int, trials: int, low: float, high: float) -> None:
    assert [round(bound, 4) for bound in wilson(hits, trials, 1.96)] == [low, high]


@given(st.integers(1, 500).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_the_interval_holds_the_share_and_stays_a_share(counts: tuple[int, int]) -> None:
    hits, trials = counts
    low, high = wilson(hits, trials, 1.96)
    assert -1e-9 <= low <= hits / trials + 1e-9
    assert hits / trials - 1e-9 <= high <= 1 + 1e-9


@pytest.mark.parametrize(
    ("labels", "maturity", "bound"),
    [
        pytest.param([(3, 4, 16)], "stable", 0.9, id="a stable rule wrong four times of five"),
        pytest.param([(3, 4, 16)], "incubating", 0.7, id="an incubating one, too"),
        pytest.param([(3, 4, 16)], "deprecated", None, id="a deprecated one promises nothing"),
        pytest.param([(3, 8, 2)], "stable", None, id="wrong twice of ten may be chance"),
        pytest.param([(3, 3, 4)], "stable", None, id="too few labels"),
        pytest.param([(3, 40, 0)], "stable", None, id="always right"),
    ],
)
def test_a_rule_below_its_promise_is_doubted(labels: list[tuple[int, int, int]], maturity: str, bound: float) -> None:
    doubt = precisions(*labels).doubt(in_force(maturity))
    assert (doubt and doubt.bound) == bound


def test_a_version_credibly_worse_than_the_one_before_is_doubted_and_says_which() -> None:
    doubt = precisions((1, 0, 40), (2, 198, 2), (3, 150, 50)).doubt(in_force("deprecated"))
    assert doubt is not None
    assert (round(doubt.bound, 3), doubt.before) == (0.964, 2)


def test_a_version_is_compared_with_the_newest_of_which_enough_was_said() -> None:
    doubt = precisions((1, 198, 2), (2, 1, 1), (3, 150, 50)).doubt(in_force("deprecated"))
    assert doubt is not None
    assert doubt.before == 1


def test_a_version_that_may_be_as_good_is_not_doubted() -> None:
    assert precisions((2, 95, 5), (3, 90, 10)).doubt(in_force("deprecated")) is None


def test_numbers_that_make_no_sense_are_named_with_their_place() -> None:
    with pytest.raises(PackError) as caught:
        read_measure("m.yaml", "least: 0\nconfidence: 196\npromises: {stable: 2000}\nmost: 1\n")
    assert [(issue.line, issue.message.split(" ")[0]) for issue in caught.value.issues][:1] == [(1, "Input")]
    assert len(caught.value.issues) == 3
