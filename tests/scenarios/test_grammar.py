"""A grammar fills every slot, keeps what is bound, and refuses a class that has no words."""

from random import Random

import pytest

from api.demo.grammar import Grammar

GRAMMAR = Grammar({"fruit": ["梨", "桃", "杏", "李"], "offer": ["<fruit><3..9>元"]})


def drawing(seed: int) -> Random:
    """Return a repeatable draw."""
    return Random(seed)  # noqa: S311 - words, no secret


def test_a_slot_may_hold_slots_and_numbers() -> None:
    said = GRAMMAR.sentence("今天<offer>", drawing(1))
    assert said[2] in "梨桃杏李"
    assert 3 <= int(said[3:-1]) <= 9


def test_the_same_seed_says_the_same() -> None:
    assert GRAMMAR.sentence("<fruit><fruit2>", drawing(5)) == GRAMMAR.sentence("<fruit><fruit2>", drawing(5))


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_keeps_the_word_of_its_question(seed: int) -> None:
    rng, bound = drawing(seed), dict[str, str]()
    question = GRAMMAR.sentence("<fruit>有吗", rng, bound)
    assert GRAMMAR.sentence("<fruit>有", rng, bound) + "吗" == question


def test_a_second_slot_of_a_class_is_drawn_on_its_own() -> None:
    pairs = {GRAMMAR.sentence("<fruit><fruit2>", drawing(seed)) for seed in range(60)}
    assert any(pair[0] != pair[1] for pair in pairs)


def test_a_class_without_words_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing"):
        GRAMMAR.sentence("<nothing>", drawing(1))
