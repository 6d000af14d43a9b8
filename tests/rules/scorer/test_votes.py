"""One text, one word: majorities, caps, and labellers whom all others contradict."""

from collections.abc import Mapping, Sequence

import pytest

from rules.scorer.votes import Decided, Vote, contradicted, decide


def test_most_voices_decide_and_a_tie_decides_nothing() -> None:
    votes = [
        Vote("a", True, "1"),
        Vote("a", True, "2"),
        Vote("a", False, "3"),
        Vote("b", True, "1"),
        Vote("b", False, "2"),
    ]
    assert {text: each.is_spam for text, each in decide(votes).items()} == {"a": True}


def test_nobody_weighs_more_than_a_third_where_three_speak() -> None:
    votes = [*(Vote(f"of one {n}", True, "one") for n in range(90)), Vote("x", False, "two"), Vote("y", False, "three")]
    decided = decide(votes)
    loud = sum(decided[f"of one {n}"].weight for n in range(90))
    assert loud == pytest.approx(len(votes) / 3)
    assert decided["x"].weight == 1


def test_who_is_outvoted_lends_no_weight_to_the_winners() -> None:
    loud = [Vote(f"{by} {n}", True, by) for by in ("one", "two") for n in range(90)]
    decided = decide([*loud, Vote("x", True, "one"), Vote("x", True, "two"), Vote("x", False, "three")])
    assert decided["x"].is_spam
    assert decided["x"].weight < 1


def test_one_labeller_alone_is_taken_at_their_word() -> None:
    assert decide([Vote(f"text {n}", True) for n in range(5)])["text 3"] == Decided(True, 1.0)


def test_a_labeller_whom_all_others_contradict_is_named() -> None:
    honest = [Vote(f"{by} {n}", n % 2 == 0, by) for by in ("one", "two", "three") for n in range(10)]
    liar = [Vote(f"liar {n}", n % 2 == 1, "liar") for n in range(10)]

    def taught(others: Mapping[str, Decided], texts: Sequence[str]) -> Sequence[bool]:
        assert others
        return [int(text.split()[1]) % 2 == 0 for text in texts]

    assert [(each.by, each.labels, each.agreement) for each in contradicted([*honest, *liar], taught)] == [
        ("liar", 10, 0)
    ]


def test_of_two_labellers_nobody_can_be_outvoted() -> None:
    votes = [Vote(f"{by} {n}", by == "one", by) for by in ("one", "two") for n in range(20)]
    assert list(contradicted(votes, lambda _others, texts: [True] * len(texts))) == []


def test_many_names_of_few_labels_are_one_voice() -> None:
    honest = [Vote(f"{by} {n}", n % 2 == 0, by) for by in ("one", "two", "three") for n in range(20)]
    names = [f"name {number}" for number in range(20)]
    lies = [Vote(f"{by} lie {n}", n % 2 == 1, by) for by in names for n in range(9)]

    def taught(others: Mapping[str, Decided], texts: Sequence[str]) -> Sequence[bool]:
        parity = sum(
            each.weight if each.is_spam == (int(text.split()[-1]) % 2 == 0) else -each.weight
            for text, each in others.items()
        )
        return [(int(text.split()[-1]) % 2 == 0) == (parity > 0) for text in texts]

    (found,) = contradicted([*honest, *lies], taught)
    assert found.names == frozenset(names)
