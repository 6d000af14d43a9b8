"""Combinations: company, what takes it back, and the concepts they name."""

from typing import get_args

import pytest

from rules.signals.combinations import AFFAIRS, ATTRACTION, STRAIN, Combination
from rules.signals.entries import gathered
from rules.signals.fraud import FRAUD
from rules.signals.illicit import ILLICIT
from rules.signals.lexicon import BUILTIN
from rules.signals.normaliser import Normaliser
from rules.signals.passage import Hit, Passage
from rules.signals.signal import Kind

TEXT = "abcdefghij" * 20
KNOWN = {entry.concept for entry in gathered(BUILTIN)[0]} | {f"={kind}" for kind in get_args(Kind)}
ALL = (*ATTRACTION, *STRAIN, *AFFAIRS, *FRAUD, *ILLICIT)


def _found(combination: Combination, hits: dict[str, list[Hit]]) -> list[Hit]:
    passage = Passage(Normaliser()(TEXT), hits, {})
    return [Hit(found.start, found.end) for found in combination(passage)]


def test_an_anchor_without_conditions_stands_alone() -> None:
    assert _found(Combination("loan", "loan"), {"loan": [Hit(0, 4)]}) == [Hit(0, 4)]


def test_company_must_be_near_and_apart_from_the_anchor() -> None:
    combination = Combination("loan", "loan", near=("terms",), reach=10)
    assert _found(combination, {"loan": [Hit(0, 4)], "terms": [Hit(6, 8)]}) == [Hit(0, 4)]
    assert _found(combination, {"loan": [Hit(0, 4)], "terms": [Hit(30, 32)]}) == []
    assert _found(combination, {"loan": [Hit(0, 4)], "terms": [Hit(2, 6)]}) == []


def test_what_is_also_needed_is_needed_too() -> None:
    combination = Combination("loan", "loan", near=("terms",), also=("=link",))
    beside = {"loan": [Hit(0, 4)], "terms": [Hit(6, 8)]}
    assert _found(combination, beside) == []
    assert _found(combination, {**beside, "=link": [Hit(10, 14)]}) == [Hit(0, 4)]


def test_a_longer_harmless_word_takes_its_part_back() -> None:
    combination = Combination("data_trade", "data", unless=("talk",), reach=10)
    assert _found(combination, {"data": [Hit(0, 2)], "talk": [Hit(0, 3)]}) == []
    assert _found(combination, {"data": [Hit(0, 2)], "talk": [Hit(40, 43)]}) == [Hit(0, 2)]


@pytest.mark.parametrize("combination", ALL, ids=[f"{item.kind}: {item.anchor}" for item in ALL])
def test_every_concept_a_combination_names_has_terms(combination: Combination) -> None:
    assert {combination.anchor, *combination.near, *combination.also, *combination.unless} <= KNOWN
