"""Reasoning about conditions agrees with trying every value."""

from hypothesis import given
from hypothesis import strategies as st

from rules.facts import Fact
from rules.pack.alternative import implies, satisfiable
from rules.pack.condition import Condition, Conjunction, Operator, all_hold

OPERATORS: tuple[Operator, ...] = ("eq", "ne", "lt", "lte", "gt", "gte")
FACTS: list[Fact] = [{"n": n, "b": b, "s": s} for n in range(-1, 7) for b in (False, True) for s in ("x", "y", "other")]

numbers = st.builds(Condition, st.just("n"), st.sampled_from(OPERATORS), st.integers(0, 5))
flags = st.builds(Condition, st.just("b"), st.sampled_from(OPERATORS[:2]), st.booleans())
words = st.builds(Condition, st.just("s"), st.sampled_from(OPERATORS[:2]), st.sampled_from(["x", "y"]))
conjunctions = st.lists(numbers | flags | words, max_size=5).map(tuple)


@given(conjunctions)
def test_satisfiable_means_that_some_fact_satisfies_it(conditions: Conjunction) -> None:
    assert satisfiable(conditions) == any(all_hold(conditions, fact) for fact in FACTS)


@given(conjunctions, conjunctions)
def test_an_implied_conjunction_holds_wherever_the_other_does(narrow: Conjunction, wide: Conjunction) -> None:
    """An unsatisfiable conjunction implies everything; the linter reports it before it asks."""
    if satisfiable(narrow):
        satisfying = [fact for fact in FACTS if all_hold(narrow, fact)]
        assert implies(narrow, wide) == all(all_hold(wide, fact) for fact in satisfying)
